/** The World on disk: a user's project laid over what ships, wherever on the disk it lies. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDiskWorld, shippedFolder } from '../../src/load/disk-world.js';
import { loadJob, readJob } from '../../src/load/job.js';
import { listLocales, loadLocale } from '../../src/load/locales.js';
import { refused, short } from './kit.js';

const text = (bytes: Uint8Array | undefined): string | undefined => bytes && new TextDecoder().decode(bytes);
const put = (path: string, content: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
};

let top: string;
let project: string;
beforeAll(() => {
  top = mkdtempSync(join(tmpdir(), 'kyr world '));
  project = join(top, 'Proyecto de María – كنيسة 教堂');
  put(join(project, 'kyr.yaml'), '');
  put(join(project, 'content/common.yaml'), 'text: { from: By }\n');
  put(
    join(project, 'locales/wo/_meta.yaml'),
    'tag: wo\nname: Wolof\nenglish: Wolof\nscript: Latn\ndirection: ltr\nnegations: [pa]\n',
  );
  put(join(project, 'jobs', 'más', 'x.txt'), 'here');
});
afterAll(() => rmSync(top, { recursive: true }));

describe('a project laid over what ships', () => {
  test('is found from any folder inside it', () => {
    expect(openDiskWorld(project).project).toBe(project);
    expect(openDiskWorld(join(project, 'jobs', 'más')).project).toBe(project);
  });

  test('its own files come first; what it has not comes from the tool', () => {
    const world = openDiskWorld(join(project, 'jobs'));
    expect(text(world.read('content/common.yaml'))).toBe('text: { from: By }\n');
    expect(text(world.read('content/us/federal.yaml'))).toContain('layer: us/federal');
  });

  test('its locales stand beside the shipped ones', () => {
    const world = openDiskWorld(project);
    expect(listLocales(world)).toEqual([...listLocales(openDiskWorld(shippedFolder())), 'wo'].sort());
    expect(loadLocale(world, 'wo').meta.name).toBe('Wolof');
    expect(loadLocale(world, 'es').meta.name).toBe('Español');
  });

  test('a file given by its whole path is read as it is', () => {
    const world = openDiskWorld(top);
    expect(text(world.read(join(project, 'jobs', 'más', 'x.txt')))).toBe('here');
  });

  test('a folder is no file, and a file no folder', () => {
    const world = openDiskWorld(project);
    expect(world.read('content')).toBeUndefined();
    expect(world.list('content/common.yaml')).toEqual([]);
    expect(world.list('nowhere')).toEqual([]);
  });

  test('without a kyr.yaml there is only what ships', () => {
    const world = openDiskWorld(top);
    expect(world.project).toBeUndefined();
    expect(world.shipped).toBe(shippedFolder());
    expect(listLocales(world)).not.toContain('wo');
  });

  test('paths are shown as from where the user stands', () => {
    const world = openDiskWorld(project);
    expect(world.shown(join(project, 'jobs', 'a.yaml'))).toBe(join('jobs', 'a.yaml'));
    expect(world.shown('content/common.yaml')).toBe('content/common.yaml');
    expect(world.shown(join(top, 'else.yaml'))).toBe(join(top, 'else.yaml'));
  });
});

describe('a job in such a folder', () => {
  const JOB = `job: x\ntitle: X\npurpose: draft\npublication: ice-encounter\nlayer: us/ny/nyc\nsize: half-letter\nruns:\n  - { congregations: lista única.csv }\n  - { language: es, quantity: 5, organisation: st.yaml }\ntotal: 15\n`;

  test('finds its lists and organisations beside itself, not beside the user', async () => {
    const file = join(project, 'jobs', 'más', 'x.yaml');
    put(file, JOB);
    put(join(dirname(file), 'lista única.csv'), 'id,es\na,10\n');
    put(join(dirname(file), 'st.yaml'), 'organisation: st\n');
    const world = openDiskWorld(project);
    const job = await loadJob(world, { job: readJob(world, file, world.shown), path: file }, world.shown);
    expect(job.congregations.get('lista única.csv')?.[0]?.orders).toEqual([{ lang: 'es', quantity: 10 }]);
    expect(job.organisations.get('st.yaml')?.id).toBe('st');
  });

  test('a list that is not there is named as the user would look for it', async () => {
    const file = join(project, 'jobs', 'y.yaml');
    put(file, JOB);
    const world = openDiskWorld(project);
    const found = await refused(() =>
      loadJob(world, { job: readJob(world, file, world.shown), path: file }, world.shown),
    );
    expect(found.map(short)).toEqual([`${join('jobs', 'lista única.csv')} KYR101`]);
  });
});

describe('the clock', () => {
  test('is SOURCE_DATE_EPOCH or nothing', () => {
    expect(openDiskWorld(top, '1795392000').epoch?.toISOString()).toBe('2026-11-23T00:00:00.000Z');
    expect(openDiskWorld(top, '0').epoch?.getTime()).toBe(0);
    expect(openDiskWorld(top).epoch).toBeUndefined();
    expect(openDiskWorld(top, 'today').epoch).toBeUndefined();
    expect(openDiskWorld(top, '').epoch).toBeUndefined();
  });

  test('a digest is SHA-256, the same for text and its bytes', () => {
    const world = openDiskWorld(top);
    expect(world.digest('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(world.digest(new TextEncoder().encode('abc'))).toBe(world.digest('abc'));
  });
});
