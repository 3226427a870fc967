/**
 * Names in their own letters on ticket and labels, whatever the languages of the job: the fonts are found by the
 * names themselves. Read back by pdf.js.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { extractText } from '../pdf/read-back.js';
import { ensureBuilt, kyr } from './command.js';
import { edit, fixture, openProject } from './project.js';

const NAMES = {
  ru: 'Храм (образец)',
  he: 'בית כנסת',
  ko: '한인교회 (예시)',
  am: 'ቤተ ክርስቲያን',
  pa: 'ਗੁਰਦੁਆਰਾ',
  ja: 'みほん教会',
};
const LIST = `id,name,${Object.keys(NAMES)
  .map((tag) => `name:${tag}`)
  .join(',')},address,withhold,en
sample-chapel,Sample Chapel,${Object.values(NAMES).join(',')},"1 Sample Street, Queens, NY 11300",,30
sample-hidden,Sample Hidden House,Тайный дом,,,,,,"2 Sample Street, Queens, NY 11300",yes,10
`;

let pages: Record<'START-HERE' | 'labels', string>;
beforeAll(async () => {
  await ensureBuilt();
  const project = openProject({
    'job.yaml': edit(fixture('deliveries.yaml'), 'sample: true', 'sample: true\npress: { stock: 105 g/m² }'),
    'deliveries.csv': LIST,
  });
  const ran = await kyr(['build', 'job.yaml', '--progress=none'], { cwd: project });
  expect(ran.code, ran.stderr).toBe(0);
  const read = async (name: string): Promise<string> =>
    (
      await extractText(new Uint8Array(readFileSync(join(project, 'out', 'deliveries', `DRAFT-${name}.pdf`))))
    ).join('\n');
  pages = { 'START-HERE': await read('START-HERE'), labels: await read('labels') };
});

/** pdf.js hands right-to-left runs over in their order on the page or in reading order, by run. */
const holds = (text: string, name: string): boolean =>
  name.split(' ').every((word) => text.includes(word) || text.includes([...word].reverse().join('')));

describe('START-HERE.pdf', () => {
  test.each(Object.entries(NAMES))('holds the name in %s', (_, name) => {
    expect(holds(pages['START-HERE'], name)).toBe(true);
  });
});

test('labels hold the English name, two more, the address, bands, box and weight', () => {
  const { labels } = pages;
  expect(holds(labels, NAMES.ru)).toBe(true);
  expect(holds(labels, NAMES.he)).toBe(true);
  for (const part of [
    'Sample Chapel',
    '1 Sample Street',
    'box 1 of 1',
    '30 pieces in 1 band',
    '0.21 lb (0.1 kg)',
  ])
    expect(labels).toContain(part);
});

test('a withheld name and its address are on neither', () => {
  for (const text of Object.values(pages)) expect(text).not.toMatch(/Hidden|Тайный|2 Sample Street/);
  expect(pages['START-HERE']).toContain('(name withheld)');
  expect(pages.labels).toContain('delivery 2');
});
