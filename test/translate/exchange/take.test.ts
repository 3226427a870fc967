/**
 * What becomes of sentences that came back. Every language that ships goes out in every format and comes back without
 * changing anything; then what strangers' files hold.
 */

import { beforeAll, describe, expect, it } from 'vitest';
import { allWanted, lintPairs, sentencesIn, unitsOf } from '../../../src/cli/exchange.js';
import { sentenceId } from '../../../src/compose/source-text.js';
import { openDiskWorld, shippedFolder } from '../../../src/load/disk-world.js';
import { listLocales, loadLocale } from '../../../src/load/locales.js';
import { writeCsv } from '../../../src/translate/exchange/csv.js';
import { writePo } from '../../../src/translate/exchange/po.js';
import { readExchange } from '../../../src/translate/exchange/read.js';
import { take, type Wanted } from '../../../src/translate/exchange/take.js';
import type { InUnit, OutFile, OutUnit } from '../../../src/translate/exchange/unit.js';
import { writeXliff } from '../../../src/translate/exchange/xliff-write.js';

const world = openDiskWorld(shippedFolder());
const wanted: Wanted[] = [];
const es: OutUnit[] = [];
beforeAll(() => {
  wanted.push(...allWanted(world));
  es.push(...unitsOf(world, 'es', {}));
});
const unitOf = (id: string): OutUnit => es.find((one) => sentenceId(one) === id)!;

const WRITERS: Readonly<Record<string, (file: OutFile) => string>> = {
  'XLIFF 1.2': (file) => writeXliff(file, '1.2'),
  'XLIFF 2.1': (file) => writeXliff(file, '2.1'),
  PO: writePo,
  CSV: writeCsv,
};

const back = (text: string): readonly InUnit[] => readExchange(new TextEncoder().encode(text), 'file').units;

function takeInto(
  tag: string,
  units: readonly InUnit[],
  who: { translator?: string; reviewer?: string } = {},
) {
  const locale = loadLocale(world, tag);
  return take({
    wanted,
    current: sentencesIn(locale),
    review: locale.review.value,
    memory: locale.memory.value,
    units,
    on: '2026-12-01',
    ...who,
    lint: (pairs) => lintPairs(world, locale.meta, pairs),
    digest: world.digest,
  });
}

describe('every language that ships', () => {
  it.each(listLocales(world).filter((tag) => tag !== 'en'))(
    '%s comes back untouched from each format',
    (tag) => {
      const locale = loadLocale(world, tag);
      const units = unitsOf(world, tag, {});
      expect(units.length).toBeGreaterThan(50);
      for (const write of Object.values(WRITERS)) {
        // Even where somebody signs what they send.
        const taken = takeInto(tag, back(write({ tag, units, tool: 'kyr' })), {
          translator: 'A',
          reviewer: 'B',
        });
        expect(taken.diagnostics).toEqual([]);
        expect(taken.changes).toEqual([]);
        expect(taken.unchanged).toBe(units.length);
        expect(taken.review).toEqual(locale.review.value);
        expect(taken.memory).toEqual(locale.memory.value);
      }
    },
  );
});

/** A unit of the Spanish locale as it stands, with what is said of it changed. */
function spanish(id: string, more: Partial<InUnit> = {}): InUnit {
  const unit = unitOf(id);
  return {
    names: [id],
    english: unit.english,
    text: unit.text,
    mark: 'translated',
    at: { file: 'es.xlf', line: 7 },
    ...more,
  };
}

const TITLE = 'us-federal:remain-silent.title';
const codes = (taken: ReturnType<typeof takeInto>): string[] =>
  taken.diagnostics.map((d) => `${d.level} ${d.code}`);

describe('which sentence it is', () => {
  const text = 'Guarde silencio siempre';
  it.each<[string, Partial<InUnit>]>([
    ['our name', { names: [TITLE] }],
    [
      'the key in the file it was extracted from, as Crowdin has it',
      { names: ['40096', 'remain-silent.title'], namespace: 'us-federal' },
    ],
    ['a key that only one file has', { names: ['remain-silent.title'] }],
    ['the English alone, where nothing else is said and it stands once', { names: [] }],
  ])('by %s', (_, names) => {
    const taken = takeInto('es', [spanish(TITLE, { text, ...names })]);
    expect(taken.changes.map((c) => [sentenceId(c), c.text])).toEqual([[TITLE, text]]);
  });

  it('is not guessed where several have the key', () => {
    const taken = takeInto('es', [spanish(TITLE, { names: ['headline'], text, english: 'Something else' })]);
    expect(codes(taken)).toEqual(['error KYR824']);
    expect(taken.changes).toEqual([]);
  });

  it('may stand twice in the same words, but not in others', () => {
    const one = spanish(TITLE, { text });
    expect(takeInto('es', [one, { ...one }]).changes).toHaveLength(1);
    const taken = takeInto('es', [one, { ...one, text: 'Silencio', at: { file: 'es.xlf', line: 9 } }]);
    expect(codes(taken)).toEqual(['error KYR825']);
    expect(taken.changes).toEqual([]);
    expect(taken.leftOut).toBe(2);
  });
});

describe('whether it is sound', () => {
  it.each<[string, string, string, RegExp]>([
    ['a lost placeholder', 'us-federal:door.no-judge', 'Si ningún juez la firmó, diga:', /has lost {{say}}/],
    [
      'another placeholder',
      'us-federal:door.no-judge',
      'Si ningún juez la firmó, diga: {{date}}',
      /has lost {{say}}/,
    ],
    [
      'a placeholder twice',
      'us-federal:door.no-judge',
      'Si ningún juez la firmó, diga: {{say}} {{say}}',
      /{{say}} 2 times/,
    ],
    [
      'a lost “not”',
      'us-federal:truth.body',
      'Mienta. No muestre papeles falsos.',
      /says no in English 2 times/,
    ],
    ['letters of another script', TITLE, 'Guаrde silencio', /а/],
    ['markup', TITLE, 'Guarde <b>silencio</b>', /markup/],
  ])('%s is left out, and the sentence beside it taken', (_, id, text, says) => {
    const other = 'us-federal:lawyer.title';
    const taken = takeInto('es', [spanish(id, { text }), spanish(other, { text: 'Pida una abogada' })]);
    expect(taken.changes.map(sentenceId)).toEqual([other]);
    expect(taken.leftOut).toBe(1);
    const [first] = taken.diagnostics;
    expect(first?.message).toMatch(says);
    expect(first?.at).toEqual({ file: 'es.xlf', line: 7 });
  });

  it('placeholders in another order are taken, and pointed at', () => {
    const swapped = es.find(
      ({ english }) => (english.match(/\{\{/g) ?? []).length === 2 && !/say|words/.test(english),
    )!;
    const names = [...swapped.text!.matchAll(/\{\{[\w-]+\}\}/g)].map(([name]) => name);
    const text = swapped
      .text!.replace(names[0]!, '\u0000')
      .replace(names[1]!, names[0]!)
      .replace('\u0000', names[1]!);
    const taken = takeInto('es', [spanish(sentenceId(swapped), { text })]);
    expect(taken.changes).toHaveLength(1);
    expect(codes(taken)).toContain('warning KYR202');
  });
});

describe('older English', () => {
  const older = { english: 'Keep quiet', text: 'Cállese' };

  it('does not overwrite a translation of the new', () => {
    const taken = takeInto('es', [spanish(TITLE, older)]);
    expect(codes(taken)).toEqual(['error KYR826']);
    expect(taken.changes).toEqual([]);
  });

  it('is taken where nothing better stands, stays stale, and is never reviewed', () => {
    const locale = loadLocale(world, 'es');
    const taken = take({
      wanted,
      current: new Map(),
      review: { review: {} },
      memory: { source: {} },
      units: [spanish(TITLE, { ...older, mark: 'approved' })],
      on: '2026-12-01',
      translator: 'A',
      reviewer: 'B',
      lint: (pairs) => lintPairs(world, locale.meta, pairs),
      digest: world.digest,
    });
    expect(codes(taken)).toEqual(['warning KYR826']);
    expect(taken.memory.source['us-federal']).toEqual({ 'remain-silent.title': 'Keep quiet' });
    const record = taken.review.review['us-federal']?.['remain-silent.title'];
    expect(record).toMatchObject({
      state: 'translated',
      by: 'A',
      source: world.digest('Keep quiet').slice(0, 16),
    });
  });
});

describe('two who worked at the same time', () => {
  it('what was not touched there leaves the newer sentence here alone', () => {
    const base = world.digest('Lo que había').slice(0, 16);
    const taken = takeInto('es', [spanish(TITLE, { text: 'Lo que había', base })]);
    expect([taken.changes, taken.diagnostics]).toEqual([[], []]);
  });
  it('what was changed there and here is left out and shown', () => {
    const taken = takeInto('es', [
      spanish(TITLE, { text: 'Otra cosa', base: world.digest('Lo que había').slice(0, 16) }),
    ]);
    expect(codes(taken)).toEqual(['error KYR826']);
    expect(taken.diagnostics[0]?.hint).toContain(unitOf(TITLE).text);
  });
});

describe('who answers for it', () => {
  const approved = (more: Partial<InUnit> = {}): InUnit => spanish(TITLE, { mark: 'approved', ...more });
  const recordOf = (taken: ReturnType<typeof takeInto>) =>
    taken.review.review['us-federal']?.['remain-silent.title'];
  const before = loadLocale(world, 'es').review.value.review['us-federal']?.['remain-silent.title'];

  it('an approved sentence goes on record as reviewed by the reviewer', () => {
    const taken = takeInto('es', [approved()], { reviewer: 'second reader, Queens' });
    expect(codes(taken)).toEqual([]);
    expect(recordOf(taken)).toMatchObject({
      state: 'reviewed',
      by: 'second reader, Queens',
      on: '2026-12-01',
    });
  });

  it('not where nobody says who approved it', () => {
    const taken = takeInto('es', [approved()]);
    expect(codes(taken)).toEqual(['warning KYR827']);
    expect(recordOf(taken)).toEqual(before);
  });

  it('not where the translator on record approves it, however written', () => {
    const taken = takeInto('es', [approved()], { reviewer: ` ${before!.by.toUpperCase()}` });
    expect(codes(taken)).toEqual(['error KYR842']);
    expect(recordOf(taken)).toEqual(before);
  });

  it('a new sentence needs both, and has both', () => {
    const text = 'Guarde silencio siempre';
    const alone = takeInto('es', [approved({ text })], { reviewer: 'B' });
    expect(codes(alone)).toEqual(['error KYR843']);
    expect(recordOf(alone)).toEqual(before);
    expect(alone.changes).toHaveLength(1);
    const both = takeInto('es', [approved({ text })], { translator: 'A', reviewer: 'B' });
    expect(both.signed).toEqual({ translated: 0, reviewed: 1 });
    expect(recordOf(both)).toMatchObject({ state: 'reviewed', by: 'B', translator: 'A' });
  });

  it('an approval that was left standing when the sentence was changed is none', () => {
    const reviewed = takeInto('es', [approved()], { reviewer: 'B' }).review;
    const locale = loadLocale(world, 'es');
    const taken = take({
      wanted,
      current: sentencesIn(locale),
      review: reviewed,
      memory: locale.memory.value,
      units: [approved({ text: 'Guarde silencio siempre' })],
      on: '2026-12-02',
      translator: 'A',
      reviewer: 'B',
      lint: () => [],
      digest: world.digest,
    });
    expect(codes(taken)).toEqual(['error KYR827']);
    expect(recordOf(taken)).toMatchObject({ state: 'translated', by: 'A' });
  });

  it('what is unfinished is taken and signed by nobody', () => {
    const taken = takeInto('es', [spanish(TITLE, { text: 'Guarde silencio siempre', mark: 'unfinished' })], {
      translator: 'A',
    });
    expect(taken.changes).toHaveLength(1);
    expect(taken.signed).toEqual({ translated: 0, reviewed: 0 });
  });
});

describe('a stale sentence', () => {
  const memory = { source: { 'us-federal': { 'remain-silent.title': 'Keep quiet' } } };
  const run = (more: Partial<InUnit>) => {
    const locale = loadLocale(world, 'es');
    return take({
      wanted,
      current: sentencesIn(locale),
      review: { review: {} },
      memory,
      units: [spanish(TITLE, more)],
      on: '2026-12-01',
      lint: () => [],
      digest: world.digest,
    });
  };
  const base = world.digest('Guarde silencio').slice(0, 16);

  it('is settled where somebody calls the same words translated in a file of ours', () => {
    expect(run({ base, mark: 'translated' }).memory.source['us-federal']).toEqual({
      'remain-silent.title': 'Stay silent',
    });
  });
  it.each<[string, Partial<InUnit>]>([
    ['nobody touched it', { base, mark: 'unfinished' }],
    ['the tool says nothing of it', { base, mark: 'unsaid' }],
    ['another tool had called it so before', { mark: 'translated' }],
  ])('stays stale where %s', (_, more) => {
    expect(run(more).memory).toBe(memory);
  });
});
