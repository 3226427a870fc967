/**
 * The English of a publication, line by line, as somebody has to answer for it: which layer said it, in which file and
 * line, on what basis, how sure, whom it replaced, and whether a lawyer has approved exactly these words.
 *
 * Promises: every sentence that the English flyer prints is in `lines` or in `words`. Does not judge any of it.
 */

import { namespaceOf } from '../compose/law.js';
import { idOf, referencesOf } from '../compose/references.js';
import { sentenceId } from '../compose/source-text.js';
import { type LawTrace, type LayerVersion, type Step, traceLaw, versionName } from '../compose/trace-law.js';
import type { FilePlace } from '../core/diagnostic.js';
import { standingOf } from '../lint/standing.js';
import type { Hotline, Right } from '../schema/content.js';
import type { PressRoom } from './press-room.js';
import { sentencesToSign } from './texts.js';

/** A sentence or a number that is printed. */
export interface ContentLine {
  /** `door.title`; `legal-help.number` */
  readonly ref: string;
  /** As it stands in the file, and as it reads once its {{placeholders}} are filled. */
  readonly source: string;
  readonly text: string;
  readonly origin: Origin;
  readonly basis: readonly string[];
  /** Absent where the line states no law: a disclaimer. */
  readonly confidence?: Right['confidence'];
  readonly needsLawyer: boolean;
  readonly whyLawyer?: string;
  readonly sources: readonly string[];
  /** The lawyer's approval of exactly these words; null without one, or if they were changed since. */
  readonly approved: Approval | null;
  /** What wider layers said under the same id, latest first. */
  readonly replaced: readonly Earlier[];
}

export interface Origin extends LayerVersion {
  readonly at: FilePlace;
}

export interface Approval {
  readonly by: string;
  readonly on: string;
}

export interface Earlier extends Origin {
  readonly does: Step<unknown>['does'];
  /** Absent where that layer withdrew it, or where it had no such line. */
  readonly text?: string;
}

/** A right or hotline that a layer withdrew and no narrower one said anew. */
export interface LostId extends Origin {
  readonly id: string;
  readonly saidBy: Origin;
  readonly text: string;
  /** The publication names it all the same: it cannot be printed. */
  readonly wanted: boolean;
}

/** Headings and labels: of the publication, or shared by all. They state no law of their own. */
export interface Words {
  readonly key: string;
  readonly source: string;
  readonly text: string;
  readonly at: FilePlace;
  readonly approved: Approval | null;
}

export interface ContentLines {
  readonly lines: readonly ContentLine[];
  readonly words: readonly Words[];
  readonly withdrawnIds: readonly LostId[];
  /** References that no layer has, nor ever had. */
  readonly unknown: readonly string[];
  /** In the layers and not in this publication. */
  readonly unused: readonly ContentLine[];
}

export function contentLines(room: PressRoom): ContentLines {
  const { content } = room;
  const { edition } = content;
  const trace = traceLaw(content.layers);
  const approvalOf = openApprovals(room);
  const all = holdingLines(trace, approvalOf);
  const byRef = new Map(all.map((line) => [line.ref, line]));

  const wanted = referencesOf(edition);
  const printed = new Set(
    wanted.flatMap((ref) =>
      ref.includes('.') ? [ref] : all.map((l) => l.ref).filter((r) => idOf(r) === ref),
    ),
  );
  // `{{say}}` prints the right's own sentence inside another one.
  for (const ref of [...printed])
    if (byRef.get(ref)?.source.includes('{{say}}')) printed.add(`${idOf(ref)}.say`);
  const disclaimer = all.filter(({ ref }) => idOf(ref) === 'disclaimer').map(({ ref }) => ref);
  for (const ref of disclaimer) printed.add(ref);

  const withdrawnIds = lostIds(trace, new Set(wanted.map(idOf)));
  const lost = new Set(withdrawnIds.map(({ id }) => id));
  return {
    lines: [...printed].flatMap((ref) => byRef.get(ref) ?? []),
    words: wordsOf(room, approvalOf),
    withdrawnIds,
    unknown: [...printed].filter((ref) => !byRef.has(ref) && !lost.has(idOf(ref))),
    unused: all.filter(({ ref }) => !printed.has(ref)),
  };
}

type ApprovalOf = (namespace: string, key: string) => Approval | null;

function openApprovals(room: PressRoom): ApprovalOf {
  const review = room.locale('en').review.value;
  const known = new Map(sentencesToSign(room, 'en').map((s) => [sentenceId(s), s]));
  return (namespace, key) => {
    const sentence = known.get(`${namespace}:${key}`);
    const record = review.review[namespace]?.[key];
    if (!sentence || !record) return null;
    const { state } = standingOf(sentence, review, room.world.digest, true);
    return state === 'final' ? { by: record.by, on: record.on } : null;
  };
}

const originOf = ({ layer, version }: LayerVersion, at: FilePlace): Origin => ({ layer, version, at });

/** A right, a hotline, or a disclaimer, which states no law and has sentences alone. */
type Stated = Pick<Right, 'text'> &
  Partial<Pick<Right, 'basis' | 'confidence' | 'sources' | 'needs-lawyer' | 'why-lawyer'>>;

/** Every line that holds in the end, in the order of the layers. */
function holdingLines(trace: LawTrace, approvalOf: ApprovalOf): ContentLine[] {
  const found: ContentLine[] = [];
  const add = <T extends Stated>(
    id: string,
    steps: readonly Step<T>[],
    textsOf: (value: T) => readonly Spoken[],
    fill: (value: T, source: string) => string,
  ): void => {
    const holding = steps.at(-1);
    const value = holding?.value;
    if (!holding || value === undefined) return;
    for (const { key, source, path } of textsOf(value)) {
      const replaced = steps
        .slice(0, -1)
        .reverse()
        .map((step): Earlier => {
          const before = step.value && textsOf(step.value).find((t) => t.key === key);
          return {
            ...originOf(step, before ? step.place(...before.path) : step.at),
            does: step.does,
            ...(before ? { text: before.source } : {}),
          };
        });
      found.push({
        ref: `${id}.${key}`,
        source,
        text: fill(value, source),
        origin: originOf(holding, holding.place(...path)),
        basis: value.basis ?? [],
        ...(value.confidence === undefined ? {} : { confidence: value.confidence }),
        needsLawyer: value['needs-lawyer'] ?? false,
        ...(value['why-lawyer'] === undefined ? {} : { whyLawyer: value['why-lawyer'] }),
        sources: value.sources ?? [],
        approved: approvalOf(namespaceOf(holding.layer), `${id}.${key}`),
        replaced,
      });
    }
  };
  for (const [id, steps] of trace.rights) add(id, steps, spokenOfRight, fillRight);
  for (const [id, steps] of trace.hotlines) add(id, steps, spokenOfHotline, fillHotline);
  add(
    'disclaimer',
    trace.disclaimer,
    (value) => spoken(value.text, 'text'),
    (_, source) => source,
  );
  return found;
}

/** A sentence of a right or a hotline, and where in its entry it stands. */
interface Spoken {
  readonly key: string;
  readonly source: string;
  readonly path: readonly string[];
}

const spoken = (texts: Readonly<Record<string, string>>, under: string): Spoken[] =>
  Object.entries(texts).map(([key, source]) => ({ key, source, path: [under, key] }));

const spokenOfRight = ({ text, english }: Right): Spoken[] => [
  ...spoken(text, 'text').filter(({ key }) => english?.[key] === undefined),
  ...spoken(english ?? {}, 'english'),
];

/** The number right after what the line is called, as it is printed. */
function spokenOfHotline({ text, number }: Hotline): Spoken[] {
  const sentences = spoken(text, 'text');
  const isLabel = ({ key }: Spoken): boolean => key === 'label';
  return [
    ...sentences.filter(isLabel),
    { key: 'number', source: number, path: ['number'] },
    ...sentences.filter((sentence) => !isLabel(sentence)),
  ];
}

const PLACEHOLDER = /\{\{\s*([\w-]+)\s*\}\}/g;

const fillRight = ({ text, values }: Right, source: string): string =>
  source.replace(PLACEHOLDER, (_, name: string) =>
    name === 'say' && text.say !== undefined ? `“${text.say}”` : (values?.[name] ?? `[${name}]`),
  );

const fillHotline = ({ short, words }: Hotline, source: string): string =>
  source.replace(PLACEHOLDER, (_, name: string) =>
    name === 'short' && short !== undefined
      ? short
      : name === 'words' && words !== undefined
        ? `“${words}”`
        : `[${name}]`,
  );

function lostIds(trace: LawTrace, wanted: ReadonlySet<string>): LostId[] {
  const all: (readonly [string, readonly Step<Right | Hotline>[]])[] = [...trace.rights, ...trace.hotlines];
  return all.flatMap(([id, steps]): LostId[] => {
    const last = steps.at(-1);
    const before = steps.findLast((step) => step.value !== undefined);
    if (last?.does !== 'withdraws' || !before?.value) return [];
    return [
      {
        id,
        ...originOf(last, last.at),
        saidBy: originOf(before, before.at),
        text: Object.values(before.value.text)[0] ?? '',
        wanted: wanted.has(id),
      },
    ];
  });
}

/** What the English flyer says: where `english` says a sentence otherwise, that. */
function wordsOf({ content }: PressRoom, approvalOf: ApprovalOf): Words[] {
  const { publication, common, layers } = content;
  const of = (namespace: string, { value, place }: typeof publication | typeof common): Words[] => {
    const own = value.english ?? {};
    return Object.entries({ ...value.text, ...own }).map(([key, source]) => ({
      key: `${namespace}:${key}`,
      source,
      text: source.replace(PLACEHOLDER, '[$1]'),
      at: place(key in own ? 'english' : 'text', key),
      approved: approvalOf(namespace, key),
    }));
  };
  const narrowest = layers.at(-1)!;
  const namespace = namespaceOf(narrowest.value.layer);
  return [
    ...of(publication.value.publication, publication),
    ...of('common', common),
    {
      key: `${namespace}:name`,
      source: narrowest.value.name,
      text: narrowest.value.name,
      at: narrowest.place('name'),
      approved: approvalOf(namespace, 'name'),
    },
  ];
}

/** `us/ny/nyc@2026.11, content/us/ny/nyc.yaml:14:5` */
export const formatOrigin = ({ at, ...version }: Origin): string =>
  `${versionName(version)}, ${at.file}${at.line === undefined ? '' : `:${at.line}`}`;
