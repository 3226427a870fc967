/** How sections flow into two columns, and where the dots of their lists stand. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plain } from '../../../src/compose/rich-text.js';
import type { PathItem } from '../../../src/frame/frame.js';
import { openWatch } from '../../../src/layout/parts/columns.js';
import { layLine, splitColumns } from '../../../src/layout/parts/section.js';
import { setText, type TextContext } from '../../../src/layout/set-text.js';
import { composed, room0 } from '../../compose/room.js';

const tall = (heights: readonly number[], gap: number): number =>
  heights.reduce((sum, height, i) => sum + height + (i === 0 ? 0 : gap), 0);
const taller = (heights: readonly number[], at: number, gap: number): number =>
  Math.max(tall(heights.slice(0, at), gap), tall(heights.slice(at), gap));
const HEIGHTS = fc.array(fc.double({ min: 1, max: 400, noNaN: true }), { minLength: 1, maxLength: 12 });
const GAP = fc.double({ min: 0, max: 30, noNaN: true });

describe('two columns', () => {
  test('no other split makes the taller of them less tall', () => {
    fc.assert(
      fc.property(HEIGHTS, GAP, (heights, gap) => {
        const at = splitColumns(heights, gap);
        const best = Math.min(...heights.map((_, i) => taller(heights, i + 1, gap)));
        expect(taller(heights, at, gap)).toBeLessThanOrEqual(best + 0.011 * heights.length);
      }),
    );
  });

  test('the first column is never empty, and no section is lost or split', () => {
    fc.assert(
      fc.property(HEIGHTS, GAP, (heights, gap) => {
        const at = splitColumns(heights, gap);
        expect(Number.isInteger(at)).toBe(true);
        expect(at).toBeGreaterThanOrEqual(1);
        expect(at).toBeLessThanOrEqual(heights.length);
      }),
    );
  });

  test.each<[string, number[], number, number]>([
    ['one section stands alone', [100], 10, 1],
    ['two stand side by side', [100, 40], 10, 1],
    ['three of a height: two, then one', [100, 100, 100], 0, 2],
    ['a tall first one stands alone', [300, 100, 100, 100], 0, 1],
    ['of two splits as good, the earlier is taken', [50, 50, 50], 0, 1],
  ])('%s', (_, heights, gap, at) => {
    const better = heights.map((__, i) => taller(heights, i + 1, gap));
    const first = better.indexOf(Math.min(...better)) + 1;
    expect(splitColumns(heights, gap)).toBe(first);
    if (heights.length !== 3) expect(first).toBe(at);
  });
});

describe('the dot of a list', () => {
  /** The box around the dot of a line, and its text. */
  function dotBeside(lang: string, text: string) {
    const { style } = composed(lang);
    const { script, direction } = room0.locale(lang).meta;
    const context: TextContext = {
      book: room0.book(),
      style,
      lang,
      script,
      dir: direction,
      design: lang,
      diagnostics: [],
    };
    const set = setText(context, plain(text), 'body', { width: 200, block: 'x' });
    const above = { set, x: 0, y: -100 };
    const laid = layLine(context, 'x', { kind: 'read', text: plain(text) }, 0, 200, above, 0, openWatch());
    const mark = laid.item.kind === 'mark' ? laid.item.items[0] : undefined;
    if (mark?.kind !== 'mark') throw new Error('the line has no mark');
    const points = (mark.items[0] as PathItem).path.flatMap((s) =>
      s[0] === 'Z' ? [] : [[s.at(-2), s.at(-1)] as [number, number]],
    );
    const [line] = laid.standing.set.paragraph.lines;
    const top = laid.standing.y + line!.baseline - line!.inkAscent;
    const foot = laid.standing.y + line!.baseline + line!.inkDescent;
    const middle = (values: number[]): number => (Math.min(...values) + Math.max(...values)) / 2;
    return {
      x: middle(points.map(([x]) => x)),
      y: middle(points.map(([, y]) => y)),
      letters: { top, foot, left: laid.standing.x + line!.left, right: laid.standing.x + line!.right },
      size: style.roles.body.size,
    };
  }

  test.each([
    ['en', 'x'],
    ['ru', 'н'],
    ['zh-Hans', '国'],
    ['zh-Hant', '國'],
    ['ko', '한'],
    ['bn', 'অ'],
    ['ne', 'म'],
    ['ar', 'د'],
  ])('of %s stands at the middle of its letters: %s', (lang, letter) => {
    const { y, letters, size } = dotBeside(lang, letter);
    expect(Math.abs(y - (letters.top + letters.foot) / 2)).toBeLessThan(0.06 * size);
  });

  test.each([
    ['en', 'x'],
    ['ar', 'د'],
    ['ur', 'د'],
  ])('of %s stands before the line', (lang, letter) => {
    const { x, letters } = dotBeside(lang, letter);
    if (lang === 'en') expect(x).toBeLessThan(letters.left);
    else expect(x).toBeGreaterThan(letters.right);
  });
});
