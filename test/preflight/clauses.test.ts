/** PDFX4.md names every clause of preflight, and none that there is not. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CLAUSES, UNASKED } from '../../src/preflight/clauses.js';

const page = readFileSync(new URL('../../src/pdf/PDFX4.md', import.meta.url), 'utf8');

it('PDFX4.md has each clause in one row, and says which are warnings', () => {
  const rows = page.split('\n').filter((line) => line.startsWith('|'));
  const named = rows.flatMap((row) =>
    [...(row.split('|')[1] ?? '').matchAll(/`([a-z0-9-]+)`/g)].map((m) => ({ clause: m[1]!, row })),
  );
  expect(named.map((n) => n.clause).sort()).toEqual(Object.keys(CLAUSES).sort());
  for (const { clause, row } of named)
    if (CLAUSES[clause as keyof typeof CLAUSES].level === 'warning') expect(row, clause).toMatch(/warning/);
});

it('what an office printer is not asked is about sizes', () => {
  for (const clause of UNASKED.office) expect(clause).toMatch(/-(size|low|coarse)$|^hairline$/);
});
