/** content/: which layers hold in a place, and names that lead nowhere. */
import { describe, expect, test } from 'vitest';
import { layerChain, listPublications, loadContent, loadPublication } from '../../src/load/content.js';
import { openDiskWorld, shippedFolder } from '../../src/load/disk-world.js';
import { memoryWorld, refused, short, theRefusal } from './kit.js';

const shipped = openDiskWorld(shippedFolder());

test.each([
  ['us/federal', ['us/federal']],
  ['us/ny', ['us/federal', 'us/ny']],
  ['us/ny/nyc', ['us/federal', 'us/ny', 'us/ny/nyc']],
])('in %s these layers hold, the widest first', (layer, chain) => {
  expect(layerChain(layer)).toEqual(chain);
});

describe('the shipped content', () => {
  test('loads for every publication and each of its layers', () => {
    for (const id of listPublications(shipped))
      for (const layer of loadPublication(shipped, id).value.layers) {
        const content = loadContent(shipped, { publication: id, layer });
        expect(content.layers.map((l) => l.value.layer)).toEqual(layerChain(layer));
      }
  });

  test('gives the edition asked for, and a publication’s first unless one is', () => {
    for (const id of listPublications(shipped)) {
      const { layers, editions } = loadPublication(shipped, id).value;
      const ask = { publication: id, layer: layers[0]! };
      const names = Object.keys(editions);
      expect(loadContent(shipped, ask).edition.name).toBe(names[0]);
      for (const edition of names)
        expect(loadContent(shipped, { ...ask, edition }).edition).toEqual({
          name: edition,
          ...editions[edition],
        });
    }
  });

  test('every right says what law it rests on, how sure that is, and where it was read', () => {
    const { layers } = loadContent(shipped, { publication: 'ice-encounter', layer: 'us/ny/nyc' });
    const rights = layers.flatMap((l) => l.value.rights ?? []);
    expect(rights.map((r) => r.id)).toEqual(
      expect.arrayContaining(['remain-silent', 'lawyer', 'interpreter']),
    );
    for (const right of rights) {
      expect(right.basis.join(), right.id).not.toBe('');
      expect(['H', 'M'], right.id).toContain(right.confidence);
      if (right['needs-lawyer']) expect(right['why-lawyer'], right.id).toBeTruthy();
    }
  });

  test('is looked at again before it expires', () => {
    for (const { value } of loadContent(shipped, { publication: 'ice-encounter', layer: 'us/ny/nyc' })
      .layers) {
      expect(value.written < value['check-after'] && value['check-after'] < value.expires, value.layer).toBe(
        true,
      );
    }
  });
});

describe('names that lead nowhere', () => {
  test('a publication, with what was meant', async () => {
    expect(
      await theRefusal(() => loadContent(shipped, { publication: 'ice-encouter', layer: 'us/ny' })),
    ).toMatchObject({
      code: 'KYR110',
      hint: 'did you mean “ice-encounter”?',
    });
    expect(
      (await theRefusal(() => loadContent(shipped, { publication: '../../etc', layer: 'us/ny' }))).code,
    ).toBe('KYR110');
  });

  test('a layer the publication is not written for', async () => {
    expect(
      await theRefusal(() => loadContent(shipped, { publication: 'ice-encounter', layer: 'us/ny/nic' })),
    ).toMatchObject({
      code: 'KYR110',
      message: '“ice-encounter” is not written for the layer “us/ny/nic”',
      hint: 'it is written for: us/ny, us/ny/nyc',
    });
  });

  test('another state, without a guess', async () => {
    expect(
      await theRefusal(() => loadContent(shipped, { publication: 'wallet-card', layer: 'us/nj' })),
    ).toMatchObject({ code: 'KYR110', hint: 'it is written for: us/ny, us/ny/nyc' });
  });

  test('an edition, with the nearest, or all; and where it was asked for', async () => {
    const ask = (edition: string) => ({ publication: 'ice-encounter', layer: 'us/ny', edition });
    const at = { file: 'job.yaml', line: 4 };
    expect(
      await theRefusal(() =>
        loadContent(shipped, ask('cores'), { publication: at, layer: at, edition: { ...at, line: 5 } }),
      ),
    ).toMatchObject({
      code: 'KYR110',
      message: '“ice-encounter” has no edition “cores”',
      hint: 'did you mean “core”?',
      at: { file: 'job.yaml', line: 5 },
    });
    expect((await theRefusal(() => loadContent(shipped, ask('everything')))).hint).toBe(
      'known: core, full, large-print, bilingual, tear-off, table-tent',
    );
    expect((await theRefusal(() => loadContent(shipped, ask('')))).code).toBe('KYR110');
  });

  test('a layer file that is missing, or wrong, is named', async () => {
    const gone = memoryWorld(
      {},
      { ...shipped, read: (p) => (p.endsWith('ny.yaml') ? undefined : shipped.read(p)) },
    );
    expect(
      short(await theRefusal(() => loadContent(gone, { publication: 'ice-encounter', layer: 'us/ny/nyc' }))),
    ).toBe('content/us/ny.yaml KYR101');
    const wrong = memoryWorld({ 'content/us/ny.yaml': 'layer: us/ny\nhotline: []\n' }, shipped);
    const found = (
      await refused(() => loadContent(wrong, { publication: 'ice-encounter', layer: 'us/ny/nyc' }))
    ).map(short);
    expect(found).toContain('content/us/ny.yaml:2:1 KYR103');
  });

  test.each([
    ['a hotline with letters in it', '800-ILL-HELP'],
    ['a hotline in other digits', '٨٠٠-٣٥٤'],
  ])('%s cannot be dialled, and is refused', async (_, number) => {
    const layer = `layer: us/ny\nname: N\nversion: '2026.11'\nwritten: 2026-11-23\ncheck-after: 2027-05-23\nexpires: 2027-11-23\nhotlines:\n  - id: legal-help\n    number: '${number}'\n    basis: [x]\n    confidence: M\n    sources: [x]\n    text: { label: x }\n`;
    const world = memoryWorld({ 'content/us/ny.yaml': layer }, shipped);
    expect(
      short(await theRefusal(() => loadContent(world, { publication: 'ice-encounter', layer: 'us/ny' }))),
    ).toBe('content/us/ny.yaml:9:5 KYR106');
  });
});
