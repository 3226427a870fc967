/** `kyr content show`: what a lawyer reads; and layers that add, replace and withdraw, there and on the flyer. */
import { describe, expect, test } from 'vitest';
import { type ContentLines, contentLines } from '../../src/cli/content-lines.js';
import { openPressRoom } from '../../src/cli/press-room.js';
import { compose } from '../../src/cli/set-flyer.js';
import { layerChain, listPublications, loadPublication } from '../../src/load/content.js';
import { openDiskWorld, shippedFolder } from '../../src/load/disk-world.js';
import { type Envelope, kyrHere, readDiagnostics } from './command.js';
import { edit, openProject, placeIn, shipped } from './project.js';
import { openSigned } from './signed.js';

const world = openDiskWorld(shippedFolder());

const CITY = 'content/us/ny/nyc.yaml';
const PUBLICATION = 'content/publications/ice-encounter.yaml';
const FEDERAL = 'content/us/federal.yaml';
const SHOW = ['content', 'show', 'ice-encounter'];
const TEXT = ['flyer', '--lang', 'en', '--for', 'text'];

/** The city adds a right, says another one its own way, and takes a third back. */
const LAYERED = `${edit(
  shipped(CITY),
  '\nrights:\n',
  `
withdraw: [free-to-go]

rights:
  - id: record
    basis: [N.Y. Sample Law 1]
    confidence: M
    sources: [sample source]
    text:
      body: You can film from a safe distance.
  - id: search
    basis: [N.Y. Sample Law 2]
    confidence: K
    needs-lawyer: true
    why-lawyer: a sample of a reason
    sources: [another sample]
    text:
      say: I do not agree to a search.
      body: Do not touch the agents.
`,
)}`;
const PRINTS_IT = edit(
  edit(shipped(PUBLICATION), '        - { claim: free-to-go.say, note: free-to-go.body }\n', ''),
  'body: [interpreter.body]',
  'body: [interpreter.body, record.body]',
);

/** The paragraph of one line: from its number to the next empty line. */
const paragraph = (text: string, ref: string): string =>
  text
    .split('\n\n')
    .find((part) => part.replace(/\s+/g, ' ').includes(` ${ref}, from `))
    ?.replace(/\s+/g, ' ')
    .trim() ?? `${ref} is not shown`;

async function show(
  files: Record<string, string>,
): Promise<{ text: string; json: ContentLines; folder: string }> {
  const folder = openProject(files);
  const [plain, json] = [
    await kyrHere(SHOW, { cwd: folder }),
    await kyrHere([...SHOW, '--json'], { cwd: folder }),
  ];
  expect(plain.code, plain.stderr).toBe(0);
  return { text: plain.stdout, json: (JSON.parse(json.stdout) as Envelope<ContentLines>).data, folder };
}

describe('nothing is printed that is not shown', () => {
  const every = listPublications(world).flatMap((id) => {
    const { layers, editions } = loadPublication(world, id).value;
    return layers.flatMap((layer) => Object.keys(editions).map((edition) => [id, edition, layer] as const));
  });
  test.each(every)('%s/%s for %s', (id, edition, layer) => {
    const room = openPressRoom(world, { publication: id, edition, layer });
    const publication = room.content.publication.value;
    const { printed } = compose(room, {
      lang: 'en',
      size: room.content.edition.sizes[0]!,
      draft: false,
      approvedOn: '2026-11-30',
      address: publication.address,
    });
    const { lines, words } = contentLines(room);
    const shown = new Set([
      ...lines.map((l) => `${l.origin.layer.replaceAll('/', '-')}:${l.ref}`),
      ...words.map((w) => w.key),
    ]);
    expect([...printed.english, ...printed.reader].filter((key) => !shown.has(key))).toEqual([]);
    expect(lines.length).toBeGreaterThan(0);
    // Every line says where it stands, to the line.
    const files = layerChain(layer).map((l) => `content/${l}.yaml`);
    for (const { ref, origin, source } of lines) {
      expect(files, ref).toContain(origin.at.file);
      const line = shipped(origin.at.file).split('\n')[origin.at.line! - 1];
      expect(line, ref).toContain(`${ref.slice(ref.indexOf('.') + 1)}:`);
      expect(line, ref).toContain(source.slice(0, 12));
    }
  });
});

describe('a narrower layer', () => {
  test('adds: shown with its own basis, and printed', async () => {
    const { text, folder } = await show({ [CITY]: LAYERED, [PUBLICATION]: PRINTS_IT });
    const { line } = /(?<line>:\d+):/.exec(placeIn(CITY, LAYERED, 'body: You can film'))!.groups!;
    expect(paragraph(text, 'record.body')).toContain(
      `You can film from a safe distance. record.body, from us/ny/nyc@2026.11, ${CITY}${line} Basis: N.Y. Sample Law 1. Confidence: M Sources: sample source`,
    );
    const flyer = await kyrHere(TEXT, { cwd: folder });
    expect(flyer.code, flyer.stderr).toBe(0);
    expect(flyer.stdout).toContain('You can film from a safe distance.');
  });

  test('replaces by id: shown with what it stands for, and printed in its place', async () => {
    const { text, json, folder } = await show({ [CITY]: LAYERED, [PUBLICATION]: PRINTS_IT });
    const shown = paragraph(text, 'search.say');
    expect(shown).toContain('I do not agree to a search. search.say, from us/ny/nyc@2026.11');
    expect(shown).toContain('Confidence: K NEEDS A LAWYER: a sample of a reason');
    expect(shown).toMatch(
      /Stands for us\/federal@2026\.11, content\/us\/federal\.yaml:\d+: “I do not consent to a search\.”/,
    );
    expect(json.lines.find((l) => l.ref === 'search.body')).toMatchObject({
      text: 'Do not touch the agents.',
      origin: { layer: 'us/ny/nyc', version: '2026.11', at: { file: CITY } },
      needsLawyer: true,
      replaced: [{ layer: 'us/federal', does: 'adds', text: 'They may search anyway. Do not resist.' }],
    });
    const flyer = await kyrHere(TEXT, { cwd: folder });
    expect(flyer.stdout).toContain('I do not agree to a search.');
    expect(flyer.stdout).not.toContain('consent to a search');
  });

  test('withdraws: listed as withdrawn, and not printed', async () => {
    const { text, json, folder } = await show({ [CITY]: LAYERED, [PUBLICATION]: PRINTS_IT });
    expect(text.replace(/\s+/g, ' ')).toMatch(
      /WITHDRAWN BY A NARROWER LAYER free-to-go: withdrawn by us\/ny\/nyc@2026\.11, content\/us\/ny\/nyc\.yaml:\d+; was us\/federal@2026\.11, content\/us\/federal\.yaml:\d+: “Am I free to go\?”/,
    );
    expect(json.withdrawnIds).toMatchObject([{ id: 'free-to-go', layer: 'us/ny/nyc', wanted: false }]);
    expect(json.lines.map((l) => l.ref).filter((ref) => ref.startsWith('free-to-go'))).toEqual([]);
    const flyer = await kyrHere(TEXT, { cwd: folder });
    expect(flyer.stdout).not.toContain('free to go');
  });

  test('withdraws what a publication still names: both say so, and nothing is printed', async () => {
    const { text, folder } = await show({ [CITY]: LAYERED });
    expect(text).toContain('NAMED BY THE PUBLICATION, BUT NOT THERE');
    for (const purpose of ['draft', 'press']) {
      const flyer = await kyrHere([...TEXT, '--purpose', purpose], { cwd: folder });
      expect(flyer.code).toBe(3);
      expect(flyer.stdout).toBe('');
      const found = readDiagnostics(flyer.stderr);
      expect(found.map((d) => d.code)).toEqual(['KYR110', 'KYR110']);
      expect(found[0]!.message).toContain('free-to-go.say');
    }
  });

  test('the state’s hotline, which the city’s stands for, is told with its number', async () => {
    const { text } = await show({});
    expect(paragraph(text, 'legal-help.number')).toMatch(
      /^\d+ 800-354-0365 .* Stands for us\/ny@2026\.11, content\/us\/ny\.yaml:\d+: “800-566-7636”/,
    );
  });
});

describe('for somebody who reads it on paper', () => {
  test('in the order of print, numbered from 1, no line wider than the page but an address', async () => {
    const { text } = await show({});
    const numbers = [...text.matchAll(/^ {0,2}(\d+) {2}\S/gm)].map((m) => Number(m[1]));
    expect(numbers).toEqual(numbers.map((_, i) => i + 1));
    expect(numbers.length).toBeGreaterThan(20);
    for (const line of text.split('\n'))
      if (!/^ +https?:/.test(line)) expect(line.length).toBeLessThanOrEqual(80);
    const at = (words: string): number => text.indexOf(words);
    expect(at('  Stay silent\n')).toBeLessThan(at('  Ask for a lawyer\n'));
    expect(at('  Ask for a lawyer\n')).toBeLessThan(at('  You do not have to open the door\n'));
    expect(text).toContain('If no judge signed it, say: “I do not consent to entry.”');
    expect(text).not.toContain('{{');
  });

  test('every line that needs a lawyer says why, or where it was said', async () => {
    const { text, json } = await show({});
    const needs = json.lines.filter((l) => l.needsLawyer);
    expect(needs.length).toBeGreaterThan(5);
    for (const { ref } of needs) expect(paragraph(text, ref)).toMatch(/NEEDS A LAWYER(: \w| \(see \d+\))/);
    expect(text).not.toContain('no reason is given');
  });

  test('says who approved a line and when, until one letter of it changes', async () => {
    const folder = await openSigned();
    const before = await kyrHere(SHOW, { cwd: folder });
    expect(paragraph(before.stdout, 'door.title')).toContain('Approved by lawyer on 2026-11-30');
    expect(before.stdout).not.toContain('Not approved');
    const changed = openProject({
      [FEDERAL]: edit(shipped(FEDERAL), 'You do not have to open', 'You do now have to open'),
      'locales/en/_review.yaml': (await import('./signed.js')).reviewOf(folder, 'en'),
    });
    const after = await kyrHere(SHOW, { cwd: changed });
    expect(paragraph(after.stdout, 'door.title')).toContain('Not approved by a lawyer');
    expect(paragraph(after.stdout, 'door.warrant')).toContain('Approved by lawyer on 2026-11-30');
  });

  test('a publication that is not there is named, with what there is', async () => {
    const ran = await kyrHere(['content', 'show', 'ice-encouter'], { cwd: openProject() });
    expect(ran.code).toBe(3);
    expect(readDiagnostics(ran.stderr)).toMatchObject([
      { code: 'KYR110', hint: 'did you mean “ice-encounter”?' },
    ]);
  });
});

describe('the marks of what ships', () => {
  const rooms = ['us/ny', 'us/ny/nyc'].map((layer) =>
    openPressRoom(world, { publication: 'ice-encounter', layer }),
  );
  const lines = rooms.flatMap((room) => {
    const found = contentLines(room);
    return [...found.lines, ...found.unused];
  });

  test('whoever needs a lawyer says why', () => {
    expect(lines.filter((l) => l.needsLawyer && !l.whyLawyer).map((l) => l.ref)).toEqual([]);
  });

  test('what rests on one weak source, or on none that was read, needs a lawyer', () => {
    expect(lines.filter((l) => /[LK]/.test(l.confidence ?? '') && !l.needsLawyer).map((l) => l.ref)).toEqual(
      [],
    );
  });

  test('a source is something that a reader can find', () => {
    expect(lines.flatMap((l) => l.sources).filter((s) => /content.?fact/i.test(s))).toEqual([]);
  });
});
