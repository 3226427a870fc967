/**
 * The text that readers of PDF get out of each press file is the text of the flyer: left to right every sentence,
 * exactly; right to left every word. poppler and mupdf differ there: poppler orders the words for reading but
 * tears them at vowel marks; mupdf gives each word whole, as it stands on paper, from left to right.
 */
import { expect, test } from 'vitest';
import type { Block } from '../../src/compose/flyer.js';
import { richToString } from '../../src/compose/rich-text.js';
import { walk } from '../../src/frame/walk.js';
import { sideOf } from '../compose/room.js';
import { each, hear } from './programs.js';
import { inRun, layPages, type Ordered, plainDesigns, theRun } from './the-run.js';

const run = await theRun();
const leftToRight = run.designs.filter(({ composed }) => composed.flyer.dir === 'ltr');
const rightToLeft = run.designs.filter(({ composed }) => composed.flyer.dir === 'rtl');

/** Text by side, in the order in which it was drawn. */
async function popplerText(file: string): Promise<readonly string[]> {
  const { out } = await hear('pdftotext', ['-raw', '-enc', 'UTF-8', inRun(file), '-']);
  return out.split('\f').slice(0, 2);
}

/** Spaces that say nothing: more than one, and any beside a Chinese character or mark, where a line may end. */
const collapse = (text: string): string =>
  text
    .replace(/\s+/gu, ' ')
    .replace(/ ?([\p{Script=Han}\u3000-\u303f\uff00-\uffef]) ?/gu, '$1')
    .trim();

/** Every text of a block that is printed. */
function printed(block: Block): string[] {
  const say = richToString;
  switch (block.kind) {
    case 'tab':
      return [block.own, block.english ?? ''];
    case 'notice':
      return [say(block.title), ...block.why.map(say)];
    case 'headline':
      return [say(block.title), say(block.under)];
    case 'right':
      return [block.numeral, say(block.title), say(block.body)];
    case 'advice':
      return [say(block.title), say(block.body)];
    case 'section':
      return [say(block.title), ...block.lines.map((line) => say(line.text))];
    case 'meaning':
      return [say(block.label), ...block.lines.map(say)];
    case 'proclamation':
      return [block.own, ...(block.english ? [block.english] : [])].flatMap(({ title, lead, more }) => [
        say(title),
        say(lead),
        say(more),
      ]);
    case 'say':
      return [
        say(block.label),
        say(block.english),
        ...block.rows.flatMap((row) => [say(row.label), say(row.text)]),
        say(block.notes),
      ];
    case 'statement':
      return [say(block.claim), say(block.gloss)];
    case 'hotline':
      return [say(block.label), block.number, say(block.lines), say(block.english)];
    case 'imprint':
      return [
        say(block.newest),
        block.address.replace(/^https?:\/\//, ''),
        ...(block.name.length > 0 ? [say(block.from), say(block.name), ...block.details.map(say)] : []),
      ];
    case 'giver':
      return [say(block.from), say(block.name), ...block.details.map(say)];
    case 'slips':
      return [say(block.draft), say(block.label), block.number, block.address.replace(/^https?:\/\//, '')];
    case 'foot':
      return [...block.lines.map(({ text }) => say(text)), block.code];
  }
}

const textsOf = ({ composed }: Ordered, side: 0 | 1): string[] =>
  sideOf(composed.flyer, side)
    .blocks.flatMap(printed)
    .filter((text) => text.trim() !== '');

const sentencesIn = (text: string, lang: string): string[] =>
  [...new Intl.Segmenter(lang, { granularity: 'sentence' }).segment(text)]
    .map(({ segment }) => collapse(segment))
    .filter((sentence) => sentence !== '');

test('poppler finds every sentence of every left-to-right flyer, letter for letter', async () => {
  let found = 0;
  await each(leftToRight, async (ordered) => {
    const { file, composed } = ordered;
    const sides = (await popplerText(file)).map(collapse);
    for (const side of [0, 1] as const) {
      const wanted = textsOf(ordered, side).flatMap((text) => sentencesIn(text, composed.flyer.lang));
      const missing = wanted.filter((sentence) => !sides[side]!.includes(sentence));
      expect(missing, `${file}, side ${side + 1}`).toEqual([]);
      found += wanted.length;
    }
  });
  expect(found).toBeGreaterThan(leftToRight.length * 50);
});

test('poppler finds on a left-to-right side what was drawn there, in that order, and nothing else', async () => {
  await each(plainDesigns(run), async (ordered) => {
    const { file, composed } = ordered;
    if (composed.flyer.dir === 'rtl') return;
    const bare = (text: string): string => text.replace(/\s/gu, '');
    const drawn = layPages(run, ordered).map((page) =>
      bare([...walk(page)].map(({ item }) => (item.kind === 'glyphs' ? item.run.text : '')).join('')),
    );
    expect((await popplerText(file)).map(bare), file).toEqual(drawn);
  });
});

const CONTROLS = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufffd\ufeff]/gu;
const MARKS = /\p{Mn}/gu;
const ARABIC_WORD = /[\p{Script=Arabic}\p{Mn}]*\p{Script=Arabic}[\p{Script=Arabic}\p{Mn}]*/gu;

const turned = (text: string): string =>
  [...new Intl.Segmenter('und').segment(text)]
    .map(({ segment }) => segment)
    .reverse()
    .join('');
/**
 * Nastaliq sets the letters of a word on a slope and its dots apart: readers of PDF, which go by lines, give back
 * every letter but not the words. There the letters are counted.
 */
const slopes = rightToLeft.filter(({ composed: { flyer } }) => flyer.script === 'Aran');
const straight = rightToLeft.filter((ordered) => !slopes.includes(ordered));
const countLetters = (text: string): string =>
  (text.normalize('NFC').match(/\p{Script=Arabic}/gu) ?? []).sort().join('');
const wordsIn = (text: string): string[] => text.normalize('NFC').match(ARABIC_WORD) ?? [];

test('poppler finds every Arabic word: whole without vowel marks, letter after letter with them', async () => {
  let [plain, marked] = [0, 0];
  await each(straight, async (ordered) => {
    const { out } = await hear('pdftotext', ['-enc', 'UTF-8', inRun(ordered.file), '-']);
    for (const [side, page] of out.split('\f').slice(0, 2).entries()) {
      const text = page.replace(CONTROLS, '').normalize('NFC');
      const words = new Set(wordsIn(text));
      const letters = text.replace(MARKS, '').replace(/\s/gu, '');
      const wanted = textsOf(ordered, side as 0 | 1).flatMap(wordsIn);
      const missing = wanted.filter((word) => {
        const bare = word.replace(MARKS, '');
        if (bare === word) plain++;
        else marked++;
        return bare === word ? !words.has(word) && !words.has(turned(word)) : !letters.includes(bare);
      });
      expect(missing, `${ordered.file}, side ${side + 1}`).toEqual([]);
    }
  });
  expect(plain).toBeGreaterThan(straight.length * 150);
  expect(marked).toBeGreaterThan(straight.length * 20);
});

test('mupdf finds every Arabic word whole, vowel marks and all', async () => {
  let found = 0;
  await each(straight, async (ordered) => {
    const { file } = ordered;
    for (const side of [0, 1] as const) {
      const args = ['draw', '-q', '-N', '-F', 'txt', inRun(file), String(side + 1)];
      const { out } = await hear('mutool', args);
      const read = wordsIn(out.replace(CONTROLS, ''));
      // A mark stays behind its letter in text, but stands before it when the line is turned as characters.
      const words = new Set(read.flatMap((word) => [word, turned(word), [...word].reverse().join('')]));
      const wanted = textsOf(ordered, side).flatMap(wordsIn);
      expect(
        wanted.filter((word) => !words.has(word)),
        `${file}, side ${side + 1}`,
      ).toEqual([]);
      found += wanted.length;
    }
  });
  expect(found).toBeGreaterThan(straight.length * 200);
});

test('poppler and mupdf find every letter of Urdu, as often as it was set', async () => {
  expect(slopes.length).toBeGreaterThan(0);
  await each(slopes, async (ordered) => {
    const { file } = ordered;
    const { out } = await hear('pdftotext', ['-enc', 'UTF-8', inRun(file), '-']);
    for (const side of [0, 1] as const) {
      const wanted = countLetters(textsOf(ordered, side).join(' '));
      expect(wanted.length).toBeGreaterThan(200);
      const where = `${file}, side ${side + 1}`;
      expect(countLetters(out.split('\f')[side]!.replace(CONTROLS, '')), where).toBe(wanted);
      const drawn = await hear('mutool', ['draw', '-q', '-N', '-F', 'txt', inRun(file), String(side + 1)]);
      expect(countLetters(drawn.out.replace(CONTROLS, '')), where).toBe(wanted);
    }
  });
});

test('the number to call reads 800-354-0365 in every language, in both readers', async () => {
  await each(run.designs, async ({ file }) => {
    const poppler = await popplerText(file);
    expect(poppler[1], file).toMatch(/(?<!\d)800-354-0365(?!\d)/);
    const { out } = await hear('mutool', ['draw', '-q', '-N', '-F', 'txt', inRun(file), '2']);
    expect(out, file).toMatch(/(?<!\d)800-354-0365(?!\d)/);
  });
});

test('the English lines to say to an officer are on every flyer, whole', async () => {
  await each(run.designs, async ({ file }) => {
    const [front, back] = (await popplerText(file)).map(collapse);
    expect(front, file).toContain('“I choose to remain silent. I want a lawyer.”');
    // In the marks of the language around it.
    expect(front, file).toContain('I do not consent to entry.');
    for (const line of [
      'I choose to remain silent.',
      'I want a lawyer. I will not answer or sign anything before I talk to a lawyer.',
      'I do not consent to entry. Please slide the warrant under the door.',
      'I do not consent to a search.',
      'Am I free to go?',
      'General information, not legal advice.',
    ])
      expect(back, file).toContain(line);
  });
});
