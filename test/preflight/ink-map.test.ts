/** Ink on paper: coats on each other, layers that are shared, and where most of it lies. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bounds, geometryOf, InkMap } from '../../src/preflight/ink-map.js';
import type { Lay } from '../../src/preflight/ink-tile.js';
import { type Coat, coatOf, namedInks, PLATES, processInks, UNTOUCHED } from '../../src/preflight/inks.js';

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

/** The same said as simply as it can be: a list of plates for each cell. */
class Plain {
  readonly #cells = new Map<string, number[]>();
  readonly #across = Math.ceil(PAGE.right / geometry.step);
  readonly #up = Math.ceil(PAGE.top / geometry.step);

  #each(inside: Bounds, visit: (cell: number[], c: number, r: number) => void): void {
    const { step } = geometry;
    for (let r = 0; r < this.#up; r++)
      for (let c = 0; c < this.#across; c++) {
        const [x, y] = [(c + 0.5) * step, (r + 0.5) * step];
        if (x < inside.left || x >= inside.right || y < inside.bottom || y >= inside.top) continue;
        const cell = this.#cells.get(`${c} ${r}`) ?? new Array<number>(PLATES).fill(UNTOUCHED);
        this.#cells.set(`${c} ${r}`, cell);
        visit(cell, c, r);
      }
  }

  fill(where: Bounds, coat: Coat, lay: Lay): void {
    this.#each(where, (cell) => {
      if (lay === 'most' && total([...coat]) <= total(cell)) return;
      for (const [plate, ink] of coat.entries())
        if (ink !== UNTOUCHED)
          cell[plate] = lay === 'add' && cell[plate] !== UNTOUCHED ? Math.min(100, cell[plate]! + ink) : ink;
    });
  }

  lay(other: Plain): void {
    this.#each(PAGE, (cell, c, r) => {
      const above = other.#cells.get(`${c} ${r}`) ?? [];
      for (const [plate, ink] of above.entries()) if (ink !== UNTOUCHED) cell[plate] = ink;
    });
  }

  most(inside: Bounds, limit: number): { percent: number; area: number } {
    let percent = 0;
    let cells = 0;
    this.#each(inside, (cell) => {
      percent = Math.max(percent, total(cell));
      if (total(cell) > limit) cells++;
    });
    return { percent, area: cells * geometry.step ** 2 };
  }

  at(x: number, y: number): number {
    let found = 0;
    this.#each({ left: x, bottom: y, right: x + 0.1, top: y + 0.1 }, (cell) => {
      found = total(cell);
    });
    return found;
  }
}
const total = (plates: readonly number[]): number =>
  plates.reduce((sum, ink) => sum + (ink === UNTOUCHED ? 0 : ink), 0);

const where = fc
  .record({
    x: fc.nat(199),
    y: fc.nat(99),
    w: fc.integer({ min: 1, max: 200 }),
    h: fc.integer({ min: 1, max: 100 }),
  })
  .map(
    ({ x, y, w, h }): Bounds => ({
      left: x,
      bottom: y,
      right: Math.min(200, x + w),
      top: Math.min(100, y + h),
    }),
  );
const coat = fc
  .array(fc.oneof(fc.constant(UNTOUCHED), fc.constant(0), fc.nat(100)), {
    minLength: PLATES,
    maxLength: PLATES,
  })
  .map((inks) => Uint8Array.from(inks));
const fill = fc.record({ where, coat, lay: fc.constantFrom<Lay>('over', 'add', 'most') });
const page = fc.array(fc.oneof(fill, fc.array(fill, { maxLength: 4 })), { maxLength: 8 });

it('holds the same as a list of plates for each cell, on one page after the other', () => {
  const paint = (on: InkMap, plain: Plain, f: { where: Bounds; coat: Coat; lay: Lay }): void => {
    const { left, bottom, right, top } = f.where;
    on.fill([boxAt(left, bottom, right - left, top - bottom)], false, PAGE, f.coat, f.lay);
    plain.fill(f.where, f.coat, f.lay);
  };
  fc.assert(
    fc.property(
      fc.array(page, { minLength: 1, maxLength: 3 }),
      where,
      fc.nat(400),
      (pages, inside, limit) => {
        const reused = map();
        for (const steps of pages) {
          reused.clear();
          const plain = new Plain();
          for (const step of steps) {
            if (!Array.isArray(step)) {
              paint(reused, plain, step);
              continue;
            }
            const [layer, plainLayer] = [map(), new Plain()];
            for (const f of step) paint(layer, plainLayer, f);
            reused.lay(layer);
            plain.lay(plainLayer);
          }
          const most = reused.most(inside, limit);
          const { percent, area } = plain.most(inside, limit);
          expect(most?.percent ?? 0).toBe(percent);
          expect(most?.area ?? 0).toBe(area);
          if (most) expect(plain.at(most.x, most.y)).toBe(percent);
        }
      },
    ),
    { numRuns: 150 },
  );
});
