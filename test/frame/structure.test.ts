/** The reading order of a Frame: parts come together, decoration stays out, and nothing is lost or doubled. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BLACK } from '../../src/core/color.js';
import { NO_INSETS, point, size, translate } from '../../src/core/geometry.js';
import { pt } from '../../src/core/units.js';
import type { Frame, GlyphsItem, Item, Link, MarkItem, Role } from '../../src/frame/frame.js';
import { linePath } from '../../src/frame/path.js';
import { stretchesOf } from '../../src/frame/stretches.js';
import { asItems, type Element, isLeaf, matrixOf, readStructure } from '../../src/frame/structure.js';
import { walk } from '../../src/frame/walk.js';

/** One glyph a character, 500 units wide; right to left the first stands last. */
function run(text: string, more: { lang?: string; rtl?: boolean; x?: number } = {}): GlyphsItem {
  const glyphs = [...text].map((_, i) => ({ id: i + 1, cluster: i, advance: 500, dx: 0, dy: 0 }));
  return {
    kind: 'glyphs',
    at: point(more.x ?? 0, 0),
    run: {
      font: 'Sample',
      size: pt(10),
      color: BLACK,
      text,
      lang: more.lang ?? 'es',
      rtl: more.rtl ?? false,
      upem: 1000,
      glyphs: more.rtl ? glyphs.reverse() : glyphs,
    },
  };
}

const mark = (role: Role, items: readonly Item[], more: Partial<MarkItem> = {}): MarkItem => ({
  kind: 'mark',
  role,
  items,
  ...more,
});
const rule: Item = { kind: 'path', path: linePath(0, 0, 9, 0), fill: BLACK };
const frame = (items: readonly Item[], id = 'side'): Frame => ({
  id,
  size: size(100, 100),
  bleed: NO_INSETS,
  items,
});

const outline = (element: Element): unknown => [
  element.role,
  ...element.kids.map((kid) =>
    isLeaf(kid) ? (kid.item.kind === 'glyphs' ? kid.item.run.text : kid.item.kind) : outline(kid),
  ),
];

describe('the structure of a side', () => {
  test('brings pieces of a part together, where the first of them stands', () => {
    const own = (item: Item): MarkItem => mark('Sect', [item], { part: 'own' });
    const other = (item: Item): MarkItem => mark('Sect', [item], { part: 'other' });
    const item = (part: string, text: string): MarkItem =>
      mark('L', [mark('LI', [mark('LBody', [run(text)])])], { part: `${part}-list` });
    const side = frame([
      own(mark('H2', [run('uno')])),
      other(mark('H2', [run('one')])),
      own(item('own', 'dos')),
      other(item('other', 'two')),
      own(item('own', 'tres')),
    ]);
    expect(readStructure(side).elements.map(outline)).toEqual([
      ['Sect', ['H2', 'uno'], ['L', ['LI', ['LBody', 'dos']], ['LI', ['LBody', 'tres']]]],
      ['Sect', ['H2', 'one'], ['L', ['LI', ['LBody', 'two']]]],
    ]);
  });

  test('reads a picture where the layout puts it, although a slot draws it later in a Frame of its own', () => {
    const code = frame([mark('Figure', [rule], { alt: 'of the code' })], 'code');
    const page = frame([
      mark('Figure', [], { part: 'qr', alt: 'newest', links: [{ text: '', href: 'https://a.example/' }] }),
      mark('P', [run('caption')]),
      mark('Figure', [{ kind: 'use', frame: code, matrix: translate(20, 30) }], { part: 'qr' }),
    ]);
    const [figure, caption] = readStructure(page).elements;
    expect([figure, caption].map((e) => outline(e!))).toEqual([
      ['Figure', 'path'],
      ['P', 'caption'],
    ]);
    expect(figure).toMatchObject({ alt: 'newest', links: [{ href: 'https://a.example/' }] });
    const [leaf] = figure!.kids;
    expect(leaf && isLeaf(leaf) && matrixOf(leaf)).toEqual(translate(20, 30));
  });

  test('leaves out what is empty, and keeps decoration apart from words', () => {
    const { artifacts, elements } = readStructure(
      frame([
        rule,
        mark('L', [mark('LI', [])]),
        mark('P', [rule, run('word')]),
        mark('Artifact', [run('sign')]),
      ]),
    );
    expect(elements.map(outline)).toEqual([['P', 'word']]);
    expect(artifacts.map(({ item }) => item.kind)).toEqual(['path', 'path', 'glyphs']);
  });

  test('loses nothing and doubles nothing, whatever the nesting', () => {
    let count = 0;
    const { item } = fc.letrec<{ item: Item }>((tie) => ({
      item: fc.oneof(
        { maxDepth: 4 },
        fc.constant(null).map((): Item => run(`w${count++}`)),
        fc.constant(rule),
        fc
          .tuple(
            fc.constantFrom<Role>('P', 'Sect', 'Figure', 'Artifact', 'L'),
            fc.option(fc.constantFrom('a', 'b'), { nil: undefined }),
            fc.array(tie('item'), { maxLength: 4 }),
          )
          .map(([role, part, items]) => mark(role, items, part === undefined ? {} : { part })),
        fc
          .array(tie('item'), { maxLength: 3 })
          .map((items): Item => ({ kind: 'group', matrix: translate(1, 2), items })),
      ),
    }));
    fc.assert(
      fc.property(fc.array(item, { maxLength: 6 }), (items) => {
        const drawn = (side: Frame): string[] =>
          [...walk(side)]
            .filter((v) => v.item.kind === 'glyphs' || v.item.kind === 'path')
            .map((v) => `${v.item.kind === 'glyphs' ? v.item.run.text : 'rule'} ${v.matrix.join(' ')}`)
            .sort();
        const { artifacts, elements } = readStructure(frame(items));
        const leaves = (element: Element): Item[] =>
          element.kids.flatMap((kid) => (isLeaf(kid) ? asItems([kid]) : leaves(kid)));
        const again = [...asItems(artifacts), ...elements.flatMap(leaves)];
        expect(drawn(frame(again))).toEqual(drawn(frame(items)));
      }),
    );
  });
});

describe('the stretches of a text', () => {
  const paragraph = (runs: readonly GlyphsItem[], text: string, links: readonly Link[] = []) =>
    stretchesOf(readStructure(frame([mark('P', runs, { text, links })])).elements[0]!);
  const tel = { text: '(212) 555-0100', href: 'tel:+12125550100' };

  test('have the space at which a line was broken, and none where it was broken without', () => {
    const [stretch] = paragraph([run('no abra'), run('la puer'), run('ta ya')], 'no abra la puerta ya');
    expect(stretch?.text).toBe('no abra la puerta ya');
    expect(stretch?.words.map((w) => w.spaceAfter)).toEqual([true, false, false]);
  });

  test('are cut at a link, each glyph where it stood', () => {
    const stretches = paragraph([run('llame al (212) 555-0100.')], 'llame al (212) 555-0100.', [tel]);
    expect(stretches.map((s) => [s.text, s.href])).toEqual([
      ['llame al', undefined],
      ['(212) 555-0100', tel.href],
      ['.', undefined],
    ]);
    expect(stretches.map((s) => s.words[0]!.item.at.x)).toEqual([0, 45, 115]);
    expect(stretches.map((s) => s.words[0]!.item.run.glyphs[0]!.cluster)).toEqual([0, 0, 0]);
  });

  test('follow a link over a line’s end', () => {
    const link = { text: 'rights.example.org/es', href: 'https://rights.example.org/es' };
    const stretches = paragraph([run('ve rights.exam'), run('ple.org/es hoy')], `ve ${link.text} hoy`, [
      link,
    ]);
    expect(stretches.map((s) => [s.text, s.href])).toEqual(
      [
        ['ve', undefined],
        [link.text, link.href],
        ['hoy', undefined],
      ].map(([text, href]) => [text === 'hoy' ? ' hoy' : text, href]),
    );
    expect(stretches[1]?.words.length).toBe(2);
  });

  test('never cut a ligature', () => {
    const word = run('affa 311');
    const glyphs = word.run.glyphs.filter((g) => g.cluster !== 2);
    const item = { ...word, run: { ...word.run, glyphs } };
    const stretches = paragraph([item], 'affa 311', [{ text: 'f', href: 'https://a.example/' }]);
    expect(stretches.map((s) => s.text)).toEqual(['a', 'ff', 'a 311']);
  });

  test('right to left are cut in reading order, from the right', () => {
    const stretches = paragraph([run('abc311', { rtl: true, lang: 'ar' })], 'abc311', [
      { text: '311', href: 'tel:311' },
    ]);
    expect(stretches.map((s) => [s.text, s.words[0]!.item.at.x])).toEqual([
      ['abc', 15],
      ['311', 0],
    ]);
  });

  test('are of one language each', () => {
    const stretches = paragraph([run('diga '), run('“no”', { lang: 'en' }), run(' y ya')], 'diga “no” y ya');
    expect(stretches.map((s) => s.lang)).toEqual(['es', 'en', 'es']);
  });
});
