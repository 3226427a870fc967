/**
 * Where things stand in every edition, size and language: as a draft for nobody, which has the most at its head, and
 * as a press copy for a church with a logo, which has the most at its foot. The encounter has tests of its own in
 * flyer.test.ts and is looked at here in what all editions share.
 */
import jsqr from 'jsqr';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Composed, type DesignRequest, design } from '../../src/cli/set-flyer.js';
import { shownAddress } from '../../src/compose/address.js';
import type { Block, Proclamation } from '../../src/compose/flyer.js';
import { moduleSide, QUIET_ZONE, qrFrame } from '../../src/compose/qr.js';
import { richToString } from '../../src/compose/rich-text.js';
import {
  allSides,
  apply,
  applyToBox,
  type Box,
  box,
  contains,
  outset,
  point,
} from '../../src/core/geometry.js';
import { pt } from '../../src/core/units.js';
import { dumpFrame } from '../../src/frame/dump.js';
import type { Frame, PathItem } from '../../src/frame/frame.js';
import { walk } from '../../src/frame/walk.js';
import { type Design, fillSlots } from '../../src/layout/design.js';
import { facePlace } from '../../src/layout/fold.js';
import { checkFrame } from '../../src/preflight/frame.js';
import { frameToSvg } from '../../src/preview/svg.js';
import { composeEdition, EDITIONS, IN_EVERY_SIZE, type OfferedEdition } from '../compose/editions.js';
import { CHURCH, LOGO, sideOf } from '../compose/room.js';
import { collisions, depth, type InkLine, inkLines } from './ink.js';

const book = EDITIONS[0]!.room.book();
const WHOM: Readonly<Record<'a draft for nobody' | 'a press copy for a church', Partial<DesignRequest>>> = {
  'a draft for nobody': { draft: true },
  'a press copy for a church': {
    draft: false,
    approvedOn: '2026-11-30',
    organisation: { ...CHURCH, logo: LOGO },
  },
};

interface Made {
  readonly composed: Composed;
  readonly design: Design;
  /** What each side of the flyer is laid out in: its sheets, or the faces of one that is folded. */
  readonly faces: readonly Frame[];
  readonly lines: readonly InkLine[][];
}

const facesOf = ({ fold, sides }: Design): readonly Frame[] =>
  fold ? sideOf({ sides }, 0).items.flatMap((item) => (item.kind === 'use' ? [item.frame] : [])) : sides;
const kept = new Map<string, Made>();
function make(of: OfferedEdition, lang: string, size: string, whom: keyof typeof WHOM): Made {
  const key = [of.name, lang, size, whom].join();
  let made = kept.get(key);
  if (!made) {
    const composed = composeEdition(of, lang, { size, ...WHOM[whom] });
    const { design: laid } = design(of.room, composed);
    const faces = facesOf(laid);
    made = { composed, design: laid, faces, lines: faces.map((face) => inkLines(face, book)) };
    kept.set(key, made);
  }
  return made;
}

/** What a block prints, text by text. */
function textsOf(block: Block): string[] {
  const say = richToString;
  const proclaimed = ({ title, lead, more }: Proclamation): string[] => [title, lead, more].map(say);
  switch (block.kind) {
    case 'tab':
      return [block.own, block.english ?? ''];
    case 'notice':
      return [say(block.title), ...block.why.map(say)];
    case 'headline':
      return [block, ...(block.english ? [block.english] : [])].flatMap(({ title, under }) => [
        say(title),
        say(under),
      ]);
    case 'right':
      return [block.numeral, say(block.title), say(block.body)];
    case 'advice':
      return [say(block.title), say(block.body)];
    case 'section':
      return [block, ...(block.english ? [block.english] : [])].flatMap(({ title, lines }) => [
        say(title),
        ...lines.map(({ text }) => say(text)),
      ]);
    case 'meaning':
      return [say(block.label), ...block.lines.map(say)];
    case 'proclamation':
      return [block.own, ...(block.english ? [block.english] : [])].flatMap(proclaimed);
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
        shownAddress(block.address),
        say(block.from),
        say(block.name),
        ...block.details.map(say),
      ];
    case 'slips':
      return [say(block.draft), say(block.label), block.number, shownAddress(block.address)];
    case 'giver':
      return [say(block.from), say(block.name), ...block.details.map(say)];
    case 'foot':
      return [...block.lines.map(({ text }) => say(text)), block.code];
  }
}

/** Each character that is seen, with how often: the dot that parts details, and blanks, are layout's own. */
function count(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const character of texts
    .join('')
    .normalize('NFC')
    .replace(/[\s·\p{Cf}]/gu, ''))
    counts.set(character, (counts.get(character) ?? 0) + 1);
  return new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The boxes that a side's paths ink: of a filled one the whole, of a stroked one each straight piece. */
function pathBoxes(frame: Frame): Box[] {
  return [...walk(frame)].flatMap(({ item, matrix }) => {
    if (item.kind !== 'path') return [];
    const half = item.stroke ? item.stroke.width / 2 : 0;
    const ends = (item as PathItem).path.flatMap((s) =>
      s[0] === 'Z' ? [] : [apply(matrix, point(s.at(-2) as number, s.at(-1) as number))],
    );
    const around = (points: typeof ends): Box => {
      const [xs, ys] = [points.map((p) => p.x as number), points.map((p) => p.y as number)];
      const [x, y] = [Math.min(...xs) - half, Math.min(...ys) - half];
      return box(x, y, Math.max(...xs) + half - x, Math.max(...ys) + half - y);
    };
    if (item.fill) return [around(ends)];
    return ends.map((end, i) => around([end, ends[(i + 1) % ends.length]!]));
  });
}

const CASES = IN_EVERY_SIZE.filter(([, , , of]) => of.edition.layout !== 'encounter').flatMap(
  ([name, lang, size, of]) =>
    (Object.keys(WHOM) as (keyof typeof WHOM)[]).map((whom) => [name, lang, size, whom, of] as const),
);

describe.each(CASES)('%s in %s, %s, %s', (_, lang, size, whom, of) => {
  let made: Made;
  // Laying out is refused where anything does not fit.
  beforeAll(() => {
    made = make(of, lang, size, whom);
  });

  test('is of the size asked for, on as many sides as it has', () => {
    const { design: laid, composed } = made;
    expect(laid.sizeName).toBe(size);
    expect(made.faces).toHaveLength(composed.flyer.sides.length);
    expect(laid.sides).toHaveLength(laid.fold ? 1 : composed.flyer.sides.length);
    for (const side of laid.sides) expect(side.size).toEqual(composed.style.trim);
  });

  test('passes preflight, and all its text lies inside the safe area', () => {
    // A fold is kept clear of as an edge is.
    const { width, height } = sideOf({ sides: made.faces }, 0).size;
    const safe = outset(box(0, 0, width, height), allSides(-made.composed.style.safe));
    for (const line of made.lines.flat()) expect(contains(safe, line.ink), line.text).toBe(true);
    const safety = made.composed.style.safe;
    for (const side of made.design.sides)
      expect(checkFrame(side, { book, rules: { safety } }).filter((d) => d.level === 'error')).toEqual([]);
  });

  test('no two lines touch', () => {
    for (const side of made.lines) expect(collisions(side)).toEqual([]);
  });

  test('every text is set exactly once', () => {
    made.lines.forEach((lines, n) => {
      const wanted = sideOf(made.composed.flyer, n).blocks.flatMap((block) =>
        // On every slip.
        Array.from({ length: block.kind === 'slips' ? made.composed.style.grid.slips : 1 }, () =>
          textsOf(block),
        ).flat(),
      );
      expect(count(lines.map((line) => line.text))).toEqual(count(wanted));
    });
  });

  test('nothing is too small to read: running text 7 pt or its script’s own, anything in black 6 pt', () => {
    const { fit } = made.design;
    const { style, englishStyle, flyer } = made.composed;
    const least = flyer.sides.some((side) => side.type === 'english')
      ? Math.min(style.minBody, englishStyle.minBody)
      : style.minBody;
    // A card is drawn one step smaller.
    expect(fit.body).toBeGreaterThanOrEqual((size.startsWith('wallet') ? 7 : Math.max(7, least)) - 0.001);
    for (const line of made.lines.flat())
      for (const { run } of line.runs) {
        expect(run.size, run.text).toBeGreaterThanOrEqual(6);
        if (run.color.kind !== 'k') expect(run.size, run.text).toBeGreaterThanOrEqual(12);
      }
  });

  test('the quiet zone of the QR code, where there is one, is free of all ink', () => {
    const hasHelp = made.composed.flyer.sides.map(
      ({ blocks }) => blocks.some((b) => b.kind === 'hotline') && !blocks.some((b) => b.kind === 'meaning'),
    );
    const helping = hasHelp.flatMap((has, side) => (has ? [side] : []));
    const { fold } = made.design;
    expect(made.design.slots.map((slot) => slot.side)).toEqual(fold ? helping.map(() => 0) : helping);
    for (const [nth, slot] of made.design.slots.entries()) {
      const zone = outset(slot.box, allSides(moduleSide(made.composed.address, slot.box.width) * QUIET_ZONE));
      const { trim } = made.design;
      expect(contains(box(0, 0, trim.width, trim.height), zone)).toBe(true);
      for (const line of made.lines[helping[nth]!]!) {
        const ink = fold ? applyToBox(facePlace(fold, helping[nth]!), line.ink) : line.ink;
        expect(depth(zone, ink), line.text).toBeLessThanOrEqual(0.01);
      }
      for (const path of pathBoxes(sideOf(made.design, slot.side)))
        expect(depth(zone, path)).toBeLessThanOrEqual(0.01);
    }
  });

  test('the design code stands on every side, last of all', () => {
    for (const side of made.lines) {
      expect(side.filter((l) => l.mark.role === 'Code').map((l) => l.text)).toEqual([
        made.composed.flyer.code,
      ]);
      expect(side.at(-1)?.mark.role).toBe('Code');
    }
  });

  test('a web address stands on one line, from left to right', () => {
    for (const { value } of of.room.law.rights.values())
      for (const site of Object.values(value.values ?? {})) {
        const printed = made.composed.flyer.sides.flatMap(({ blocks }) =>
          blocks.flatMap(textsOf).filter((text) => text.includes(site)),
        );
        const runs = made.lines
          .flat()
          .flatMap((line) => line.runs.filter(({ run }) => run.text.includes(site)));
        expect(runs).toHaveLength(printed.length);
        for (const { run } of runs) expect(run).toMatchObject({ rtl: false, lang: 'en' });
      }
  });
});

const TORN = CASES.filter(([, , , , of]) => of.edition.layout === 'tear-off');
describe.each(TORN)('the slips of %s in %s, %s, %s', (_, lang, size, whom, of) => {
  const slips = () => {
    const { composed, design: laid, lines } = make(of, lang, size, whom);
    const { slips, 'slip-height': height } = composed.style.grid;
    const { trim } = laid;
    const top = trim.height - height;
    return { composed, laid, slips, top, trim, written: lines.flat().filter((line) => line.ink.y > top) };
  };

  test('are alike, each with the number on a line of its own, from left to right', () => {
    const { slips: count, trim, written, composed } = slips();
    const wide = trim.width / count;
    const onSlip = (n: number): string[] =>
      written
        .filter(({ ink }) => Math.floor((ink.x + ink.width / 2) / wide) === n)
        .map(({ text, ink, baseline }) => [text, (ink.x - n * wide).toFixed(2), baseline.toFixed(2)].join());
    expect(onSlip(0).length).toBeGreaterThan(2);
    for (let n = 1; n < count; n++) expect(onSlip(n)).toEqual(onSlip(0));
    const [hotline] = composed.flyer.sides[0]!.blocks.filter((block) => block.kind === 'hotline');
    expect(written.filter(({ text }) => text === hotline!.number)).toHaveLength(count);
  });

  test('no ink of theirs, nor of the poster, is nearer than an eighth of an inch to a cut', () => {
    const { laid, slips: count, top, trim } = slips();
    const cuts = [...walk(laid.sides[0]!)].flatMap(({ item }) =>
      item.kind === 'path' && item.stroke?.dash ? [pathBoxes({ ...laid.sides[0]!, items: [item] })[0]!] : [],
    );
    expect(cuts).toHaveLength(count - 1);
    for (const [n, cut] of cuts.entries()) {
      expect(cut.x + cut.width / 2).toBeCloseTo(((n + 1) * trim.width) / count, 6);
      // From where it ends above, over the edge.
      expect(cut.y).toBeLessThanOrEqual(top + 0.5);
      expect(cut.y + cut.height).toBeGreaterThanOrEqual(trim.height);
      for (const line of make(of, lang, size, whom).lines.flat())
        expect(depth(outset(cut, { ...allSides(8.7), top: pt(5) }), line.ink), line.text).toBeLessThanOrEqual(
          0,
        );
    }
  });
});

describe('one family', () => {
  const tabOf = (frame: Frame): Record<'right' | 'top' | 'bottom', number> => {
    const tab = [...walk(frame)].find((v) => v.item.kind === 'path' && v.marks[0]?.role === 'Sect');
    const points = (tab!.item as PathItem).path.filter((s) => s[0] !== 'Z') as ['M', number, number][];
    return {
      right: Math.max(...points.map((p) => p[1])),
      top: Math.min(...points.map((p) => p[2])),
      bottom: Math.max(...points.map((p) => p[2])),
    };
  };

  const sizes = [...new Set(IN_EVERY_SIZE.map(([, , size]) => size))];
  test.each(sizes)('in %s the tab hangs in the same corner of every side of every edition', (size) => {
    const tabs = IN_EVERY_SIZE.filter((one) => one[2] === size).flatMap(([name, lang, , of]) =>
      make(of, lang, size, 'a draft for nobody').faces.map((face) => [name, tabOf(face)] as const),
    );
    const [[, first]] = tabs as [(typeof tabs)[number]];
    for (const [name, tab] of tabs)
      for (const edge of ['right', 'top', 'bottom'] as const)
        expect(tab[edge], `${edge} of ${name}`).toBeCloseTo(first[edge], 6);
    // On a tent there is no edge to bleed over.
    expect(first.top).toBe(size.startsWith('tent') ? 9 : -9);
  });

  test.each(sizes)('in %s the design code stands at the same height on every side', (size) => {
    const heights = IN_EVERY_SIZE.filter(
      // Slips to tear off push it up.
      ([, , of, { edition }]) => of === size && edition.layout !== 'tear-off',
    ).flatMap(([, lang, , of]) =>
      make(of, lang, size, 'a draft for nobody').lines.map(
        (side) => side.find((l) => l.mark.role === 'Code')!.baseline,
      ),
    );
    for (const y of heights) expect(Math.abs(y - heights[0]!)).toBeLessThan(1);
  });
});

describe('the filled page', () => {
  const decode = jsqr as unknown as typeof jsqr.default;
  const withCode = EDITIONS.filter(
    ({ edition }) =>
      // Of a tent, which has two, test/witness/screen.test.ts asks zbar.
      ['sections', 'tear-off'].includes(edition.layout) && 'hotline' in edition && edition.hotline,
  );

  test.each(withCode.map((of) => [of.name, of] as const))(
    'of %s leads a camera to the page of its language',
    async (_, of) => {
      const { design: laid, composed } = make(of, 'ar', of.edition.sizes[0]!, 'a draft for nobody');
      const pages = fillSlots(laid, { qr: composed.address }, (slot, value) =>
        qrFrame(value, slot.box.width),
      );
      const page = pages[laid.slots[0]!.side]!;
      const { data, info } = await sharp(Buffer.from(frameToSvg(page, { book })), { density: 150 })
        .ensureAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true });
      expect(decode(new Uint8ClampedArray(data), info.width, info.height)?.data).toBe(
        'https://rights.example.org/ar',
      );
    },
  );
});

/** The encounter's lie side by side with flyer.test.ts. */
describe.each(
  EDITIONS.filter(({ edition }) => edition.layout !== 'encounter').map((of) => [of.name, of] as const),
)('%s as a reviewer reads it', (name, of) => {
  test.each(['en', 'es', 'ar', 'zh-Hans'])('in %s', async (lang) => {
    const { design: laid } = make(of, lang, of.edition.sizes[0]!, 'a draft for nobody');
    // The id holds a digest of fonts and tool version, which says nothing to a reviewer.
    const sides = laid.sides.map((side, n) =>
      dumpFrame({ ...side, id: `${lang}-${n === 0 ? 'front' : 'back'}` }),
    );
    await expect(sides.join('\n')).toMatchFileSnapshot(
      `__snapshots__/editions/${name.replace('/', '-')}-${lang}.dump`,
    );
  });
});
