/** Plates counted by hand. */
import { expect, test } from 'vitest';
import type { Plan, PlannedBatch, PlannedDesign } from '../../../src/job/plan/plan.js';
import { countPlates, tellPlates } from '../../../src/job/plan/plates.js';
import { checkShell } from '../../../src/job/run/check-shell.js';

const batch = (kind: PlannedBatch['kind'], ...designs: string[]): PlannedBatch =>
  ({ kind, designs }) as unknown as PlannedBatch;
const plan = (sides: 1 | 2, batches: readonly PlannedBatch[], designs: readonly string[] = []) =>
  ({ sides, batches, designs: designs.map((id) => ({ id }) as PlannedDesign) }) as Pick<
    Plan,
    'sides' | 'batches' | 'designs'
  >;

test('thirteen languages on two sides: 104 plates, or 6 of colour and 26 of black', () => {
  const batches = Array.from({ length: 13 }, (_, i) => batch('static', `l${i}`));
  // A language in several files is printed from one set of plates.
  const found = countPlates(plan(2, [...batches, batch('static', 'l0')]));
  expect(found).toEqual({ designs: 13, usual: 104, shell: 32, saved: 72 });
});

test('sheets that differ one from the next need no plates; without sheets every design is one', () => {
  expect(countPlates(plan(1, [batch('cut-and-stack', 'a', 'b')]))).toMatchObject({ designs: 0, saved: 0 });
  expect(tellPlates(plan(1, [batch('cut-and-stack', 'a', 'b')]))).toContain('digital press');
  expect(countPlates(plan(1, [], ['a', 'b']))).toEqual({ designs: 2, usual: 8, shell: 5, saved: 3 });
  expect(countPlates(plan(2, [batch('static', 'a')])).saved).toBe(0);
});

test('a design with another shell stops the run, by name and side', () => {
  const designs = new Map([
    ['es', { shell: ['x', 'y'] }],
    ['ar', { shell: ['x', 'y'] }],
    ['ko', { shell: ['x', 'z'] }],
  ]);
  expect(() => checkShell(designs)).toThrow(
    'KYR344 the back of ko has other cyan, magenta and yellow plates than es',
  );
  designs.delete('ko');
  expect(() => checkShell(designs)).not.toThrow();
  expect(() => checkShell(new Map())).not.toThrow();
});
