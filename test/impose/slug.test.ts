import { describe, expect, test } from 'vitest';
import { applyToBox, box, overlaps, size } from '../../src/core/geometry.js';
import { inch } from '../../src/core/units.js';
import { dumpFrame } from '../../src/frame/dump.js';
import type { UseItem } from '../../src/frame/frame.js';
import { findMarkFaults } from '../../src/impose/marks.js';
import { planSheet } from '../../src/impose/sheet.js';
import { sheetFrames } from '../../src/impose/sheet-frames.js';
import { batchSlug, numberOn, type SlugText } from '../../src/impose/slug.js';
import { FAMILIES, LANGUAGES, setText } from '../job/shop.js';

const plan = planSheet({ trim: size(inch(5.5), inch(8.5)), bleed: 9 });
const style = { setText, families: FAMILIES };
const text: SlugText = {
  job: 'nyc-30000',
  purpose: 'draft',
  batch: 21,
  batches: 24,
  copies: 1,
  numbered: true,
  count: { word: 'sheet', first: 7258, last: 7657, of: 7657 },
  languages: [...LANGUAGES.values()],
  content: 'deliveries 1 to 6, 12 designs',
  version: '2026-11',
  date: '2026-11-23',
};

/** What a sheet of that number shows of the slug, each use with what its Frame draws. */
function shownOn({ frames, value }: ReturnType<typeof batchSlug>, sheet: number): UseItem[] {
  const whole = new Map(frames.map((frame) => [frame.id, frame]));
  return [...value.front, ...(numberOn(value, sheet)?.uses ?? [])].map((use) => ({
    ...use,
    frame: whole.get(use.frame.id)!,
  }));
}

describe('slug', () => {
  test('what it says, on both sides', () => {
    const slug = batchSlug(plan, text, style);
    const said = slug.frames
      .filter((f) => f.id.startsWith('slug-') && !f.id.includes('digit'))
      .map((f) =>
        dumpFrame(f)
          .split('\n')
          .filter((l) => l.includes('glyphs')),
      );
    expect(said).toMatchSnapshot();
  });

  test('text and number ink no trim, no bleed and no gripper, and do not lie on each other', () => {
    for (const purpose of ['draft', 'press'] as const)
      for (const numbered of [true, false]) {
        const slug = batchSlug(plan, { ...text, purpose, numbered }, style);
        for (const frame of slug.frames)
          if (!frame.id.includes('digit')) expect(findMarkFaults(plan, frame)).toEqual([]);
        const front = shownOn(slug, 7294);
        expect(front).toHaveLength(numbered ? 6 : 2);
        const [sheet] = sheetFrames(plan, 's', [], { front, back: [] }, 2);
        expect(findMarkFaults(plan, sheet!)).toEqual([]);
      }
  });

  test('the sheet number is made of digits, as many as the last sheet of the run has', () => {
    const slug = batchSlug(plan, { ...text, count: { ...text.count, first: 1 } }, style);
    const { uses: digits, among } = numberOn(slug.value, 37)!;
    expect(digits.map((use) => use.frame.id.at(-1)).join('')).toBe('0037');
    expect(among).toHaveLength(10);
    for (const { frame } of digits) expect(among).toContain(frame);
    const boxes = digits.map((use) =>
      applyToBox(use.matrix, box(0.01, 0, use.frame.size.width - 0.02, use.frame.size.height)),
    );
    expect(overlaps(boxes[0]!, boxes[1]!)).toBe(false);
    expect(boxes[0]!.x).toBeLessThan(boxes[1]!.x);
  });

  test('a static batch says how many copies to print, and which sheets of the run they are', () => {
    const count = { word: 'sheet', first: 501, last: 1000, of: 7657 } as const;
    const slug = batchSlug(plan, { ...text, numbered: false, copies: 500, count }, style);
    expect(slug.frames.map((f) => f.id)).toEqual(['sheet-marks', 'slug-front', 'slug-back']);
    for (const side of [slug.frames[1]!, slug.frames[2]!]) {
      expect(dumpFrame(side)).toContain('"print 500 copies"');
      expect(dumpFrame(side)).toContain('"sheets 501–1000 of 7657, all the same"');
    }
    const one = batchSlug(
      plan,
      { ...text, numbered: false, copies: 1, count: { ...count, last: 501 } },
      style,
    );
    expect(dumpFrame(one.frames[1]!)).toContain('"sheet 501 of 7657"');
  });

  test('a reprint says so first; sheets of its own are no sheets of the run', () => {
    const whole = batchSlug(plan, { ...text, reprint: 'sheets 7300–7310' }, style);
    expect(dumpFrame(whole.frames[1]!)).toMatch(/"DRAFT, not for press"[\s\S]*"REPRINT of sheets 7300–7310"/);
    const count = { word: 'reprint sheet', first: 1, last: 12000, of: 12000 } as const;
    for (const numbered of [true, false]) {
      const own = batchSlug(plan, { ...text, numbered, copies: 12000, count, reprint: 'pieces 1–9' }, style);
      const front = shownOn(own, 12000);
      const [sheet] = sheetFrames(plan, 's', [], { front, back: [] }, 2);
      expect(findMarkFaults(plan, sheet!)).toEqual([]);
      expect(dumpFrame(own.frames[1]!)).toContain(
        numbered ? '"reprint sheet"' : '"reprint sheets 1–12000 of 12000, all the same"',
      );
      for (const item of own.frames[1]!.items.flatMap((i) => (i.kind === 'mark' ? i.items : [])))
        if (item.kind === 'glyphs') expect(item.at.x).toBeGreaterThanOrEqual(plan.slug.x);
    }
  });

  test('thirteen languages and a long job name still fit', () => {
    const many = Array.from({ length: 13 }, (_, i) => [...LANGUAGES.values()][i % 4]!);
    const slug = batchSlug(
      plan,
      { ...text, languages: many, job: 'a-very-long-name-of-a-job-for-every-borough-of-the-city' },
      style,
    );
    for (const frame of slug.frames)
      if (!frame.id.includes('digit')) expect(findMarkFaults(plan, frame)).toEqual([]);
  });
});
