/** readback.md is written by people in any editor; what is a row of it must be found, and nothing else. */
import { expect, test } from 'vitest';
import { parseReadBack } from '../../src/load/readback.js';

const TEXT = `# Sample: read back

| a | table | before any heading |

## us-federal

| key | source | back-translation | what was settled |
| --- | :---: | --- | --- |
| \`door.title\` | You do not have to open | Opening is no duty | Kept. |
| door.say | a \\| b | c \\| d |
| too | short |

Some text about | bars.

## \`common\`

| \`draft\` | DRAFT | SKETCH | Kept. |
`;

test('rows are found by namespace and key, with their line', () => {
  const found = parseReadBack(TEXT, 'readback.md');
  expect([...found]).toEqual([
    [
      'us-federal:door.title',
      {
        source: 'You do not have to open',
        back: 'Opening is no duty',
        at: { file: 'readback.md', line: 9, column: 1 },
      },
    ],
    [
      'us-federal:door.say',
      { source: 'a | b', back: 'c | d', at: { file: 'readback.md', line: 10, column: 1 } },
    ],
    ['common:draft', { source: 'DRAFT', back: 'SKETCH', at: { file: 'readback.md', line: 17, column: 1 } }],
  ]);
});
