/** SVG logos: what is read becomes paths in inks, everything else is refused by name and place, in bounded work. */
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Color, totalInk } from '../../../src/core/color.js';
import { formatPlace, KyrError } from '../../../src/core/diagnostic.js';
import type { Drawing, PathItem, Segment } from '../../../src/frame/frame.js';
import { readSvgLogo } from '../../../src/load/logo/svg.js';
import { SVG_LIMITS } from '../../../src/load/logo/svg-tree.js';
import { BLACK_ALONE, type Separation } from '../../../src/load/separation.js';
import { refused, short } from '../kit.js';

const PROCESS = { kind: 'process', profile: resolve('icc/GRACoL2006-TR006.icc'), limit: 300 } as const;
const digest = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');
const read = (svg: string | Uint8Array, separation: Separation = PROCESS): Promise<Drawing> =>
  readSvgLogo(typeof svg === 'string' ? new TextEncoder().encode(svg) : svg, 'logo.svg', separation, digest);
/** A drawing of 1000 units for a view of 100: one unit of the file is ten. */
const svg = (inside: string, head = ''): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"${head}>${inside}</svg>`;
const paths = ({ items }: Drawing): PathItem[] =>
  items.filter((item): item is PathItem => item.kind === 'path');
const fillOf = async (inside: string, separation?: Separation): Promise<Color | undefined> =>
  paths(await read(svg(inside), separation))[0]?.fill;
const rounded = (path: readonly Segment[] | undefined): unknown =>
  path?.map((s) => s.map((v) => (typeof v === 'number' ? Math.round(v * 100) / 100 : v)));

describe('shapes', () => {
  const SQUARE = [['M', 100, 200], ['L', 400, 200], ['L', 400, 300], ['L', 100, 300], ['Z']];
  test.each([
    ['rect', '<rect x="10" y="20" width="30" height="10"/>'],
    ['polygon', '<polygon points="10,20 40,20 40 30 10,30"/>'],
    ['path, absolute', '<path d="M10 20H40V30H10Z"/>'],
    ['path, relative', '<path d="m10,20h30v10h-30z"/>'],
    [
      'in groups that move and scale',
      '<g transform="translate(10 20)"><g transform="scale(10)"><rect width="3" height="1"/></g></g>',
    ],
    ['with units', '<rect x="10px" y="20" width="22.5pt" height="10"/>'],
  ])('%s', async (_, inside) => {
    expect(rounded(paths(await read(svg(inside)))[0]?.path)).toEqual(SQUARE);
  });

  test('circles, ellipses, rounded corners and quadratics become cubics on the same curve', async () => {
    const [circle, ellipse, corner, quadratic] = paths(
      await read(
        svg(
          '<circle cx="50" cy="25" r="10"/><ellipse cx="50" cy="25" rx="10" ry="10"/><rect width="20" height="20" rx="10"/><path d="M0 0Q10 20 20 0T40 0"/>',
        ),
      ),
    );
    for (const round of [circle, ellipse])
      for (const [letter, ...numbers] of round!.path)
        if (letter !== 'Z') {
          const [x, y] = numbers.slice(-2) as [number, number];
          expect(Math.hypot(x - 500, y - 250)).toBeCloseTo(100, 3);
        }
    expect(corner!.path.filter(([letter]) => letter === 'C')).toHaveLength(4);
    expect(rounded(quadratic!.path)).toEqual([
      ['M', 0, 0],
      ['C', 66.67, 133.33, 133.33, 133.33, 200, 0],
      ['C', 266.67, -133.33, 333.33, -133.33, 400, 0],
    ]);
  });

  test('turned and skewed as SVG says', async () => {
    const [turned, skewed] = paths(
      await read(
        svg(
          '<path transform="rotate(90 10 10)" d="M10 0L20 10"/><path transform="skewX(45)" d="M0 10L10 10"/>',
        ),
      ),
    );
    expect(rounded(turned!.path)).toEqual([
      ['M', 200, 100],
      ['L', 100, 200],
    ]);
    expect(rounded(skewed!.path)).toEqual([
      ['M', 100, 100],
      ['L', 200, 100],
    ]);
  });

  test('strokes keep their shape, and their width in proportion', async () => {
    const [line] = paths(
      await read(
        svg(
          '<g transform="scale(2)"><line x1="0" y1="0" x2="10" y2="0" stroke="#000" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="bevel" stroke-dasharray="1 2"/></g>',
        ),
      ),
    );
    expect(line).toMatchObject({
      stroke: { color: { kind: 'k', k: 100 }, width: 30, cap: 'round', join: 'bevel', dash: [20, 40] },
    });
  });

  test('a view that does not begin at zero, and none but a width and a height', async () => {
    const inside = '<rect x="-10" y="5" width="10" height="5"/>';
    const own = await read(`<svg viewBox="-10 5 10 5">${inside}</svg>`);
    expect(rounded(paths(own)[0]!.path)?.toString()).toBe('M,0,0,L,1000,0,L,1000,500,L,0,500,Z');
    expect([own.width, own.height]).toEqual([1000, 500]);
    const plain = await read('<svg width="10mm" height="20mm"><rect width="9" height="9"/></svg>');
    expect([plain.width, plain.height]).toEqual([500, 1000]);
  });

  test('what drawing programs add is passed over: titles, notes, empty defs, hidden layers', async () => {
    const drawing = await read(
      `<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10" inkscape:version="1.2">
  <title>Emblem</title><desc>x</desc><metadata><rdf:RDF xmlns:rdf="r"><text>no</text></rdf:RDF></metadata><defs id="d"/>
  <inkscape:namedview><inkscape:grid/></inkscape:namedview>
  <g style="display:none"><text>draft</text></g><rect width="5" height="5" visibility="hidden"/><rect width="0" height="5"/>
  <path d="M0 0H1V1Z" style="fill:#000;-inkscape-font-specification:x" inkscape:label="it"/>
</svg>`,
    );
    expect(drawing.items).toHaveLength(1);
  });
});

describe('inks', () => {
  test.each([
    ['nothing said', '<rect width="9" height="9"/>', 100],
    ['#000', '<rect width="9" height="9" fill="#000"/>', 100],
    ['what programs make of 100 K', '<rect width="9" height="9" fill="#231F20"/>', 100],
    ['white', '<rect width="9" height="9" fill="white"/>', 0],
    ['a grey', '<rect width="9" height="9" fill="rgb(128,128,128)"/>', 50],
  ])('%s is on the black plate alone', async (_, inside, k) => {
    expect(await fillOf(inside)).toEqual({ kind: 'k', k });
  });

  test('colours are separated by the profile, and in black alone become greys', async () => {
    const inside = '<rect width="9" height="9" fill="#14489f"/>';
    const color = await fillOf(inside);
    expect(color).toMatchObject({ kind: 'cmyk' });
    expect(totalInk(color!)).toBeLessThanOrEqual(300);
    const other = await fillOf(inside, { ...PROCESS, profile: resolve('icc/FOGRA39L_coated.icc') });
    expect(other).not.toEqual(color);
    expect(await fillOf(inside, BLACK_ALONE)).toEqual({ kind: 'k', k: 70 });
  });

  test('a limit lower than the profile is kept', async () => {
    const dark = await fillOf('<rect width="9" height="9" fill="#2b0a3d"/>', { ...PROCESS, limit: 240 });
    expect(totalInk(dark!)).toBeLessThanOrEqual(240);
  });

  test('attributes, classes and style, in that order, and what is inherited', async () => {
    const style = '<style>.a { fill: #fff; } .b, .c { fill: none; stroke: currentColor }</style>';
    const drawing = await read(
      svg(
        `${style}<g fill="#000" color="#000"><rect width="1" height="1"/><rect class="a" fill="red" width="1" height="1"/><rect class="a" style="fill:#000" width="1" height="1"/><rect class="c" width="1" height="1"/></g>`,
      ),
    );
    const black = { kind: 'k', k: 100 };
    expect(paths(drawing).map(({ fill, stroke }) => [fill, stroke?.color])).toEqual([
      [black, undefined],
      [{ kind: 'k', k: 0 }, undefined],
      [black, undefined],
      [undefined, black],
    ]);
  });

  test('black over dense colour knocks it out first, so that the two do not add up', async () => {
    const inside = (under: string): string =>
      svg(`<rect width="50" height="50" fill="${under}"/><rect width="9" height="9"/>`);
    const dense = await read(inside('#0a1a6a'), { ...PROCESS, limit: 260 });
    expect(paths(dense).map(({ fill }) => fill?.kind)).toEqual(['cmyk', 'k', 'k']);
    expect(paths(dense)[1]!.fill).toEqual({ kind: 'k', k: 0 });
    expect(paths(await read(inside('#ffee88'))).map(({ fill }) => fill?.kind)).toEqual(['cmyk', 'k']);
  });

  test('the same file gives the same drawing', async () => {
    const file = svg('<circle r="9" fill="#14489f"/>');
    expect(await read(file)).toEqual(await read(file));
    expect((await read(svg('<circle r="8" fill="#14489f"/>'))).digest).not.toBe((await read(file)).digest);
  });
});

describe('refused, by name and place', () => {
  const SHAPE = '<path d="M0 0H9V9Z"/>';
  test.each([
    ['text', '<text>Parish</text>', 'outlines'],
    ['image', '<image href="https://example.org/x.png"/>', 'PNG'],
    ['use', '<use href="other.svg#a"/>', 'expand'],
    ['script', '<script>fetch("https://example.org")</script>', 'runs nothing'],
    ['foreignObject', '<foreignObject/>', 'shapes'],
    ['svg', '<svg/>', 'plain SVG'],
    ['a', '<a href="x"/>', 'plain SVG'],
    ['switch', '<switch/>', 'plain SVG'],
    ['animate', '<animate/>', 'plain SVG'],
    ['linearGradient', '<defs><linearGradient id="g"/></defs>', 'solid colour'],
    ['clipPath', '<defs><clipPath id="c"><rect/></clipPath></defs>', 'plain SVG'],
    ['symbol', '<symbol/>', 'expand'],
  ])('<%s>', async (name, inside, hint) => {
    const [found, ...more] = await refused(() => read(svg(`\n  ${inside}\n${SHAPE}`)));
    expect(more).toEqual([]);
    const column = inside.startsWith('<defs>') ? 9 : 3;
    expect(short(found!)).toBe(`logo.svg:2:${column} KYR340`);
    expect(found!.message).toContain(`<${name}>`);
    expect(found!.hint).toContain(hint);
  });

  test.each([
    ['opacity .5', 'opacity=".5"'],
    ['fill-opacity 50%', 'style="fill-opacity:50%"'],
    ['a gradient', 'fill="url(#g)"'],
    ['a gradient from elsewhere', 'fill="url(https://example.org/g.svg#g)"'],
    ['a colour with alpha', 'fill="rgba(0,0,0,.5)"'],
    ['no colour', 'fill="blurple"'],
    ['a filter', 'filter="url(#f)"'],
    ['a mask', 'style="mask:url(#m)"'],
    ['a clip', 'clip-path="url(#c)"'],
    ['a blend mode', 'style="mix-blend-mode:multiply"'],
    ['markers', 'marker-end="url(#m)"'],
    ['a transform in style', 'style="transform:scale(2)"'],
    ['a transform that is none', 'transform="spin(3)"'],
    ['a transform cut short', 'transform="translate(1"'],
    ['an uneven stroke', 'stroke="#000" transform="scale(1 3)"'],
    ['a width in percent', 'stroke="#000" stroke-width="5%"'],
    ['a stroke that stays', 'vector-effect="non-scaling-stroke"'],
    ['far coordinates', 'transform="translate(1e9)"'],
  ])('a shape with %s', async (_, attributes) => {
    const found = await refused(() => read(svg(`\n<path d="M0 0H9V9Z" ${attributes}/>`)));
    expect(found.map(short)).toEqual(['logo.svg:2:1 KYR340']);
    expect(found[0]!.message).toMatch(/^<path> /);
  });

  test.each([
    ['<path d="M0 0 L"/>'],
    ['<path d="10 10 L 3 3"/>'],
    ['<polygon points="1,2,3"/>'],
    ['<rect width="50%" height="3"/>'],
    ['<circle r="2em"/>'],
  ])('what cannot be read: %s', async (inside) => {
    expect((await refused(() => read(svg(inside)))).map(short)).toEqual(['logo.svg:1:62 KYR340']);
  });

  test('a style sheet of more than classes', async () => {
    for (const sheet of [
      'path { fill: red }',
      '@import url(https://example.org/a.css);',
      '.a { fill: red',
      '#a{fill:red}',
    ])
      expect((await refused(() => read(svg(`<style>${sheet}</style>${SHAPE}`)))).map(short)[0]).toContain(
        'KYR340',
      );
  });

  test('all of it together', async () => {
    const found = await refused(() => read(svg('<text/>\n<image/>\n<path fill="url(#a)" d="M0 0H9V9Z"/>')));
    expect(found.map(short)).toEqual(['logo.svg:1:62 KYR340', 'logo.svg:2:1 KYR340', 'logo.svg:3:1 KYR340']);
  });

  test.each([
    [
      'an entity of its own',
      '<!DOCTYPE svg [<!ENTITY x "M0 0H9V9Z">]><svg viewBox="0 0 9 9"><path d="&x;"/></svg>',
    ],
    [
      'an entity from a file',
      '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg viewBox="0 0 9 9"><title>&x;</title></svg>',
    ],
    [
      'a billion laughs',
      '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><svg viewBox="0 0 9 9"><desc>&b;</desc></svg>',
    ],
    ['an unknown entity', '<svg viewBox="0 0 9 9"><path d="&x;"/></svg>'],
    ['a tag left open', '<svg viewBox="0 0 9 9"><g></svg>'],
    ['no SVG', '<html/>'],
    ['nothing', ''],
    ['nothing painted', svg('<g/>')],
    ['nothing painted but white space outside', svg('<path d=""/>')],
    ['no size', `<svg>${SHAPE}</svg>`],
    ['a size of zero', `<svg viewBox="0 0 0 9">${SHAPE}</svg>`],
    ['a hair', `<svg viewBox="0 0 1000 1">${SHAPE}</svg>`],
  ])('%s', async (_, file) => {
    const found = await refused(() => read(file));
    expect(found.map((d) => d.code)).toEqual(['KYR341']);
    expect(formatPlace(found[0]!.at!)).toMatch(/^logo\.svg/);
  });

  test('bytes that are no UTF-8', async () => {
    expect((await refused(() => read(new Uint8Array([0x3c, 0x73, 0xff, 0xfe])))).map((d) => d.code)).toEqual([
      'KYR341',
    ]);
  });
});

describe('what is too large', () => {
  const { bytes, depth, elements, segments } = SVG_LIMITS;
  test.each([
    ['bytes', svg(`<desc>${' '.repeat(bytes)}</desc>`)],
    ['depth', svg('<g>'.repeat(depth + 1) + '</g>'.repeat(depth + 1))],
    ['elements', svg('<g/>'.repeat(elements + 1))],
    ['segments', svg(`<path d="M0 0${'h1'.repeat(segments)}"/>`)],
    ['segments of arcs', svg(`<path d="M0 0${'a9 9 0 0 1 1 1'.repeat(segments)}"/>`)],
  ])('%s', async (_, file) => {
    expect((await refused(() => read(file))).map((d) => d.code)).toEqual(['KYR342']);
  });

  test('long values are refused, not searched without end', async () => {
    const long = 'rgb('.repeat(60_000);
    const file = svg(
      `<style>${'/*'.repeat(20_000)}</style><path fill="${long}" transform="${'a'.repeat(99_000)}" stroke-width="${'1'.repeat(99_000)}" d="M0 0h1"/>`,
    );
    for (const { code, message } of await refused(() => read(file))) {
      expect(code).toBe('KYR340');
      expect(message.length).toBeLessThan(200);
    }
  });

  test('whatever the file holds, there is a drawing or a diagnostic', async () => {
    const scrap = fc.constantFrom(
      '<g>',
      '</g>',
      '<path d="',
      'M0 0',
      'A1 1 0 0 1 2 2',
      'q',
      '1e9',
      '"/>',
      '<rect width="9" height="9"/>',
      'fill="',
      '#123',
      '&amp;',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      'transform="',
      'rotate(',
      '9)',
      ' ',
      '<style>',
      '.a{',
      '}',
      '</style>',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(scrap, { maxLength: 20 }), async (parts) => {
        try {
          expect((await read(svg(parts.join('')), BLACK_ALONE)).items.length).toBeGreaterThan(0);
        } catch (error) {
          if (!(error instanceof KyrError)) throw error;
          for (const { code } of error.diagnostics) expect(code).toMatch(/^KYR34[012]$/);
        }
      }),
      { numRuns: 400 },
    );
  });
});
