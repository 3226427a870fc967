/** Where things stand: in every language, draft and press, for nobody and for a church with a long name. */
import jsqr from 'jsqr';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Composed, type DesignRequest, design } from '../../src/cli/set-flyer.js';
import { plainText } from '../../src/compose/plain-text.js';
import { moduleSide, QUIET_ZONE, qrFrame } from '../../src/compose/qr.js';
import { richToString } from '../../src/compose/rich-text.js';
import { allSides, type Box, box, contains, outset } from '../../src/core/geometry.js';
import { formatNumber } from '../../src/core/language.js';
import { dumpFrame } from '../../src/frame/dump.js';
import type { PathItem } from '../../src/frame/frame.js';
import { walk } from '../../src/frame/walk.js';
import { type Design, fillSlots } from '../../src/layout/design.js';
import { loadCongregations } from '../../src/load/congregations.js';
import { frameToSvg } from '../../src/preview/svg.js';
import {
  back,
  blocksOf,
  CHURCH,
  composed,
  front,
  LOCALES,
  onlySide,
  room0,
  shipped,
  sideOf,
} from '../compose/room.js';
import { collisions, depth, type InkLine, inkLines } from './ink.js';

const book = room0.book();
const LONG: NonNullable<DesignRequest['organisation']> = {
  ...CHURCH,
  id: 'long',
  name: {
    en: 'The Ecumenical Fellowship of St. Brigid, St. John & All Saints',
    es: 'Comunidad Ecuménica de Santa Brígida, San Juan y Todos Santos',
    ar: 'الزمالة المسكونية للقديسة بريجيد والقديس يوحنا وجميع القديسين',
    'zh-Hans':
      '布鲁克林圣布里吉德圣约翰与诸圣徒普世基督教联合团契教会暨移民支援与法律援助中心社区服务部皇后区分会联合办事处',
  },
};
const logo = {
  digest: 'ab'.repeat(32),
  bytes: new Uint8Array(1),
  pixelWidth: 900,
  pixelHeight: 500,
  channels: 1 as const,
};

interface Made {
  readonly composed: Composed;
  readonly design: Design;
  readonly lines: readonly [InkLine[], InkLine[]];
}
const kept = new Map<string, Made>();
function make(lang: string, more: Partial<DesignRequest> = {}): Made {
  const key = `${lang} ${JSON.stringify(more)}`;
  let made = kept.get(key);
  if (!made) {
    const of = composed(lang, more);
    const { design: laid } = design(room0, of);
    made = {
      composed: of,
      design: laid,
      lines: [inkLines(front(laid), book), inkLines(back(laid), book)],
    };
    kept.set(key, made);
  }
  return made;
}

/** A letter of a locale's script. */
const OWN_LETTERS: Readonly<Record<string, RegExp>> = {
  Latn: /\p{Script=Latn}/u,
  Cyrl: /\p{Script=Cyrl}/u,
  Arab: /\p{Script=Arab}/u,
  Aran: /\p{Script=Arab}/u,
  Beng: /\p{Script=Beng}/u,
  Deva: /\p{Script=Deva}/u,
  Kore: /\p{Script=Hang}/u,
  Hans: /\p{Script=Han}/u,
  Hant: /\p{Script=Han}/u,
};

const CASES = LOCALES.flatMap((lang) =>
  (['draft', 'press'] as const).flatMap((purpose) =>
    (
      [
        ['for nobody', undefined],
        ['for a church', CHURCH],
        ['for a church with a long name', LONG],
        ['for a church with a logo', { ...CHURCH, logo }],
      ] as const
    ).map(([whom, organisation]) => [`${lang}, ${purpose}, ${whom}`, lang, purpose, organisation] as const),
  ),
);
const inside = (safe: Box, line: InkLine): boolean => contains(safe, line.ink);

describe.each(CASES)('%s', (_, lang, purpose, organisation) => {
  let made: Made;
  beforeAll(() => {
    made = make(lang, {
      draft: purpose === 'draft',
      ...(purpose === 'press' ? { approvedOn: '2026-11-30' } : {}),
      ...(organisation ? { organisation } : {}),
    });
  });

  test('all text lies inside the safe area, and but for the tab a quarter inch from the knife', () => {
    const { trim } = made.design;
    const whole = box(0, 0, trim.width, trim.height);
    const safe = outset(whole, allSides(-made.composed.style.safe));
    const kept = outset(whole, allSides(-18));
    for (const line of made.lines.flat()) {
      expect(inside(safe, line), line.text).toBe(true);
      // The draft mark stands beside the tab, and like it may be nearer to the top.
      const top = line.onTab || line.mark.role === 'Note' ? safe : kept;
      expect(
        inside({ ...kept, y: top.y, height: (trim.height - 18 - top.y) as Box['height'] }, line),
        line.text,
      ).toBe(true);
    }
  });

  test('no two lines touch', () => {
    for (const side of made.lines) expect(collisions(side)).toEqual([]);
  });

  test('the quiet zone of the QR code is free of all ink', () => {
    const [slot] = made.design.slots;
    const quiet = moduleSide(made.composed.address, slot!.box.width) * QUIET_ZONE;
    const zone = outset(slot!.box, allSides(quiet));
    for (const line of made.lines[1]) expect(depth(zone, line.ink), line.text).toBeLessThanOrEqual(0.01);
    expect(contains(box(0, 0, made.design.trim.width, made.design.trim.height), zone)).toBe(true);
    const frames = [...walk(back(made.design))].filter(
      (v): v is typeof v & { item: PathItem } => v.item.kind === 'path' && v.marks.length === 0,
    );
    expect(frames.length).toBeGreaterThan(0);
    for (const { item, matrix } of frames)
      for (const s of item.path) {
        if (s[0] !== 'M' && s[0] !== 'L') continue;
        const at = box(s[1] + matrix[4] - 1.25, s[2] + matrix[5] - 1.25, 2.5, 2.5);
        expect(depth(zone, at), dumpFrame({ ...back(made.design), items: [item] })).toBeLessThanOrEqual(0.01);
      }
  });

  test('every sentence of the flyer is set', () => {
    const squeeze = (text: string): string => text.normalize('NFC').replace(/[\s_]+/g, '');
    for (const n of [0, 1] as const) {
      const set = squeeze(made.lines[n].map((l) => l.text).join(''));
      const wanted = plainText(onlySide(made.composed.flyer, n))
        .split('\n')
        .flatMap((line) => line.split(/^(?:\d\. )|[:：] /))
        .map(squeeze)
        .filter((line) => line !== '' && !/^———$/.test(line));
      const lost = wanted.filter((line) => {
        const parts = line.split(/[()（）·.。،,؛]/).filter((part) => part.length > 1);
        return !parts.every((part) => set.includes(part));
      });
      expect(lost).toEqual([]);
    }
  });

  test('the three numerals stand on the front, in the digits of the language, largest of all', () => {
    const numerals = made.lines[0].filter((l) => l.size === made.composed.style.roles.numeral.size);
    const own: Readonly<Record<string, readonly string[]>> = { bn: ['১', '২', '৩'], ne: ['१', '२', '३'] };
    expect(numerals.map((l) => l.text)).toEqual(own[lang] ?? ['1', '2', '3']);
    expect(Math.max(...made.lines.flat().map((l) => l.size))).toBe(numerals[0]?.size);
    for (const { runs } of numerals) expect(runs[0]?.run.color).toEqual(made.composed.style.accent);
    expect(numerals.map((l) => l.baseline)).toEqual(numerals.map((l) => l.baseline).sort((a, b) => a - b));
  });

  test('the hotline is the largest on the back, on one line, its digits from left to right', () => {
    const largest = made.lines[1].reduce((a, b) => (b.size > a.size ? b : a));
    const inOrder = [...largest.runs].sort((a, b) => a.at.x - b.at.x);
    expect(inOrder.map((i) => i.run.text).join('')).toBe('800-354-0365');
    for (const { run } of inOrder) {
      expect(run.rtl).toBe(false);
      expect(run.glyphs.map((g) => g.cluster)).toEqual(
        [...run.glyphs.map((g) => g.cluster)].sort((a, b) => a - b),
      );
    }
    expect(largest.size).toBeGreaterThanOrEqual(24);
  });

  test('no running text is smaller than the script’s smallest size', () => {
    const { style, flyer } = made.composed;
    const say = blocksOf(flyer, 'say')[0]!;
    const labels = [
      ...say.rows.map((r) => richToString(r.label)),
      richToString(blocksOf(flyer, 'imprint')[0]!.newest),
    ];
    const running = made.lines.flat().filter((l) => ['P', 'H1', 'H2', 'Quote'].includes(l.mark.role));
    expect(running.length).toBeGreaterThan(20);
    // English on an Arabic flyer is held to what English needs.
    const own = OWN_LETTERS[flyer.script]!;
    const least = (l: InkLine): number => (own.test(l.text) ? style.minBody : 8.5);
    const small = running.filter(
      (l) => l.size < least(l) - 0.001 && !labels.some((label) => label.includes(l.text.trim())),
    );
    expect(small.map((l) => [l.size, l.text])).toEqual([]);
    expect(Math.min(...made.lines.flat().map((l) => l.size))).toBeGreaterThanOrEqual(6);
    expect(made.design.fit.body).toBeGreaterThanOrEqual(style.minBody);
  });

  test('text is black or paper but for the numerals: nothing is said by colour alone', () => {
    for (const line of made.lines.flat())
      for (const { run } of line.runs)
        if (run.color.kind !== 'k') expect(line.size, line.text).toBeGreaterThanOrEqual(14);
  });

  test('every line says its language', () => {
    for (const side of made.lines)
      for (const { runs, text } of side)
        for (const { run } of runs) {
          expect(run.lang, text).toBeTruthy();
          const { flyer } = made.composed;
          if (flyer.script !== 'Latn' && OWN_LETTERS[flyer.script]!.test(run.text))
            expect([run.text, run.lang]).toEqual([run.text, flyer.lang]);
        }
  });
});

describe('one family', () => {
  const tabBox = (d: Design, side: 0 | 1): { right: number; top: number; bottom: number } => {
    const tab = [...walk(sideOf(d, side))].find((v) => v.item.kind === 'path' && v.marks[0]?.role === 'Sect');
    const points = (tab!.item as PathItem).path.filter((s) => s[0] !== 'Z') as ['M', number, number][];
    return {
      right: Math.max(...points.map((p) => p[1])),
      top: Math.min(...points.map((p) => p[2])),
      bottom: Math.max(...points.map((p) => p[2])),
    };
  };

  test('the tab hangs in the same corner of every side of every language, and bleeds off the top', () => {
    const tabs = LOCALES.flatMap((lang) => ([0, 1] as const).map((side) => tabBox(make(lang).design, side)));
    for (const tab of tabs) expect(tab).toEqual(tabs[0]);
    expect(tabs[0]?.top).toBe(-9);
    expect(tabs[0]!.right).toBeGreaterThan(396 / 2);
  });

  test('its two names stand side by side on it, the English one on the right', () => {
    for (const lang of LOCALES.filter((l) => l !== 'en')) {
      const [own, english, ...more] = make(lang).lines[0].filter((l) => l.onTab);
      expect(more).toEqual([]);
      expect(own!.ink.x + own!.ink.width).toBeLessThan(english!.ink.x);
    }
  });

  test('header rules, say boxes and small print stand at the same heights everywhere', () => {
    const rule = (lang: string, side: 0 | 1): string[] =>
      [...walk(sideOf(make(lang).design, side))]
        .filter((v) => v.item.kind === 'path' && v.marks.length === 0 && (v.item as PathItem).fill)
        .slice(0, 1)
        .map((v) => dumpFrame({ ...sideOf(make(lang).design, side), id: 'x', lang: 'en', items: [v.item] }));
    for (const side of [0, 1] as const) {
      const rules = LOCALES.map((lang) => rule(lang, side));
      for (const each of rules) expect(each).toEqual(rules[0]);
    }
    const last = LOCALES.map((lang) => make(lang).lines[1].find((l) => l.mark.role === 'Code')!.baseline);
    for (const y of last) expect(Math.abs(y - last[0]!)).toBeLessThan(1);
  });

  test('Arabic and Urdu mirror the columns: numbers right, signs left; the others the other way', () => {
    for (const lang of LOCALES) {
      const { lines, design: d, composed: of } = make(lang);
      const numeral = lines[0].find((l) => l.text === formatNumber(1, lang))!.ink;
      const title = lines[0].find((l) => l.mark.role === 'H2')!.ink;
      const sign = [...walk(front(d))].find(
        (v) => v.marks.at(-1)?.role === 'Artifact' && v.item.kind === 'group',
      )!;
      const signX = (sign.item as unknown as { matrix: number[] }).matrix[4]! + 21;
      const rtl = of.flyer.dir === 'rtl';
      expect(numeral.x > title.x, lang).toBe(rtl);
      expect(signX < title.x, lang).toBe(rtl);
    }
  });

  test('titles and texts share one edge: the start of the reader’s line', () => {
    for (const lang of LOCALES) {
      const { lines, composed: of } = make(lang);
      const titles = lines[0].filter((l) => l.mark.role === 'H2');
      expect(titles).toHaveLength(4);
      const starts = titles.map(({ runs }) => {
        const xs = runs.flatMap(({ at, run }) => [
          at.x,
          at.x + (run.glyphs.reduce((w, g) => w + g.advance, 0) * run.size) / run.upem,
        ]);
        return of.flyer.dir === 'rtl' ? Math.max(...xs) : Math.min(...xs);
      });
      for (const x of starts) expect(x).toBeCloseTo(starts[0]!, 1);
    }
  });

  test('the design code stands on both sides', () => {
    for (const lang of LOCALES) {
      const { lines, composed: of } = make(lang);
      for (const side of lines)
        expect(side.filter((l) => l.mark.role === 'Code').map((l) => l.text)).toEqual([of.flyer.code]);
    }
  });

  test('a side is read in the order in which it is composed: what to do first, the small print last', () => {
    for (const lang of LOCALES) {
      const { lines } = make(lang);
      for (const side of lines) {
        const roles = side.map((l) => l.mark.role);
        expect([lang, roles.indexOf('Code')]).toEqual([lang, roles.length - 1]);
      }
    }
  });
});

describe('the shipped job', async () => {
  const rows = await loadCongregations(shipped, 'jobs/sample-congregations.csv');

  test.each(rows.flatMap((row) => row.orders.map(({ lang }) => [row.organisation.id, lang, row] as const)))(
    'can be made for %s in %s',
    (_, lang, row) => {
      const { design: laid } = design(room0, composed(lang, { organisation: row.organisation }));
      for (const side of laid.sides) expect(collisions(inkLines(side, book))).toEqual([]);
    },
  );
});

describe('the filled page', () => {
  const decode = jsqr as unknown as typeof jsqr.default;

  test.each(LOCALES)('of %s leads a camera to the page of its language', async (lang) => {
    const { design: d, composed: of } = make(lang);
    const [plain, filled] = fillSlots(d, { qr: of.address }, (slot, value) => qrFrame(value, slot.box.width));
    expect(plain!.items.map((i) => i.kind)).toEqual(['use']);
    expect(filled!.items.map((i) => i.kind)).toEqual(['use', 'mark']);
    const { data, info } = await sharp(Buffer.from(frameToSvg(filled!, { book })), { density: 150 })
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(decode(new Uint8ClampedArray(data), info.width, info.height)?.data).toBe(
      `https://rights.example.org/${lang}`,
    );
  });

  test('shares its sides with every other page of the design: only what varies differs', () => {
    const { design: d } = make('es');
    const fill = (value: string) => fillSlots(d, { qr: value }, (slot, v) => qrFrame(v, slot.box.width));
    const [a, b] = [fill('https://a.org'), fill('https://b.org')];
    expect(a[0]).toEqual(b[0]);
    expect(a[1]!.items[0]).toEqual(b[1]!.items[0]);
    expect(a[1]!.items[1]).not.toEqual(b[1]!.items[1]);
  });
});

test('the same flyer is laid out the same way again', () => {
  const again = design(room0, composed('ar')).design;
  expect(again.sides.map(dumpFrame)).toEqual(make('ar').design.sides.map(dumpFrame));
});

describe.each(LOCALES)('%s as a reviewer reads it', (lang) => {
  test.each([
    [0, 'front'],
    [1, 'back'],
  ] as const)('side %i', async (side, name) => {
    const frame = sideOf(make(lang).design, side);
    // The id holds a digest of fonts and tool version, which says nothing to a reviewer.
    await expect(dumpFrame({ ...frame, id: `${lang}-${name}` })).toMatchFileSnapshot(
      `__snapshots__/${lang}-${name}.dump`,
    );
  });
});
