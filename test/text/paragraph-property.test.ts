/** Whatever the text, no character is lost, none is doubled, and nothing throws. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pt } from '../../src/core/units.js';
import { normalise } from '../../src/text/normalise.js';
import { setParagraph } from '../../src/text/paragraph.js';
import type { Paragraph, Span } from '../../src/text/types.js';
import { book, EVERY_FAMILY, span, style } from './book.js';
import { SAMPLES, type Sample, sampleParagraph } from './samples.js';

const WORDS = [
  ...['You', 'have', 'rights.', '(212) 555-0100', 'nyc.gov/help', 'I-205', 'fi', 'AVATAR', 'naïve'],
  ...['لديك', 'الحق', 'لا', 'اللّٰه', 'می\u200cخواهم', '٢٠٢٦', '؟', '،', 'خاموش', 'ہے۔'],
  ...['זכות', 'לִשְׁתּוֹק', '𞤀𞤣𞤤𞤢𞤥', 'আপনার', 'ক্ষেত্রে', 'अधिकार', 'ਸਹਿਮਤ', 'உரிமை'],
  ...['คุณมีสิทธิ', 'น้ำ', 'ພາສາລາວ', 'ខ្ញុំមិន', 'နှုတ်ဆိတ်', 'བོད་སྐད', 'አማርኛ'],
  ...[
    '您有权。',
    '“不”',
    '令状が、',
    '묵비권을',
    'Ελλάδα',
    'Права',
    '\u0301',
    '\u200d',
    '\u200b',
    '\u2060',
    '\u00ad',
  ],
  ...[
    '(',
    ')',
    '«',
    '»',
    '"',
    '-',
    '—',
    '…',
    '\n',
    '  ',
    '\u00a0',
    '\u202e',
    '\u2067',
    '\u2069',
    '\u200f',
    '😀',
    '\ud800',
  ],
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...WORDS), fc.constant(' '), fc.string({ unit: 'binary', maxLength: 3 })), {
    maxLength: 25,
  })
  .map((words) => words.join(''));
const styles = [
  EVERY_FAMILY,
  style(EVERY_FAMILY.families as string[], 9, 700),
  style([...EVERY_FAMILY.families].reverse(), 20),
];
const spans: fc.Arbitrary<Span[]> = fc.array(
  fc.record({ text, style: fc.constantFrom(...styles) }).chain((s) =>
    fc.record(
      {
        text: fc.constant(s.text),
        style: fc.constant(s.style),
        isolate: fc.constantFrom('ltr' as const, 'rtl' as const),
        nobreak: fc.boolean(),
      },
      { requiredKeys: ['text', 'style'] },
    ),
  ),
  { maxLength: 4 },
);
const setting = fc.record({
  lang: fc.constantFrom('en', 'ar', 'ur', 'th', 'zh-Hans', 'ja', 'ko', 'my', 'x-test'),
  script: fc.constantFrom('Latn', 'Arab', 'Aran', 'Thai', 'Hans', 'Jpan', 'Kore', 'Mymr'),
  direction: fc.constantFrom('ltr' as const, 'rtl' as const),
  width: fc.constantFrom(1, 40, 120, 250, 900, Number.POSITIVE_INFINITY).map(pt),
  leading: fc.constant(pt(18)),
  balance: fc.boolean(),
  sentenceLines: fc.boolean(),
});

/**
 * Text without what may be left out: spaces that hang, and invisible characters, which get a run only in
 * company (the tests of glyphs see to it that joiners stay in the text).
 */
const visible = (text: string): string =>
  text.replace(/[ \u1680\u2000-\u2006\u2008-\u200a\u205f\u3000\n]|\p{Default_Ignorable_Code_Point}/gu, '');
const said = (p: Paragraph): string => p.lines.flatMap((l) => l.items.map((i) => i.run.text)).join('');

describe('every text', () => {
  it('is set whole, once, in order', () => {
    fc.assert(
      fc.property(spans, setting, (input, more) => {
        const p = setParagraph(book, { spans: input, ...more });
        const clean = normalise(input).text;
        expect(visible(said(p))).toBe(visible(clean));
        for (const line of p.lines) {
          for (const { run, at } of line.items) {
            expect(run.text).toBe(run.text.normalize('NFC'));
            expect(Number.isFinite(at.x)).toBe(true);
            clustersCover(run);
          }
          if (!p.overfull && Number.isFinite(more.width))
            expect(line.width).toBeLessThanOrEqual(more.width + 0.01);
        }
      }),
      { numRuns: 400, seed: 7 },
    );
  });

  it('is the same text at every width', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 30, max: 400 }), (t, width) => {
        const input = {
          spans: [span(t, EVERY_FAMILY)],
          lang: 'ar',
          script: 'Arab',
          direction: 'rtl' as const,
          leading: pt(18),
        };
        const narrow = setParagraph(book, { ...input, width: pt(width) });
        const whole = setParagraph(book, { ...input, width: pt(100_000) });
        expect(visible(said(narrow))).toBe(visible(said(whole)));
      }),
      { numRuns: 150, seed: 11 },
    );
  });
});

/** Any stretch of a sample, cut where it falls (inside clusters too), in any order with any other, any length. */
const sampleText = (sample: Sample): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof(
        { weight: 6, arbitrary: stretchOf(sample.text) },
        { weight: 1, arbitrary: fc.constantFrom(...WORDS) },
        {
          weight: 1,
          arbitrary: fc.constantFrom('(212) 555-0100', 'I-205', 'https://nyc.gov/a/b', ' ', '\n'),
        },
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join(''));
const stretchOf = (whole: string): fc.Arbitrary<string> =>
  fc
    .tuple(fc.nat(whole.length), fc.nat(whole.length))
    .map(([a, b]) => whole.slice(Math.min(a, b), Math.max(a, b)));

describe('every language', () => {
  it.each(SAMPLES)(
    '$tag: at any length and measure nothing throws, is lost or overflows unsaid',
    (sample) => {
      fc.assert(
        fc.property(
          sampleText(sample),
          fc.constantFrom(1, 30, 75, 140, 300, 2000),
          fc.constantFrom(7, 11, 34),
          fc.constantFrom(400, 700),
          (given, width, size, weight) => {
            const input = sampleParagraph(sample, { text: given, width, size, weight });
            const p = setParagraph(book, input);
            expect(visible(said(p))).toBe(visible(normalise(input.spans).text));
            expect(p.overfull).toBe(p.lines.some((line) => line.width > width + 0.01));
            p.lines.forEach((line, i) => {
              for (const { run } of line.items) clustersCover(run);
              if (i > 0) expect(line.baseline).toBeGreaterThan(p.lines[i - 1]!.baseline);
            });
          },
        ),
        { numRuns: 12, seed: 29 },
      );
    },
  );
});

function clustersCover(run: { text: string; rtl: boolean; glyphs: readonly { cluster: number }[] }): void {
  const clusters = run.glyphs.map((g) => g.cluster);
  expect(Math.min(...clusters)).toBe(0);
  expect(Math.max(...clusters)).toBeLessThan(run.text.length);
  const ordered = [...clusters].sort((a, b) => (run.rtl ? b - a : a - b));
  expect(clusters).toEqual(ordered);
}
