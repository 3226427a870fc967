/** Ink on paper: coats on each other, layers that are shared, and where most of it lies. */
import { describe, expect, it } from 'vitest';
import { geometryOf, InkMap } from '../../src/preflight/ink-map.js';
import { coatOf, namedInks, processInks } from '../../src/preflight/inks.js';

const PAGE = { left: 0, bottom: 0, right: 200, top: 100 };
const geometry = geometryOf(PAGE);
const map = (): InkMap => new InkMap(geometry, { cells: 0, limit: 1e9 });
const boxAt = (x: number, y: number, w: number, h: number): number[] => [
  x,
  y,
  x + w,
  y,
  x + w,
  y + h,
  x,
  y + h,
];
const cmyk = (c: number, m: number, y: number, k: number) => processInks(c, m, y, k, true);
const knock = (...inks: [number, number, number, number]) => coatOf(cmyk(...inks), false, 0);
const over = (...inks: [number, number, number, number]) => coatOf(cmyk(...inks), true, 1);

describe('the ink map', () => {
  it('adds up what overprints, and replaces what knocks out', () => {
    const one = map();
    one.fill([boxAt(0, 0, 100, 100)], false, PAGE, knock(0.9, 0.8, 0.7, 0), 'over');
    expect(one.most(PAGE, 300)?.percent).toBe(240);
    one.fill([boxAt(20, 20, 20, 20)], false, PAGE, over(0, 0, 0, 1), 'over');
    expect(one.most(PAGE, 300)).toMatchObject({ percent: 340, area: 400 });
    one.fill([boxAt(0, 0, 100, 100)], false, PAGE, knock(0, 0, 0, 0), 'over');
    expect(one.most(PAGE, 300)?.percent ?? 0).toBe(0);
  });

  it('a spot ink is a plate of its own', () => {
    const one = map();
    one.fill([boxAt(0, 0, 50, 50)], false, PAGE, knock(1, 0, 0, 0), 'over');
    one.fill(
      [boxAt(0, 0, 50, 50)],
      false,
      PAGE,
      coatOf(namedInks([{ plate: 4, tint: 0.6 }]), true, 1),
      'over',
    );
    expect(one.most(PAGE, 300)?.percent).toBe(160);
    one.fill(
      [boxAt(0, 0, 50, 50)],
      false,
      PAGE,
      coatOf(namedInks([{ plate: 4, tint: 0.6 }]), false, 0),
      'over',
    );
    expect(one.most(PAGE, 300)?.percent).toBe(60);
  });

  it('sees ink only inside the box asked for, and only where the clip lets it', () => {
    const one = map();
    one.fill(
      [boxAt(100, 0, 100, 100)],
      false,
      { left: 100, bottom: 0, right: 120, top: 100 },
      knock(1, 1, 1, 1),
      'over',
    );
    expect(one.most({ left: 0, bottom: 0, right: 100, top: 100 }, 300)).toBeUndefined();
    expect(one.most(PAGE, 300)).toMatchObject({ percent: 400, area: 2000 });
  });

  it('fills curved and hollow shapes by either rule', () => {
    const hollow = [boxAt(0, 0, 80, 80), boxAt(20, 20, 40, 40)];
    const area = (evenOdd: boolean): number => {
      const one = map();
      one.fill(hollow, evenOdd, PAGE, knock(1, 1, 1, 1), 'over');
      return one.most(PAGE, 300)!.area;
    };
    expect(area(true)).toBe(80 * 80 - 40 * 40);
    expect(area(false)).toBe(80 * 80);
    const triangle = map();
    triangle.fill([[0, 0, 100, 0, 0, 100]], false, PAGE, knock(1, 1, 1, 1), 'over');
    expect(triangle.most(PAGE, 300)!.area).toBeGreaterThan(4800);
    expect(triangle.most(PAGE, 300)!.area).toBeLessThan(5200);
  });

  it('a layer laid on two maps is the same on both, and neither paints on the other', () => {
    const layer = map();
    layer.fill([boxAt(0, 0, 60, 60)], false, PAGE, over(0, 0, 0, 1), 'over');
    const paper = map();
    paper.lay(layer);
    expect(paper.most(PAGE, 300)?.percent).toBe(100);
    const colored = map();
    colored.fill([boxAt(0, 0, 200, 100)], false, PAGE, knock(0.5, 0.5, 0, 0), 'over');
    colored.lay(layer);
    expect(colored.most(PAGE, 300)?.percent).toBe(200);
    colored.fill([boxAt(0, 0, 200, 100)], false, PAGE, knock(1, 1, 1, 1), 'over');
    paper.fill([boxAt(0, 0, 10, 10)], false, PAGE, knock(0, 1, 1, 1), 'over');
    expect(layer.most(PAGE, 300)?.percent).toBe(100);
    expect(paper.most(PAGE, 300)?.percent).toBe(300);
  });

  it('text takes nothing away, and transparent paint adds', () => {
    const one = map();
    one.fill([boxAt(0, 0, 60, 60)], false, PAGE, knock(0.8, 0.8, 0, 0), 'over');
    one.fill([boxAt(0, 0, 60, 60)], false, PAGE, knock(0, 0, 0, 0), 'most');
    expect(one.most(PAGE, 300)?.percent).toBe(160);
    expect(one.added).toBe(false);
    one.fill([boxAt(0, 0, 60, 60)], false, PAGE, coatOf(cmyk(0, 0, 1, 0), false, 0, 0.5), 'add');
    expect(one.most(PAGE, 300)?.percent).toBe(210);
    expect(one.added).toBe(true);
  });
});
