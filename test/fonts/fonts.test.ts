// The fonts that ship: recorded, licensed, whole where it counts, and able to write every language of the list.

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as hb from 'harfbuzzjs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import autonyms from './autonyms.json' with { type: 'json' };

interface Entry {
  key: string;
  family: string;
  weight: number;
  file: string;
  package: string;
  version: string;
  sha256: string;
  licence: string;
  'licence-file': string;
  scripts: string[];
  cut?: string;
}

const folder = new URL('../../fonts/', import.meta.url);
const path = (file: string) => fileURLToPath(new URL(file, folder));
const { fonts } = parse(readFileSync(path('fonts.yaml'), 'utf8')) as { fonts: Entry[] };

interface Open {
  face: hb.Face;
  font: hb.Font;
  has: Set<number>;
}
const opened = new Map<string, Open>();
function open(entry: Entry): Open {
  let found = opened.get(entry.key);
  if (!found) {
    const face = new hb.Face(new hb.Blob(readFileSync(path(entry.file))));
    found = { face, font: new hb.Font(face), has: new Set(face.collectUnicodes()) };
    opened.set(entry.key, found);
  }
  return found;
}

const buffer = new hb.Buffer();
/** Glyph ids of a text, shaped. 0 is a character that the font lacks. */
function shape(font: hb.Font, text: string, language = 'en'): number[] {
  buffer.reset();
  buffer.addText(text);
  buffer.guessSegmentProperties();
  buffer.setLanguage(language);
  hb.shape(font, buffer);
  return buffer.getGlyphInfos().map((glyph) => glyph.codepoint);
}

const entryOf = (key: string): Entry => {
  const entry = fonts.find((candidate) => candidate.key === key);
  if (!entry) throw new Error(`fonts.yaml has no ${key}`);
  return entry;
};
const fontsFor = (script: string) => fonts.filter((entry) => entry.scripts.includes(script));
const show = (codePoints: Iterable<number>) => String.fromCodePoint(...codePoints);

describe('fonts.yaml', () => {
  it('names each font once, in Regular and Bold, and the folder has no other', () => {
    const files = fonts.map((entry) => entry.file);
    expect(new Set(files).size).toBe(files.length);
    expect(new Set(fonts.map((entry) => entry.key)).size).toBe(files.length);
    expect(readdirSync(folder).filter((name) => /\.(ttf|otf|ttc)$/i.test(name))).toEqual([...files].sort());
    for (const family of new Set(fonts.map((entry) => entry.family))) {
      const weights = fonts.filter((entry) => entry.family === family).map((entry) => entry.weight);
      expect(weights, family).toEqual([400, 700]);
    }
  });

  it('lets no font stand in for another nation’s ideographs', () => {
    const national = ['Hans', 'Hant', 'Jpan', 'Kore'];
    for (const script of national) expect(fontsFor(script).length, script).toBe(2);
    for (const entry of fonts) {
      const claimed = entry.scripts.filter((script) => national.includes(script));
      expect(claimed.length, entry.key).toBeLessThan(2);
    }
  });
});

describe.each(fonts)('$key', (entry) => {
  it('is the recorded file, with its licence beside it', () => {
    const digest = createHash('sha256')
      .update(readFileSync(path(entry.file)))
      .digest('hex');
    expect(digest).toBe(entry.sha256);
    expect(entry.licence).toBe('OFL-1.1');
    expect(existsSync(path(entry['licence-file']))).toBe(true);
    const licence = readFileSync(path(entry['licence-file']), 'utf8');
    expect(licence).toMatch(/^Copyright /);
    expect(licence).toContain('SIL OPEN FONT LICENSE');
  });

  it('is a static TrueType font of its family and weight that may be embedded', () => {
    const { face } = open(entry);
    expect(face.upem).toBe(1000);
    expect(face.referenceTable('glyf')?.length).toBeGreaterThan(1000);
    expect(face.referenceTable('CFF ')).toBeUndefined();
    expect(face.referenceTable('fvar')).toBeUndefined();
    expect(face.getName(1, 'en')).toBe(entry.family);
    const os2 = Buffer.from(face.referenceTable('OS/2') ?? []);
    expect(os2.readUInt16BE(4)).toBe(entry.weight);
    expect(os2.readUInt16BE(8)).toBe(0);
  });

  it('writes a phone number and the printable ASCII with ink', () => {
    const { font } = open(entry);
    expect(shape(font, '(212) 555-0100')).not.toContain(0);
    for (let ascii = 0x21; ascii < 0x7f; ascii++) {
      const glyph = font.nominalGlyph(ascii);
      expect(glyph, String.fromCharCode(ascii)).toBeGreaterThan(0);
      expect(font.glyphToPath(glyph ?? 0).length, String.fromCharCode(ascii)).toBeGreaterThan(0);
    }
  });
});

describe('every language can write its own name', () => {
  it.each(autonyms)('$tag $text', ({ tag, script, text }) => {
    const candidates = fontsFor(script);
    expect(candidates.map((entry) => entry.weight)).toEqual([400, 700]);
    for (const entry of candidates) {
      const { font } = open(entry);
      for (const form of [text, text.normalize('NFC')])
        expect(shape(font, form, tag), `${entry.key}: ${form}`).not.toContain(0);
    }
  });
});

// Letters that a language needs and an autonym does not show. One line a language is enough to notice a loss.
describe('letters that are easily missed', () => {
  it.each([
    ['Cyrl', 'mn', 'Өө Үү'],
    ['Cyrl', 'uk', 'Ґґ Єє Її ʼ'],
    ['Latn', 'mh', 'M̧m̧ Ļļ Ņņ N̄n̄ O̧o̧ Āā'],
    ['Latn', 'yo', 'Ẹ́ẹ̀ Ọ́ọ̀ Ṣṣ'],
    ['Latn', 'ig', 'Ị ị Ọ ọ Ụ ụ Ṅ ṅ'],
    ['Latn', 'ff', 'Ɓɓ Ɗɗ Ŋŋ Ƴƴ'],
    ['Latn', 'ha', 'Ɓɓ Ɗɗ Ƙƙ Ƴƴ ’'],
    ['Latn', 'vi', 'Ữữ Ẫẫ Ợợ Đđ'],
    ['Latn', 'ro', 'Șș Țț'],
    ['Latn', 'sm', 'ʻ ā ē'],
    ['Arab', 'ps', 'ښ ځ څ ډ ړ ږ ګ ڼ ې ۍ ئ'],
    ['Arab', 'fa', 'پ چ ژ گ ک ی ۱۲۳ ٬ ٫'],
    ['Arab', 'ckb', 'ڕ ڵ ۆ ێ ە'],
    ['Aran', 'ur', 'ٹ ڈ ڑ ں ے ہ ھ ۓ ۱۲۳ ۔ ، ؟'],
    ['Hebr', 'yi', 'אַ אָ בֿ פּ פֿ ײַ װ ױ ײ ־ ׳ ״'],
    ['Beng', 'bn', 'ক্ষ ড় ঢ় য় ৎ ং ঃ ঁ ০১২ ।'],
    ['Beng', 'as', 'ৰ ৱ'],
    ['Deva', 'ne', 'क्ष ज्ञ श्र ०१२ । ॥'],
    ['Mymr', 'ksw', 'ၡ ၢ ၣ ၤ ၦ'],
    ['Khmr', 'km', 'ក្រុម ០១២ ។ ៖'],
    ['Tibt', 'bo', 'སྐྱོ་ ༠༡༢ ། ༎ ༄༅'],
    ['Ethi', 'ti', 'ቐ ኸ ፀ ። ፣ ፩'],
    ['Armn', 'hy', 'և ։ ՞ ՛ ՜'],
    ['Guru', 'pa', 'ੴ ੱ ਼ ੦੧ ਖ਼'],
    ['Adlm', 'ff-Adlm', '𞥐𞥑 𞤀𞤢𞥄 𞥊 𞥞'],
    ['Hant', 'yue', '嘅 咗 啲 嚟 喺 哋 嘢 咩 㗎 佢 唔 冇 咁 嗰 噉 啱 攞 搵 瞓 唞 𠵱'],
    ['Kore', 'ko', '뷁 똠 펲 쌰 「」 ㈜'],
    ['Jpan', 'ja', '髙 﨑 々 〆 ー ① ㈱'],
  ])('%s %s', (script, tag, text) => {
    for (const entry of fontsFor(script)) {
      const { font } = open(entry);
      for (const word of text.split(' '))
        expect(shape(font, word, tag), `${entry.key}: ${word}`).not.toContain(0);
    }
  });
});

// Read out of the encodings here once more, and not with the code that made the cut.
function twoByte(label: string, leads: readonly [number, number]): Set<number> {
  const decoder = new TextDecoder(label);
  const set = new Set<number>();
  for (let lead = leads[0]; lead <= leads[1]; lead++) {
    for (let trail = label === 'big5' ? 0x40 : 0xa1; trail <= 0xfe; trail++) {
      const text = decoder.decode(Uint8Array.of(lead, trail));
      const codePoint = text.codePointAt(0);
      if (
        codePoint === undefined ||
        codePoint < 0x80 ||
        text.length !== String.fromCodePoint(codePoint).length
      )
        continue;
      if (codePoint !== 0xfffd && !/\p{Co}/u.test(text)) set.add(codePoint);
    }
  }
  return set;
}

describe('the cut Bolds', () => {
  const cuts = [
    // Ideographs that the uncut font lacks too; signs that it lacks are not counted.
    { key: 'NotoSansSC', set: twoByte('gb18030', [0xa1, 0xf7]), name: 'GB 2312', least: 6763, lacks: '' },
    { key: 'NotoSansTC', set: twoByte('big5', [0xa1, 0xf9]), name: 'Big5', least: 13_051, lacks: '' },
    { key: 'NotoSansJP', set: twoByte('euc-jp', [0xa1, 0xfe]), name: 'JIS X 0208', least: 6355, lacks: '' },
    {
      key: 'NotoSansKR',
      set: twoByte('euc-kr', [0xa1, 0xfe]),
      name: 'KS X 1001',
      least: 4888 + 2350,
      lacks: '\u9699\uF95F\uF9AA',
    },
  ];

  it.each(cuts)('$key has all of $name', ({ key, set, name, least, lacks }) => {
    const bold = entryOf(`${key}-Bold`);
    expect(bold.cut).toBe(name);
    expect(entryOf(`${key}-Regular`).cut).toBeUndefined();
    const regular = open(entryOf(`${key}-Regular`));
    const cut = open(bold);

    const letters = [...set].filter((codePoint) => /[\p{sc=Han}\p{sc=Hangul}]/u.test(show([codePoint])));
    expect(letters.length).toBeGreaterThanOrEqual(least);
    expect(show([...set].filter((codePoint) => regular.has.has(codePoint) && !cut.has.has(codePoint)))).toBe(
      '',
    );
    expect(show(letters.filter((codePoint) => !cut.has.has(codePoint)))).toBe(lacks);

    const blank = letters.filter((codePoint) => {
      const glyph = cut.font.nominalGlyph(codePoint);
      return glyph !== undefined && cut.font.glyphToPath(glyph) === '';
    });
    // U+3164 and its kin are blank by nature.
    expect(show(blank.filter((codePoint) => codePoint !== 0x3164 && codePoint !== 0x3000))).toBe('');
  });

  it.each(cuts)('$key loses nothing but ideographs and old Hangul', ({ key }) => {
    const regular = open(entryOf(`${key}-Regular`));
    const cut = open(entryOf(`${key}-Bold`));
    const lost = [...regular.has].filter((codePoint) => !cut.has.has(codePoint));
    const other = lost.filter((codePoint) => !/[\p{sc=Han}\p{sc=Hangul}]/u.test(show([codePoint])));
    expect(show(other)).toBe('');
    for (const codePoint of cut.has) expect(regular.has.has(codePoint)).toBe(true);
  });

  it('keeps the layout features that flyers use', () => {
    for (const { key } of cuts) {
      const { face } = open(entryOf(`${key}-Bold`));
      for (const feature of ['ccmp', 'liga', 'locl']) {
        const whole = open(entryOf(`${key}-Regular`))
          .face.getTableFeatureTags('GSUB')
          .includes(feature);
        expect(face.getTableFeatureTags('GSUB').includes(feature), `${key} ${feature}`).toBe(whole);
      }
      expect(face.getTableFeatureTags('GPOS')).toEqual(expect.arrayContaining(['kern', 'palt']));
    }
  });
});
