/**
 * What a plan is: what is printed, how much of it, on which sheets, in which files.
 *
 * Promises: everything adds up. For every line, language and congregation, and in sum:
 * printed = ordered + overs = sheets × up.
 * A congregation that withholds itself appears by its delivery number alone; its name and id do not enter here.
 * Does not: make a plan (plan-job.ts does, and reprint.ts cuts one out of a run's).
 */

import type { Color } from '../../core/color.js';
import type { Diagnostic } from '../../core/diagnostic.js';
import type { Size } from '../../core/geometry.js';
import type { InkMode } from '../../core/ink.js';
import type { LanguageTag } from '../../core/language.js';
import type { Stretch } from '../../impose/cut-and-stack.js';
import type { SheetPlan } from '../../impose/sheet.js';
import type { NamedLanguage } from '../../impose/slug.js';
import type { LoadedOrganisation } from '../../load/organisation.js';
import { mergeRanges, type NumberRange, type Numbers } from '../numbers.js';
import type { Carton } from '../packing.js';

/** printed = ordered + overs = sheets × up, always. */
export interface Counts {
  readonly ordered: number;
  readonly overs: number;
  readonly printed: number;
  readonly sheets: number;
}

/** One quantity of one design: a run by language, or one congregation's share in one language. */
export interface PlannedLine extends Counts {
  readonly lang: LanguageTag;
  /** PlannedDesign.id */
  readonly design: string;
  /** Delivery number of the congregation, from 1; absent for a run by language. */
  readonly delivery?: number;
  readonly numbers: Numbers;
}

export interface PlannedDesign extends Counts {
  /** Unique in the plan and fit for file names: `es`, `es-sample-st-brigid`, `es-delivery-04`. */
  readonly id: string;
  readonly lang: LanguageTag;
  /** Whose imprint it carries; absent where there is none or it is withheld. */
  readonly organisation?: LoadedOrganisation;
  /** 1-up press file in press/, if the job wants those. */
  readonly pressFile?: string;
  readonly numbers: Numbers;
}

export interface PlannedCongregation extends Counts {
  readonly delivery: number;
  /** `delivery-04` */
  readonly label: string;
  /** Absent where it is withheld. */
  readonly id?: string;
  readonly name?: string;
  readonly lines: readonly PlannedLine[];
}

/** What was ordered in a language that is not ready, and is not in any other part of the plan. */
export interface HeldLanguage extends NamedLanguage {
  readonly ordered: number;
  /** A sentence each. */
  readonly why: readonly string[];
  /** Congregations that wait for it. */
  readonly deliveries: readonly {
    readonly delivery: number;
    readonly label: string;
    readonly ordered: number;
  }[];
}

export interface PlannedBatch {
  /** From 1, in the order of printing. */
  readonly number: number;
  /** `static`: one sheet, `copies` times. `cut-and-stack`: `sheets` different sheets, once each. */
  readonly kind: 'static' | 'cut-and-stack';
  readonly file: string;
  readonly sheets: number;
  readonly copies: number;
  /** PDF pages: one a printed side of a sheet. */
  readonly pages: number;
  readonly printed: number;
  /** Design ids in delivery order. */
  readonly pieces: readonly Stretch<string>[];
  /** Ids of the designs that it prints. */
  readonly designs: readonly string[];
  /** Running number of its first sheet, over all batches. */
  readonly firstSheet: number;
  readonly numbers: Numbers;
}

/** What is printed again, out of a run. */
export interface Reprint {
  /** Fit for a folder: `sheets-412-431`, `pieces-1201-1450_lang-es`. */
  readonly name: string;
  /** For people: `sheets 412–431`, `pieces 1201–1450 in Spanish`. */
  readonly words: string;
  /** Whole sheets as they were, or loose pieces on sheets of their own. */
  readonly whole: boolean;
  /** Numbers in the run, overs not among them. */
  readonly pieces: readonly NumberRange[];
  /** Of whole sheets. */
  readonly sheets: readonly NumberRange[];
  /** Places that stay white, since no more pieces were asked for. */
  readonly blank: number;
  /** How many there are in the whole run, for the slug. */
  readonly run: { readonly batches: number; readonly sheets: number };
}

/** Codes of single pieces: what they hold, with `{serial}` and `{lang}`, and how they are drawn. */
export interface PieceCodes {
  readonly address: string;
  readonly draw: 'font' | 'path';
}

export interface Folds {
  readonly down: readonly number[];
  readonly across: readonly number[];
}

export interface Plan {
  readonly job: string;
  readonly title: string;
  readonly purpose: 'draft' | 'press';
  readonly sample: boolean;
  readonly publication: string;
  readonly edition: string;
  readonly layer: string;
  /** On how many sides a piece is printed. */
  readonly sides: 1 | 2;
  /** The finished size, flat; and of what is folded, where, in points from the left and from the top. */
  readonly size: { readonly name: string; readonly trim: Size; readonly folds?: Folds };
  readonly bleed: number;
  readonly stock: string;
  /** Grams a square metre; absent where neither job nor stock says it. */
  readonly grammage?: number;
  /** Of one piece, trimmed, in grams; absent with the grammage. */
  readonly pieceGrams?: number;
  /** Pieces in a band. */
  readonly band: number;
  readonly carton: Carton;
  readonly ink: InkMode;
  /** Of crop and registration marks, drawn one above the other: every ink that is on press. */
  readonly marks: readonly Color[];
  /** The printing condition, for people. */
  readonly profile: string;
  readonly contact?: { readonly name: string; readonly phone?: string };
  /** Share of the order, such as 0.02. */
  readonly oversShare: number;
  /** Overs that a language has at least, over the whole run; 0 unless the job says more. */
  readonly oversMinimum: number;
  /** Pieces on a sheet; 1 where the shop imposes. */
  readonly up: number;
  readonly sheet?: SheetPlan;
  readonly batchSheets: number;
  readonly proofs: boolean;
  /** Of a traceable run alone: then no two pieces are alike. */
  readonly codes?: PieceCodes;
  readonly languages: readonly NamedLanguage[];
  readonly lines: readonly PlannedLine[];
  readonly designs: readonly PlannedDesign[];
  readonly batches: readonly PlannedBatch[];
  readonly congregations: readonly PlannedCongregation[];
  readonly byLanguage: ReadonlyMap<LanguageTag, Counts>;
  readonly total: Counts;
  /** Of the languages printed, those that somebody released without a second reader. The name stays in the job. */
  readonly released: readonly { readonly lang: LanguageTag; readonly role: string; readonly on: string }[];
  /** Empty unless the run goes on without languages that are not ready. */
  readonly held: readonly HeldLanguage[];
  /** Of a reprint alone (reprint.ts): then the rest of this plan is what is printed again. */
  readonly reprint?: Reprint;
  /** Warnings; a plan with errors is not handed out. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The highest numbers of a run, which are not its counts where something before them is held; 0 where there are none. */
export function lastNumbers(plan: Pick<Plan, 'batches' | 'lines'>): {
  readonly batch: number;
  readonly sheet: number;
  readonly piece: number;
} {
  const last = plan.batches.at(-1);
  return {
    batch: last?.number ?? 0,
    sheet: last ? last.firstSheet + last.sheets - 1 : 0,
    piece: Math.max(0, ...plan.lines.flatMap((line) => line.numbers.pieces.map((range) => range.last))),
  };
}

/** Several places of the run as one. */
export const joinNumbers = (all: readonly Numbers[]): Numbers => ({
  pieces: mergeRanges(all.flatMap((n) => n.pieces)),
  sheets: mergeRanges(all.flatMap((n) => n.sheets)),
});

/** Pages of a press file: a design once, or every piece of a traceable run. */
export const pressFilePages = (plan: Plan, design: Pick<PlannedDesign, 'printed'>): number =>
  plan.codes ? plan.sides * design.printed : plan.sides;

/** Pages of all files for a press. */
export const countPressPages = (plan: Plan): number =>
  plan.batches.reduce((n, batch) => n + batch.pages, 0) +
  plan.designs.reduce((n, d) => n + (d.pressFile === undefined ? 0 : pressFilePages(plan, d)), 0);
