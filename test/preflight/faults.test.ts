/** Every clause catches the file that has its fault and no other, at its place; the good file has nothing. */
import { describe, expect, it } from 'vitest';
import { CLAUSES } from '../../src/preflight/clauses.js';
import { SINGLE_FAULTS } from '../../tools/single-faults.js';
import { found, goodFile, preflight } from './good.js';

const good = goodFile();

describe('files with a single fault', () => {
  it('the good file has none', () => {
    const result = preflight(good);
    expect(found(result)).toEqual([]);
    expect(result.ok).toBe(true);
  });

  it('there is one for every clause, and more than forty', () => {
    expect(new Set(SINGLE_FAULTS.map((f) => f.clause))).toEqual(new Set(Object.keys(CLAUSES)));
    expect(SINGLE_FAULTS.length).toBeGreaterThan(40);
    expect(new Set(SINGLE_FAULTS.map((f) => f.name)).size).toBe(SINGLE_FAULTS.length);
  });

  it.each(SINGLE_FAULTS.map((fault) => [fault.name, fault] as const))('%s', (_, { clause, make }) => {
    const { bytes, place } = make(good);
    const result = preflight(bytes);
    const { page, object } = place;
    expect(found(result)).toEqual([
      [clause, page && `page ${page}`, object && `object ${object}`].filter(Boolean).join(' '),
    ]);
    const { code, level, hint } = CLAUSES[clause as keyof typeof CLAUSES];
    expect(result.diagnostics[0]).toMatchObject({ code, level, hint });
    expect(result.ok).toBe(level !== 'error');
  });
});
