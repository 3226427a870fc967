/** content/withdrawn.yaml: read, refused with its place, and never hidden by a list of one's own. */
import { describe, expect, test } from 'vitest';
import { loadWithdrawn, WITHDRAWN_FILE } from '../../src/load/withdrawn.js';
import { memoryWorld, refused, short } from './kit.js';

const list = (layer: string, version: string): string =>
  `withdrawn:\n  - { layer: ${layer}, version: '${version}', why: "A sample.", on: 2026-11-25 }\n`;

describe('the record', () => {
  test('is not there until something is withdrawn', () => {
    expect(loadWithdrawn(memoryWorld({}))).toEqual([]);
  });

  test('of a project and of the tool hold together', () => {
    const tool = memoryWorld({ [WITHDRAWN_FILE]: list('us/ny', '2026.10') });
    const project = memoryWorld({ [WITHDRAWN_FILE]: list('us/ny/nyc', '2026.11') }, tool);
    expect(loadWithdrawn(project).map((w) => `${w.layer}@${w.version}`)).toEqual([
      'us/ny/nyc@2026.11',
      'us/ny@2026.10',
    ]);
    expect(loadWithdrawn(memoryWorld({ 'content/other.yaml': '' }, tool))).toHaveLength(1);
  });

  test('knows the line of each entry', () => {
    const [entry] = loadWithdrawn(memoryWorld({ [WITHDRAWN_FILE]: list('us/ny', '2026.10') }));
    expect(entry?.at).toEqual({ file: WITHDRAWN_FILE, line: 2, column: 5 });
  });

  test.each([
    [
      'a number for a version',
      list('us/ny', '2026.10').replaceAll("'", ''),
      'content/withdrawn.yaml:2:21 KYR104',
    ],
    [
      'a day that is none',
      list('us/ny', '2026.10').replace('11-25', '02-30'),
      'content/withdrawn.yaml:2:59 KYR106',
    ],
    ['no reason', list('us/ny', '2026.10').replace('A sample.', ''), 'content/withdrawn.yaml:2:41 KYR106'],
    [
      'a key that it does not know',
      `${list('us/ny', '2026.10')}undone: []\n`,
      'content/withdrawn.yaml:3:1 KYR103',
    ],
  ])('%s is refused, with its place', async (_, text, at) => {
    const found = await refused(() => loadWithdrawn(memoryWorld({ [WITHDRAWN_FILE]: text })));
    expect(found.map(short)).toEqual([at]);
  });
});
