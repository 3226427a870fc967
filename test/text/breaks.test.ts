import { describe, expect, it } from 'vitest';
import { findBreaks } from '../../src/text/breaks.js';
import { normalise } from '../../src/text/normalise.js';
import { findSentences } from '../../src/text/sentences.js';
import { findTokens } from '../../src/text/tokens.js';
import type { Span } from '../../src/text/types.js';
import { LATIN, span } from './book.js';

/** The text with `|` where a line may end well, `¦` where only if need be, `/` where it must. */
function broken(texts: string | Span[], lang = 'en', script = 'Latn'): string {
  const spans = typeof texts === 'string' ? [span(texts, LATIN)] : texts;
  const clean = normalise(spans);
  const breaks = findBreaks({ clean, spans, tokens: findTokens(clean.text), lang, script });
  let out = '';
  let from = 0;
  for (const b of breaks) {
    out += clean.text.slice(from, b.at) + (b.required ? '/' : b.hyphen ? '-' : b.cost >= 0.3 ? '¦' : '|');
    from = b.at;
  }
  return out + clean.text.slice(from);
}

describe('breaks', () => {
  it('never breaks a phone number, a form number, a date; an address only after a slash', () => {
    expect(broken('Call (212) 555-0100 now')).toBe('Call |(212) 555-0100 |now');
    expect(broken('Form I-205 by 11/23/2026')).toBe('Form |I-205 |by |11/23/2026');
    expect(broken('at https://nyc.gov/site/immigrants?a-b')).toBe(
      'at |https://nyc.gov/¦site/¦immigrants?a-b',
    );
    expect(broken('اتصل (212) 555-0100 الآن', 'ar', 'Arab')).toBe('اتصل |(212) 555-0100 |الآن');
  });

  it('keeps nobreak spans and no-break spaces together', () => {
    expect(broken([span('a b ', LATIN), span('c d e', LATIN, { nobreak: true }), span(' f', LATIN)])).toBe(
      'a |b |c d e |f',
    );
    expect(broken('Attention\u00a0: non', 'fr')).toBe('Attention\u00a0: |non');
  });

  it('breaks Thai, Lao, Khmer and Burmese at words, and splits at other scripts first', () => {
    expect(broken('คุณมีสิทธิ', 'th', 'Thai')).toBe('คุณ|มี|สิทธิ');
    expect(broken('ให้ICEหาก', 'th', 'Thai')).toBe('ให้|ICE|หาก');
    expect(broken('ต่างๆ', 'th', 'Thai')).toBe('ต่างๆ');
    expect(broken('ພາສາລາວ', 'lo', 'Laoo')).toBe('ພາສາ|ລາວ');
    expect(broken('ខ្ញុំមិនយល់ព្រម', 'km', 'Khmr')).toMatch(/^ខ្ញុំ\|/);
    expect(broken('မြန်မာစာ', 'my', 'Mymr')).toContain('|');
  });

  it('breaks S’gaw Karen at syllables, better at spaces, and never inside a syllable', () => {
    expect(broken('ကညီကျိာ်', 'ksw', 'Mymr')).toBe('က¦ညီ¦ကျိာ်');
    expect(broken('တၢ်ခွဲးတၢ်ယာ် န့ၣ်လီၤ.', 'ksw', 'Mymr')).toBe('တၢ်¦ခွဲး¦တၢ်¦ယာ် |န့ၣ်¦လီၤ.');
    // Mon closes syllables with asat and stacks with virama: neither begins one.
    expect(broken('မန်ဂကူ', 'mnw', 'Mymr')).toBe('မန်¦ဂ¦ကူ');
    expect(broken('က္ကသင်္', 'mnw', 'Mymr')).toBe('က္က¦သင်္');
  });

  it('breaks Tibetan after the tsheg, never before one, nor before a shad even after a space', () => {
    expect(broken('བོད་སྐད་ཡིན།', 'bo', 'Tibt')).toBe('བོད་|སྐད་|ཡིན།');
    expect(broken('ཡིན། །དེ་ནས།', 'bo', 'Tibt')).toBe('ཡིན། །|དེ་|ནས།');
    expect(broken('དང་། ཐོབ་ཐང', 'bo', 'Tibt')).toBe('དང་། |ཐོབ་|ཐང');
    // The tsheg that binds (U+0F0C) allows none.
    expect(broken('ཀ༌ཁ་ག', 'bo', 'Tibt')).toBe('ཀ༌ཁ་|ག');
  });

  it('keeps Tibetan head marks with the first syllable', () => {
    expect(broken('༄༅། །བོད་སྐད', 'bo', 'Tibt')).toBe('༄༅། །བོད་|སྐད');
  });

  it('breaks Ethiopic after the wordspace', () => {
    expect(broken('የሰው፡ልጅ፡ሁሉ።', 'am', 'Ethi')).toBe('የሰው፡|ልጅ፡|ሁሉ።');
  });

  it('keeps a single letter with its hyphen, and a hyphen with the word it begins', () => {
    expect(broken('a U-visa, F-1 or e-mail, co-op')).toBe('a |U-visa, |F-1 |or |e-mail, |co-|op');
    expect(broken("kusa'a-i ndeva")).toBe("kusa'a-i |ndeva");
    expect(broken('dokument -ego', 'pl')).toBe('dokument |-ego');
  });

  it('keeps French marks and quotes with their words, whatever space was typed', () => {
    expect(broken('Dites : « je refuse » ! Non', 'fr')).toBe('Dites : |« je |refuse » ! |Non');
    expect(broken('Sie sagt „Nein“ und »gut« dazu', 'de')).toBe('Sie |sagt |„Nein“ |und |»gut« |dazu');
  });

  it('follows kinsoku in Chinese and Japanese and prefers words', () => {
    const zh = broken('您有权保持沉默。请说：“我不同意。”', 'zh-Hans', 'Hans');
    expect(zh).not.toMatch(/[|¦][。：”，]/);
    expect(zh).not.toMatch(/“[|¦]/);
    expect(zh).toMatch(/：\|“/);
    expect(zh).toContain('沉¦默');
    expect(zh).toContain('|保¦持|');
    const ja = broken('令状がない限り、ドアを開けないでください。', 'ja', 'Jpan');
    expect(ja).toContain('、|ド');
    expect(ja).toContain('開¦け');
    expect(ja).not.toMatch(/[|¦][、。ー]/);
  });

  it('breaks Korean at spaces only', () => {
    expect(broken('묵비권을 행사할 권리(이민국)가 있습니다.', 'ko', 'Kore')).toBe(
      '묵비권을 |행사할 |권리(이민국)가 |있습니다.',
    );
  });

  it('obeys the translator: pins win', () => {
    expect(broken('คุณ\u2060มี\u200bสิท\u200bธิ', 'th', 'Thai')).toBe('คุณมี|สิท|ธิ');
    expect(broken('a\u00adb \u2060c')).toBe('a-b c');
    expect(broken('one\ntwo')).toBe('one\n/two');
  });

  it('breaks no grapheme cluster', () => {
    const text = 'ক্ষেত্রে न्यायाधीश';
    const marks = broken(text, 'bn', 'Beng');
    expect(marks).toBe('ক্ষেত্রে |न्यायाधीश');
  });

  it('knows where sentences begin, abbreviations aside', () => {
    const starts = (text: string, lang = 'en') => findSentences(text, lang).map((i) => text.slice(i, i + 6));
    expect(
      starts('Stay calm. Say no! The U.S. Constitution is for you. Ask Mr. Smith at 5 p.m. Call.'),
    ).toEqual(['Say no', 'The U.', 'Ask Mr']);
    expect(starts('保持沉默。不要开门。', 'zh')).toEqual(['不要开门。']);
    expect(starts('خاموش رہیں۔ دروازہ نہ کھولیں۔', 'ur')).toEqual(['دروازہ']);
    expect(starts('চুপ থাকুন। দরজা খুলবেন না।', 'bn')).toEqual(['দরজা খ']);
  });
});
