/**
 * What goes out to a translation tool and what comes back from one, whatever the format: one unit a sentence. The
 * formats (xliff-*.ts, po.ts, csv.ts) know only these; what becomes of a unit that came back is decided in take.ts.
 */
import type { Diagnostic, FilePlace } from '../../core/diagnostic.js';
import type { LanguageTag } from '../../core/language.js';
import type { State } from '../../schema/locale.js';

export type XliffVersion = '1.2' | '2.1';

/** A sentence on its way out. */
export interface OutUnit {
  readonly namespace: string;
  /** `door.title` */
  readonly key: string;
  readonly english: string;
  /** Undefined where it is not translated yet. */
  readonly text: string | undefined;
  readonly state: State;
  /** The English has changed since it was translated. */
  readonly stale: boolean;
  /** The English that it was translated from, where that is another and still known. */
  readonly before?: string;
  /** For the translator, a sentence each. */
  readonly notes: readonly string[];
  /** Where the English stands: `content/us/federal.yaml:42`. */
  readonly at: FilePlace;
  /** Digest of the translation as it went out: what is still the same when it comes back was not touched. */
  readonly base: string;
  /** The longest that still fits, in characters, where it was measured. */
  readonly limit?: number;
}

export interface OutFile {
  readonly tag: LanguageTag;
  readonly units: readonly OutUnit[];
  /** Name and version of the tool. */
  readonly tool: string;
}

/** How far a tool says a sentence is; a tool's own finer states are folded into these. `unsaid`: it does not say. */
export type Mark = 'unsaid' | 'unfinished' | 'translated' | 'approved';

/** A sentence that came back. */
export interface InUnit {
  /** Every name it goes by, the surest first: tools keep ours in different places. */
  readonly names: readonly string[];
  /** Of the file it was extracted from, such as `us-federal`, where the format says so. */
  readonly namespace?: string;
  readonly english?: string;
  /** Undefined or empty where nothing was translated. */
  readonly text: string | undefined;
  readonly mark: Mark;
  /** As in OutUnit, where the tool has kept it. */
  readonly base?: string;
  readonly at: FilePlace;
}

/** How the base is written where a format has only room for words. */
export const BASE = /\bkyr-base-([0-9a-f]{16})\b/;
export const baseIn = (text: string | undefined): { readonly base?: string } => {
  const base = BASE.exec(text ?? '')?.[1];
  return base === undefined ? {} : { base };
};

export interface InFile {
  /** As the file writes it: `zh_Hans`. */
  readonly language: string | undefined;
  readonly units: readonly InUnit[];
  /** Units that could not be read, each named; they are not in `units`. */
  readonly faults: readonly Diagnostic[];
}
