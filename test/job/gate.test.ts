/** The gate: each thing that stands between a job and the press, alone; and the way through. */
import { describe, expect, test } from 'vitest';
import { formatDiagnostic } from '../../src/core/diagnostic.js';
import { clearForPress, type GateInput, type PrintedText } from '../../src/job/gate.js';
import type { Sentence } from '../../src/lint/standing.js';
import type { State } from '../../src/schema/locale.js';
import { sign } from '../../src/translate/sign.js';
import { digest } from './shop.js';

const sentence = (key: string, source: string, text: string): Sentence => ({
  namespace: 'us-federal',
  key,
  source,
  text,
});
const ENGLISH = [
  sentence('door.title', 'Do not open', 'Do not open'),
  sentence('lawyer.say', 'I want a lawyer.', 'I want a lawyer.'),
];
const SPANISH = [
  sentence('door.title', 'Do not open', 'No abra'),
  sentence('lawyer.say', 'I want a lawyer.', 'Quiero un abogado.'),
];

/** A language all of whose sentences are signed alike. */
const text = (
  lang: string,
  english: string,
  of: readonly Sentence[],
  state: State,
  on = '2026-11-01',
): PrintedText => ({
  lang,
  english,
  sentences: of,
  review: sign({ review: {} }, of, { state, by: 'someone', on }, digest),
  faults: [],
});

const TODAY = '2026-11-23';
const NUMBER = '800-354-0365';
/** A job with nothing missing. */
const CLEAR: GateInput = {
  job: { dialled: [{ number: NUMBER, on: '2026-11-20', by: 'press desk' }] },
  texts: [text('en', 'English', ENGLISH, 'final'), text('es', 'Spanish', SPANISH, 'reviewed')],
  law: { layer: 'us/ny/nyc', expires: '2027-11-23' },
  numbers: [NUMBER],
  address: 'https://rights.nyc/{lang}',
  today: TODAY,
  digest,
};
const codes = (change: Partial<GateInput>): string[] =>
  clearForPress({ ...CLEAR, ...change }).missing.map((d) => d.code);
const calledOn = (...days: string[]): Partial<GateInput> => ({
  job: { dialled: days.map((on) => ({ number: NUMBER, on, by: 'desk' })) },
});

describe('the way through', () => {
  test('English final, translations reviewed, the number dialled, nothing expired, nothing a sample', () => {
    expect(clearForPress(CLEAR)).toEqual({
      cleared: true,
      missing: [],
      unready: new Map(),
      states: new Map([
        ['en', 'final'],
        ['es', 'reviewed'],
      ]),
      approvedOn: '2026-11-01',
    });
  });

  test('the date of approval is that of the last sentence a lawyer read', () => {
    const review = sign(
      text('en', 'English', ENGLISH, 'final').review,
      ENGLISH.slice(0, 1),
      { state: 'final', by: 'lawyer', on: '2026-11-15' },
      digest,
    );
    const texts = [{ ...CLEAR.texts[0]!, review }];
    expect(clearForPress({ ...CLEAR, texts }).approvedOn).toBe('2026-11-15');
  });

  test('a job in English alone needs no translation', () => {
    expect(codes({ texts: [CLEAR.texts[0]!] })).toEqual([]);
  });
});

describe('refused, each alone', () => {
  test.each<[string, Partial<GateInput>, string]>([
    [
      'English that no lawyer read',
      { texts: [text('en', 'English', ENGLISH, 'initial'), CLEAR.texts[1]!] },
      'KYR601',
    ],
    [
      'English that was only reviewed',
      { texts: [text('en', 'English', ENGLISH, 'reviewed'), CLEAR.texts[1]!] },
      'KYR601',
    ],
    [
      'a translation without second reader',
      { texts: [CLEAR.texts[0]!, text('es', 'Spanish', SPANISH, 'translated')] },
      'KYR602',
    ],
    [
      'a translation nobody signed',
      { texts: [CLEAR.texts[0]!, { ...CLEAR.texts[1]!, review: { review: {} } }] },
      'KYR602',
    ],
    ['law that has expired', { law: { layer: 'us/ny/nyc', expires: '2026-11-22' } }, 'KYR603'],
    ['a hotline nobody dialled', { job: {} }, 'KYR604'],
    ['another number dialled', { job: { dialled: [{ number: '311', on: TODAY, by: 'x' }] } }, 'KYR604'],
    ['a hotline dialled long ago', calledOn('2026-10-01'), 'KYR604'],
    ['a hotline dialled tomorrow', calledOn('2026-11-24'), 'KYR604'],
    ['a sample job', { job: { ...CLEAR.job, sample: true } }, 'KYR605'],
    ['an address that is an example', { address: 'https://rights.example.org/{lang}' }, 'KYR605'],
  ])('%s', (_, change, code) => {
    const { cleared, missing } = clearForPress({ ...CLEAR, ...change });
    expect(missing.map((d) => d.code)).toEqual([code]);
    expect(cleared).toBe(false);
    expect(missing[0]).toMatchObject({ level: 'error', hint: expect.stringMatching(/./) });
  });

  test('one changed sentence of many, by its key', () => {
    const changed = SPANISH.map((s) => (s.key === 'lawyer.say' ? { ...s, text: 'Quiero abogado.' } : s));
    const { missing, states } = clearForPress({
      ...CLEAR,
      texts: [CLEAR.texts[0]!, { ...CLEAR.texts[1]!, sentences: changed }],
    });
    expect(missing.map(formatDiagnostic)).toMatchInlineSnapshot(`
      [
        "locales/es/_review.yaml  error KYR602  Spanish: 1 of 2 sentences have had no second reader (us-federal:lawyer.say)
        hint: a second person who reads Spanish checks them; then \`kyr locale sign es --state reviewed\`",
      ]
    `);
    expect(states.get('es')).toBe('translated');
  });

  test('changed English takes both its approval and its translation’s review', () => {
    const changed = (of: readonly Sentence[]) => of.map((s) => ({ ...s, source: `${s.source}!` }));
    const texts = CLEAR.texts.map((t) => ({ ...t, sentences: changed(t.sentences) }));
    const { missing, states, approvedOn } = clearForPress({ ...CLEAR, texts });
    expect(missing.map((d) => d.code)).toEqual(['KYR601', 'KYR602']);
    expect([...states.values()]).toEqual(['initial', 'initial']);
    expect(approvedOn).toBeUndefined();
  });

  test('everything that is missing is listed at once', () => {
    expect(
      codes({
        job: { sample: true },
        texts: [text('en', 'English', ENGLISH, 'initial'), text('es', 'Spanish', SPANISH, 'initial')],
        law: { layer: 'us', expires: '2020-01-01' },
        address: 'https://localhost/',
      }),
    ).toEqual(['KYR601', 'KYR602', 'KYR603', 'KYR604', 'KYR605', 'KYR605']);
  });

  test('every hotline that is printed must have been dialled', () => {
    expect(codes({ numbers: [NUMBER, '311'] })).toEqual(['KYR604']);
  });
});

describe('days', () => {
  test('the text holds on the day it expires, and not on the next', () => {
    const on = (today: string) =>
      codes({ today, ...calledOn(today), law: { layer: 'us', expires: '2027-01-31' } });
    expect(on('2027-01-31')).toEqual([]);
    expect(on('2027-02-01')).toEqual(['KYR603']);
  });

  test('a number dialled 14 days ago holds, 15 days ago does not', () => {
    expect(codes(calledOn('2026-11-09'))).toEqual([]);
    expect(codes(calledOn('2026-11-08'))).toEqual(['KYR604']);
    expect(codes(calledOn(TODAY))).toEqual([]);
  });

  test.each([
    [1, '2026-11-22', '2026-11-21'],
    [3, '2026-11-20', '2026-11-19'],
    [30, '2026-10-24', '2026-10-23'],
  ])('within %i days means from %s, not from %s', (within, first, before) => {
    const on = (day: string) => codes({ job: { ...calledOn(day).job, 'dialled-within': within } });
    expect(on(first)).toEqual([]);
    expect(on(before)).toEqual(['KYR604']);
  });

  test('days are counted over the change of the clocks', () => {
    // Clocks go back on 1 November 2026 in New York: that day has 25 hours.
    expect(codes({ today: '2026-11-08', ...calledOn('2026-10-25') })).toEqual([]);
    expect(codes({ today: '2026-11-08', ...calledOn('2026-10-24') })).toEqual(['KYR604']);
  });

  test('of several calls the last one counts, in whatever order they are written', () => {
    expect(codes(calledOn('2026-11-20', '2025-01-01'))).toEqual([]);
    expect(codes(calledOn('2025-01-01', '2026-11-20'))).toEqual([]);
  });
});
