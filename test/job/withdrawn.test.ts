/** Withdrawals: what they stop, and that the record is read back as it was written. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findOverdue } from '../../src/job/overdue.js';
import { findWithdrawn, formatWithdrawn, withdrawnIn, withEntry } from '../../src/job/withdrawn.js';
import { checkText } from '../../src/load/checked-file.js';
import { readWithdrawn } from '../../src/load/withdrawn.js';
import { Layer } from '../../src/schema/content.js';
import type { Withdrawal } from '../../src/schema/withdrawn.js';

const AT = { file: 'content/withdrawn.yaml', line: 3 };
const ENTRY: Withdrawal = {
  layer: 'us/ny/nyc',
  version: '2026.11',
  why: 'The hotline has a new number.',
  role: 'lawyer',
  on: '2026-11-25',
};
const readBack = (list: readonly Withdrawal[]): Withdrawal[] =>
  readWithdrawn(new TextEncoder().encode(formatWithdrawn(list)), 'withdrawn.yaml').map(
    ({ at: _, ...w }) => w,
  );

describe('what is withdrawn', () => {
  const withdrawn = [{ ...ENTRY, at: AT }];
  const layers = (version: string) => [
    { layer: 'us/federal', version: '2026.11' },
    { layer: 'us/ny/nyc', version },
  ];

  test('stops its own layer in its own version, with the reason, and says what to do', () => {
    expect(findWithdrawn(layers('2026.11'), withdrawn)).toEqual([
      {
        code: 'KYR607',
        level: 'error',
        message:
          'us/ny/nyc@2026.11 was withdrawn (lawyer, 2026-11-25) and is not printed, not even as a draft: The hotline has a new number.',
        hint: 'correct content/us/ny/nyc.yaml and give it a newer version; then a lawyer reads it',
        at: AT,
      },
    ]);
  });

  test('stops no other version, and no other layer of the same version', () => {
    expect(findWithdrawn(layers('2026.12'), withdrawn)).toEqual([]);
    expect(findWithdrawn(layers('2026.11.2'), withdrawn)).toEqual([]);
    expect(findWithdrawn([{ layer: 'us/ny', version: '2026.11' }], withdrawn)).toEqual([]);
  });

  test('is told of a finished run, if it prints a sentence of it', () => {
    const run = (printed: readonly string[]) => ({
      law: layers('2026.11'),
      designs: [
        {
          id: 'es',
          tag: 'es',
          code: 'X',
          key: 'x',
          layers: printed,
          ordered: 1,
          printed: 1,
          overs: 0,
          sheets: 1,
        },
      ],
    });
    expect(withdrawnIn(run(['us/federal', 'us/ny/nyc']), withdrawn).map((d) => d.code)).toEqual(['KYR607']);
    expect(withdrawnIn(run(['us/federal']), withdrawn)).toEqual([]);
  });
});

describe('the record', () => {
  test('is one line an entry, in order, so that a withdrawal is one line of a diff', () => {
    const other = { ...ENTRY, layer: 'us/federal', why: 'Another.' };
    expect(formatWithdrawn(withEntry([ENTRY], other))).toMatchInlineSnapshot(`
      "# yaml-language-server: $schema=../schema/withdrawn.schema.json
      # Written by \`kyr withdraw\`: versions of layers that are not printed any more, and why. \`--undo\` takes one out.
      withdrawn:
        - { layer: us/federal, version: '2026.11', why: "Another.", role: "lawyer", on: 2026-11-25 }
        - { layer: us/ny/nyc, version: '2026.11', why: "The hotline has a new number.", role: "lawyer", on: 2026-11-25 }
      "
    `);
    expect(withEntry([other], ENTRY)).toEqual(withEntry([ENTRY], other));
  });

  test('of nothing is still a record', () => {
    expect(readBack([])).toEqual([]);
  });

  test('is read back as it was written, whatever the reason says', () => {
    const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(words, words, (why, role) => {
        expect(readBack([{ ...ENTRY, why, role }])).toEqual([{ ...ENTRY, why, role }]);
      }),
    );
  });
});

describe('days that have passed', () => {
  const layer = checkText(
    "layer: us/ny\nname: New York\nversion: '2026.11'\nwritten: 2026-11-23\ncheck-after: 2027-05-23\nexpires: 2027-11-23\n",
    Layer,
    'content/us/ny.yaml',
  );
  const on = (day: string): string[] =>
    findOverdue([layer], day).map((d) => `${d.level} ${d.code} line ${(d.at as { line: number }).line}`);

  test('warn from the day after', () => {
    expect(on('2027-05-23')).toEqual([]);
    expect(on('2027-05-24')).toEqual(['warning KYR608 line 5']);
    expect(on('2027-11-23')).toEqual(['warning KYR608 line 5']);
    expect(on('2027-11-24')).toEqual(['warning KYR603 line 6']);
  });
});
