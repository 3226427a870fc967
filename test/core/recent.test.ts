import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keepRecent } from '../../src/core/recent.js';

test('what is asked for again and again stays, whatever else comes', () => {
  const recent = keepRecent<number>(8);
  recent.set('every flyer', 1);
  for (let i = 0; i < 1000; i++) {
    expect(recent.get('every flyer')).toBe(1);
    recent.set(`flyer ${i}`, i);
  }
  expect(recent.get('flyer 0')).toBeUndefined();
});

test('gives what was set last or nothing, holds no more than it may, and the newest half for certain', () => {
  const puts = fc.array(fc.nat(30).map(String), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 20 }), puts, (most, keys) => {
      const recent = keepRecent<number>(most);
      const last = new Map<string, number>();
      for (const [i, key] of keys.entries()) {
        recent.set(key, i);
        last.delete(key);
        last.set(key, i);
      }
      const newestFirst = [...last].reverse();
      for (const [key, value] of newestFirst.slice(0, Math.floor(most / 2)))
        expect(recent.get(key)).toBe(value);
      // Asking moves what is there, so each is asked for once.
      const others = newestFirst.slice(Math.floor(most / 2)).map(([key, value]) => [recent.get(key), value]);
      for (const [got, value] of others) expect([undefined, value]).toContain(got);
      expect(others.filter(([got]) => got !== undefined).length).toBeLessThanOrEqual(Math.ceil(most / 2));
    }),
  );
});
