import { describe, expect, it } from 'vitest';
import { pt } from '../../src/core/units.js';
import { runWidth } from '../../src/frame/frame.js';
import { measureText, setLine } from '../../src/text/line.js';
import { setParagraph } from '../../src/text/paragraph.js';
import { firstBaseline } from '../../src/text/place.js';
import { shapeItems } from '../../src/text/shape-line.js';
import type { Paragraph, ParagraphInput, Span, TextStyle } from '../../src/text/types.js';
import { AR, ARABIC, book, CHINESE, EN, LATIN, seen, span, style, turned, UR, URDU, ZH } from './book.js';

type Setting = Omit<ParagraphInput, 'spans'>;
const set = (
  text: string | Span[],
  inStyle: TextStyle,
  setting: Setting,
  more: Partial<Setting> = {},
): Paragraph =>
  setParagraph(book, { spans: typeof text === 'string' ? [span(text, inStyle)] : text, ...setting, ...more });
const wide = { width: pt(2000) };
const texts = (p: Paragraph): string[] => p.lines.map((l) => l.text);
const oneLine = (p: Paragraph) => {
  expect(p.lines).toHaveLength(1);
  expect(p.diagnostics).toEqual([]);
  return p.lines[0]!;
};
const allGlyphs = (p: Paragraph) =>
  p.lines.flatMap((l) => l.items.flatMap((i) => i.run.glyphs.map((g) => ({ ...g, font: i.run.font }))));

describe('order', () => {
  it('reads a phone number from left to right in Arabic and in Urdu', () => {
    const ar = oneLine(set('اتصل على (212) 555-0100 الآن', ARABIC, AR, wide));
    expect(seen(ar)).toBe(`${turned('الآن')} (212) 555-0100 ${turned('اتصل على')}`);
    // In Urdu the cluster boundaries are the font's; the number is what matters.
    const ur = oneLine(set('فون (212) 555-0100 پر', URDU, UR, wide));
    expect(seen(ur)).toBe(`${turned('پر')} (212) 555-0100 ${turned('فون')}`);
    for (const line of [ar, ur]) {
      const phone = line.items.find((i) => i.run.text.includes('555'))!;
      expect(phone.run.text).toBe('(212) 555-0100');
      expect(phone.run.rtl).toBe(false);
      expect(phone.run.font).toBe('NotoSans-Regular');
    }
  });

  it('reads Arabic-Indic phone digits from left to right as well', () => {
    const line = oneLine(set('اتصل ٢١٢-٥٥٥-٠١٠٠ الآن', ARABIC, AR, wide));
    expect(seen(line)).toBe(`${turned('الآن')} ٢١٢-٥٥٥-٠١٠٠ ${turned('اتصل')}`);
  });

  it('keeps addresses, form numbers and ISO dates in one piece among Hebrew', () => {
    const hebrew = style(['Noto Sans Hebrew', 'Noto Sans']);
    const line = oneLine(
      set(
        'טופס I-205, אתר nyc.gov/help! עד 2026-11-23.',
        hebrew,
        { ...AR, lang: 'he', script: 'Hebr' },
        wide,
      ),
    );
    expect(seen(line)).toBe(
      `.2026-11-23 ${turned('עד')} !nyc.gov/help ${turned('אתר')} ,I-205 ${turned('טופס')}`,
    );
  });

  it('mirrors brackets in right-to-left text, and not in the number', () => {
    const line = oneLine(set('(لا) 5', ARABIC, AR, wide));
    const run = line.items[0]!.run;
    const font = book.font(run.font);
    const shown = run.glyphs.map((g) => g.id);
    // The bracket that opens stands on the right and has the shape of `)`; the one that closes, of `(`.
    expect(shown.at(-1)).toBe(font.glyphId(0x29));
    expect(shown.filter((id) => id === font.glyphId(0x28) || id === font.glyphId(0x29))).toEqual([
      font.glyphId(0x28),
      font.glyphId(0x29),
    ]);
    expect(seen(line)).toBe(`5 )${turned('لا')}(`);
  });

  it('keeps an isolated English sentence whole: quotes and full stop on the right sides', () => {
    const line = oneLine(
      set(
        [
          span('قل: ', ARABIC),
          span('“I do not ', LATIN, { isolate: 'ltr', lang: 'en' }),
          span('consent', style(['Noto Sans'], 12, 700), { isolate: 'ltr', lang: 'en' }),
          span('.”', LATIN, { isolate: 'ltr', lang: 'en' }),
          span(' ثم اصمت.', ARABIC),
        ],
        ARABIC,
        AR,
        wide,
      ),
    );
    expect(seen(line)).toBe(`${turned(' ثم اصمت.')}“I do not consent.”${turned('قل: ')}`);
    expect(line.text).toBe('قل: “I do not consent.” ثم اصمت.');
  });

  it('keeps a span of a language of the other direction whole without being told', () => {
    const arabic = set(
      [span('قل: ', ARABIC), span('“No!”', LATIN, { lang: 'en' }), span('.', ARABIC)],
      ARABIC,
      AR,
      wide,
    );
    expect(seen(oneLine(arabic))).toBe(`.“No!”${turned('قل: ')}`);
    const english = set(
      [span('Say ', LATIN), span('لا!', ARABIC, { lang: 'ar' }), span(' now', LATIN)],
      LATIN,
      EN,
      wide,
    );
    expect(seen(oneLine(english))).toBe(`Say ${turned('لا!')} now`);
  });

  it('wraps an isolated sentence so that its first part stands on the first line', () => {
    const p = set(
      [
        span('قل: ', ARABIC),
        span('I do not consent to your entry into my home today', LATIN, { isolate: 'ltr' }),
        span('.', ARABIC),
      ],
      ARABIC,
      AR,
      { width: pt(160) },
    );
    expect(texts(p).join(' ')).toBe('قل: I do not consent to your entry into my home today.');
    for (const line of p.lines) expect(seen(line)).toContain(line.text.replace(/قل: |\.$/g, ''));
  });

  it('runs Adlam, which lies beyond the BMP, from right to left', () => {
    const adlam = style(['Noto Sans Adlam', 'Noto Sans']);
    const text = '𞤀𞤣𞤤𞤢𞤥 (𞤨𞤵𞤤) 212-555-0100';
    const line = oneLine(set(text, adlam, { ...AR, lang: 'ff-Adlm', script: 'Adlm' }, wide));
    expect(seen(line)).toBe(`212-555-0100 ${turned('𞤀𞤣𞤤𞤢𞤥 (𞤨𞤵𞤤) ').trimStart()}`);
    expect(line.items.find((i) => i.run.text.includes('𞤀'))!.run.rtl).toBe(true);
  });

  it('takes the direction from the locale, not from the first letter', () => {
    expect(seen(oneLine(set('ICE: لا', ARABIC, AR, wide)))).toBe(`${turned('لا')} :ICE`);
    expect(seen(oneLine(set('لا: no', ARABIC, EN, wide)))).toBe(`${turned('لا')}: no`);
  });

  it('lets no control typed into the text turn its order; says so', () => {
    const p = set('Do \u202enot open', LATIN, EN, wide);
    expect(seen(p.lines[0]!)).toBe('Do not open');
    expect(p.diagnostics).toMatchObject([{ code: 'KYR207', level: 'warning' }]);
    expect(seen(oneLine(set('لا!\u200e', ARABIC, EN, wide)))).toBe(`${turned('لا')}!`);
    expect(seen(oneLine(set('لا!\u200f', ARABIC, EN, wide)))).toBe(turned('لا!'));
  });
});

describe('glyphs', () => {
  it('joins Arabic across a change of style and across items', () => {
    const whole = allGlyphs(set('سسس', ARABIC, AR, wide)).map((g) => g.id);
    const bold = style(['Noto Sans Arabic'], 12, 700);
    const split = set([span('س', ARABIC), span('س', bold), span('س', ARABIC)], ARABIC, AR, wide);
    const font = book.font('NotoSansArabic-Regular');
    const boldMiddle = allGlyphs(split).filter((g) => g.font === 'NotoSansArabic-Bold');
    const inLogicalOrder = split.lines[0]!.items.map((i) => i.run.glyphs[0]!.id);
    expect([inLogicalOrder[0], inLogicalOrder[2]]).toEqual([whole[2], whole[0]]);
    expect(boldMiddle).toHaveLength(1);
    expect(boldMiddle[0]!.id).not.toBe(book.font('NotoSansArabic-Bold').glyphId(0x633));
    expect(inLogicalOrder).not.toContain(font.glyphId(0x633));
  });

  it('keeps ZWNJ in the text and draws nothing for it', () => {
    const farsi = 'می\u200cخواهم';
    const p = set(farsi, ARABIC, { ...AR, lang: 'fa' }, wide);
    expect(p.lines[0]!.text).toBe(farsi);
    expect(p.lines[0]!.items.map((i) => i.run.text).join('')).toBe(farsi);
    const joined = allGlyphs(set('میخواهم', ARABIC, { ...AR, lang: 'fa' }, wide));
    const parted = allGlyphs(p);
    expect(parted.map((g) => g.id)).not.toEqual(joined.map((g) => g.id));
    expect(parted.every((g) => g.advance > 0 || book.font(g.font).extents(g.id))).toBe(true);
  });

  it('shows what it asked HarfBuzz', () => {
    const items = shapeItems(book, { spans: [span('لا (212) 555-0100', ARABIC)], ...AR });
    expect(
      items.map(({ request: r }) => [r.text.slice(r.start, r.end), r.rtl, r.script, r.font.key]),
    ).toEqual([
      ['لا ', true, 'Arab', 'NotoSansArabic-Regular'],
      ['(212) 555-0100', false, 'Latn', 'NotoSans-Regular'],
    ]);
  });

  it('sets Bengali, Khmer and Burmese clusters without dotted circles', () => {
    for (const [text, family, lang, script] of [
      ['ক্ষেত্রে বিচারকের স্বাক্ষরিত', 'Noto Sans Bengali', 'bn', 'Beng'],
      ['ខ្ញុំមិនយល់ព្រម', 'Noto Sans Khmer', 'km', 'Khmr'],
      ['နှုတ်ဆိတ်နေပိုင်ခွင့်', 'Noto Sans Myanmar', 'my', 'Mymr'],
      ['ਮੈਂ ਸਹਿਮਤ ਨਹੀਂ ਹਾਂ', 'Noto Sans Gurmukhi', 'pa', 'Guru'],
      ['บอกว่าไม่ให้น้ำ', 'Noto Sans Thai', 'th', 'Thai'],
    ] as const) {
      const p = set(text, style([family]), { ...EN, lang, script }, wide);
      expect(p.diagnostics, text).toEqual([]);
      expect(p.lines[0]!.text).toBe(text.normalize('NFC'));
    }
  });

  it('reports a mark that has nothing to stand on', () => {
    const p = set('hi \u093f', style(['Noto Sans Devanagari']), { ...EN, lang: 'hi', script: 'Deva' }, wide);
    expect(p.diagnostics).toMatchObject([{ code: 'KYR207', level: 'error' }]);
    expect(p.diagnostics[0]!.message).toContain('U+093F');
  });

  it('gives decomposed and composed Vietnamese the same glyphs', () => {
    const composed = 'Quyền giữ im lặng';
    expect(allGlyphs(set(composed.normalize('NFD'), LATIN, EN, wide))).toEqual(
      allGlyphs(set(composed, LATIN, EN, wide)),
    );
  });

  it('names a character that no font has, and keeps its place', () => {
    const p = set('Say 沉 now', LATIN, EN, { ...wide, where: { design: 'en', block: 'door' } });
    expect(p.diagnostics).toHaveLength(1);
    expect(p.diagnostics[0]).toMatchObject({
      code: 'KYR301',
      level: 'error',
      at: { design: 'en', block: 'door' },
    });
    expect(p.diagnostics[0]!.message).toContain('U+6C89');
    expect(p.diagnostics[0]!.message).toContain('Say 沉 now');
    expect(p.diagnostics[0]!.hint).toContain('NotoSans-Regular');
    expect(p.lines[0]!.items.map((i) => i.run.text).join('')).toBe('Say 沉 now');
    expect(allGlyphs(p).some((g) => g.id === 0)).toBe(true);
  });

  it('names the families when none is in the book', () => {
    const p = set('x', style(['Nowhere Sans']), EN);
    expect(p.diagnostics).toMatchObject([{ code: 'KYR302', level: 'error' }]);
  });

  it('chooses fonts: declared scripts first, common characters with their neighbours, brackets in pairs', () => {
    const p = set('请找律师(ICE)，说“不”。U.S. 法', CHINESE, ZH, wide);
    const runs = oneLine(p).items.map((i) => `${i.run.font}:${i.run.text}`);
    expect(runs).toEqual([
      'NotoSansSC-Regular:请找律师(',
      'NotoSans-Regular:ICE',
      'NotoSansSC-Regular:)，说“不”。',
      'NotoSans-Regular:U.S. ',
      'NotoSansSC-Regular:法',
    ]);
  });

  it('parts Urdu words from a number with a space that can be seen', () => {
    const p = oneLine(set('فون (212) 555-0100 پر', URDU, UR, wide));
    const spaces = p.items.flatMap(({ run }) =>
      run.glyphs.filter((g) => run.text[g.cluster] === ' ').map((g) => g.advance / run.upem),
    );
    expect(spaces).toHaveLength(3);
    for (const width of spaces) expect(width).toBeGreaterThan(0.2);
  });

  it('closes the gap where two Chinese marks meet', () => {
    const advances = (text: string, lang = 'zh-Hans', family = 'Noto Sans SC'): number[] =>
      allGlyphs(set(text, style([family]), { ...ZH, lang }, wide)).map((g) => g.advance);
    expect(advances('说：“我。”（他）')).toEqual([1000, 1000, 500, 1000, 500, 1000, 500, 1000, 1000]);
    expect(advances('說：「我。」', 'zh-Hant', 'Noto Sans TC')).toEqual([1000, 1000, 1000, 1000, 1000, 1000]);
    expect(advances('我，他')).toEqual([1000, 1000, 1000]);
  });

  it('parts Chinese from Latin and digits by an eighth of an em, where nobody typed a space', () => {
    const width = (text: string): number => set(text, CHINESE, ZH, wide).lines[0]!.width;
    const gap = 12 / 8;
    expect(width('请打311吧') - width('请打') - width('311') - width('吧')).toBeCloseTo(2 * gap, 6);
    expect(width('找ICE人') - width('找') - width('ICE') - width('人')).toBeCloseTo(2 * gap, 6);
    expect(width('打(212) 555-0100') - width('打') - width('(212) 555-0100')).toBeCloseTo(0, 6);
    expect(width('找 ICE') - width('找') - width(' ICE')).toBeCloseTo(0, 6);
    const line = oneLine(set('找ICE', CHINESE, ZH, wide));
    const [han, latin] = line.items;
    expect(latin!.at.x - han!.at.x - runWidth(han!.run)).toBeCloseTo(gap, 6);
    expect(line.items.map((i) => i.run.text).join('')).toBe('找ICE');
    // At the edge of a line there is no gap.
    const narrow = set('找找ICE', CHINESE, ZH, { width: pt(26) });
    expect(texts(narrow)).toEqual(['找找', 'ICE']);
    expect(narrow.lines[1]!.items[0]!.at.x).toBe(0);
    expect(narrow.overfull).toBe(false);
  });

  it('hangs Chinese and Japanese stops, and the blank half of brackets at either edge', () => {
    const four = { width: pt(48) };
    const p = set('保持沉默。不要开门', CHINESE, ZH, four);
    expect(texts(p)).toEqual(['保持沉默。', '不要开门']);
    expect(p.lines[0]!.width).toBeCloseTo(48, 6);
    expect(p.overfull).toBe(false);
    const jp = style(['Noto Sans JP']);
    const ja = { ...ZH, lang: 'ja', script: 'Jpan' };
    expect(set('沉默。」', jp, ja, { width: pt(37) }).lines[0]!.width).toBeCloseTo(36, 6);
    // Where there is room nothing hangs, so that even lines count the mark in.
    expect(set('沉默。', CHINESE, ZH).lines[0]!.width).toBeCloseTo(36, 6);
    const quoted = set('“不”', CHINESE, ZH);
    expect(quoted.lines[0]!.items[0]!.at.x).toBeCloseTo(-6, 6);
    expect(quoted.lines[0]!.left).toBeGreaterThanOrEqual(-0.5);
    expect(quoted.lines[0]!.width).toBeCloseTo(30, 6);
    // In Traditional Chinese the stop stands in the middle of its square and stays inside.
    const tc = style(['Noto Sans TC']);
    expect(set('沉默。', tc, { ...ZH, lang: 'zh-Hant', script: 'Hant' }).lines[0]!.width).toBeCloseTo(36, 6);
  });

  it('takes a rare bold character from Regular, not from another country', () => {
    const bold = style(['Noto Sans SC', 'Noto Sans'], 12, 700);
    const rare = [...'龘䶮㛃𠮷'].find(
      (c) =>
        !book.font('NotoSansSC-Bold').has(c.codePointAt(0)!) &&
        book.font('NotoSansSC-Regular').has(c.codePointAt(0)!),
    )!;
    const p = set(`王${rare}`, bold, ZH, wide);
    expect(oneLine(p).items.map((i) => i.run.font)).toEqual(['NotoSansSC-Bold', 'NotoSansSC-Regular']);
  });
});

describe('lines', () => {
  const body =
    'You have the right to remain silent. You do not have to open your door. Ask them to slide the warrant under it. Say that you want a lawyer.';

  it('never overruns the measure, and says so when a piece cannot fit', () => {
    for (let width = 90; width < 400; width += 7) {
      const p = set(body, LATIN, EN, { width: pt(width) });
      expect(p.overfull).toBe(false);
      for (const line of p.lines) expect(line.width).toBeLessThanOrEqual(width + 0.01);
    }
    const p = set('Call (212) 555-0100', LATIN, EN, { width: pt(40) });
    expect(p.overfull).toBe(true);
    expect(texts(p)).toEqual(['Call', '(212) 555-0100']);
  });

  it('balances without adding a line', () => {
    const plain = set(body, LATIN, EN, { balance: false });
    const even = set(body, LATIN, EN);
    expect(even.lines).toHaveLength(plain.lines.length);
    const spread = (p: Paragraph): number => {
      const widths = p.lines.map((l) => l.width as number);
      return Math.max(...widths) - Math.min(...widths);
    };
    expect(spread(even)).toBeLessThan(spread(plain));
    expect(spread(even)).toBeLessThan(60);
  });

  it('leaves no lonely last word where it can be helped', () => {
    for (let width = 120; width < 330; width += 3) {
      const p = set('Do not open the door to any of them unless they show you an order', LATIN, EN, {
        width: pt(width),
        balance: false,
      });
      if (p.lines.length > 1) expect(p.lines.at(-1)!.text, `${width}`).toMatch(/ /);
    }
  });

  it('starts sentences on new lines where that costs none', () => {
    const p = set('Stay calm. Do not run. You have the right to remain silent.', LATIN, EN, {
      sentenceLines: true,
    });
    const plain = set('Stay calm. Do not run. You have the right to remain silent.', LATIN, EN);
    expect(p.lines).toHaveLength(plain.lines.length);
    expect(texts(p)).toEqual(['Stay calm. Do not run.', 'You have the right to remain silent.']);
    expect(
      texts(
        set('您有权保持沉默。不要开门，也不要签字。', CHINESE, ZH, { width: pt(140), sentenceLines: true }),
      ),
    ).toEqual(['您有权保持沉默。', '不要开门，也不要签字。']);
  });

  it('breaks Chinese lines at words where it can', () => {
    const p = set('您有权保持沉默', CHINESE, ZH, { width: pt(70) });
    expect(texts(p)).toEqual(['您有权', '保持沉默']);
  });

  it('lets spaces hang, obeys line ends, keeps empty lines', () => {
    const p = set('one  \n\n two', LATIN, EN);
    expect(texts(p)).toEqual(['one', '', ' two']);
    expect(p.height).toBe(48);
    expect(p.lines[0]!.width).toBeCloseTo(measureText(book, { spans: [span('one', LATIN)], ...EN }), 6);
    expect(set('', LATIN, EN).lines).toEqual([]);
  });

  it('shows a hyphen where a word breaks at a soft hyphen, and only there', () => {
    const text = 'Aufenthalts\u00adgenehmigung';
    expect(seen(set(text, LATIN, { ...EN, lang: 'de' }).lines[0]!)).toBe('Aufenthaltsgenehmigung');
    const p = set(text, LATIN, { ...EN, lang: 'de' }, { width: pt(90) });
    expect(texts(p)).toEqual(['Aufenthalts', 'genehmigung']);
    const run = p.lines[0]!.items[0]!.run;
    expect(run.text).toBe('Aufenthalts\u00ad');
    expect(run.glyphs.at(-1)!.id).toBe(book.font('NotoSans-Regular').glyphId(0x2010));
    expect(p.lines[0]!.width).toBeLessThanOrEqual(90);
  });

  it('aligns by direction', () => {
    const x = (p: Paragraph): number => Math.min(...p.lines[0]!.items.map((i) => i.at.x as number));
    const w = set('نعم', ARABIC, AR).lines[0]!.width;
    expect(x(set('yes', LATIN, EN))).toBe(0);
    expect(x(set('نعم', ARABIC, AR))).toBeCloseTo(300 - w, 6);
    expect(x(set('نعم', ARABIC, AR, { align: 'end' }))).toBe(0);
    expect(x(set('نعم', ARABIC, AR, { align: 'center' }))).toBeCloseTo((300 - w) / 2, 6);
    expect(x(set('yes', LATIN, EN, { align: 'end' }))).toBeCloseTo(300 - set('yes', LATIN, EN).width, 6);
  });

  it('puts baselines a leading apart, the first by the leading font', () => {
    const p = set(body, LATIN, EN);
    const first = firstBaseline(book, [span('', LATIN)], pt(16));
    expect(first).toBeCloseTo((16 + ((1069 - 293) * 12) / 1000) / 2, 6);
    p.lines.forEach((line, i) => {
      expect(line.baseline).toBeCloseTo(first + i * 16, 6);
      for (const item of line.items) expect(item.at.y).toBe(line.baseline);
    });
    expect(p.height).toBe(p.lines.length * 16);
  });

  it('measures ink: Nastaliq reaches further than its x-height', () => {
    const [line] = set('قانون گھر میں', URDU, UR, wide).lines;
    expect(line!.inkAscent + line!.inkDescent).toBeGreaterThan(13);
    expect(line!.left).toBeLessThan(line!.right);
    const [latin] = set('Hxp', LATIN, EN, wide).lines;
    expect(latin!.inkAscent).toBeCloseTo(0.714 * 12, 1);
    expect(latin!.inkDescent).toBeGreaterThan(2);
    expect(latin!.inkDescent).toBeLessThan(3.2);
  });

  it('sets one line as wide as it is', () => {
    const { line, width } = setLine(book, { spans: [span('(212) 555-0100', LATIN)], ...EN });
    expect(line!.items[0]!.at).toEqual({ x: 0, y: 0 });
    expect(line!.baseline).toBe(0);
    expect(width).toBeCloseTo(runWidth(line!.items[0]!.run), 9);
    expect(setLine(book, { spans: [span('a\nb', LATIN)], ...EN }).line!.text).toBe('a b');
  });
});
