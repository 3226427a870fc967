/**
 * English is never exempt: a lawyer's approval is of exactly the words, numbers and names that are printed. One letter
 * changed in any of them, in any layer, publication or common word, takes the approval of that one away.
 */
import { describe, expect, test } from 'vitest';
import { isMap, isScalar, parseDocument } from 'yaml';
import { openPressRoom, type PressRoom } from '../../src/cli/press-room.js';
import { pressTexts, sentencesToSign } from '../../src/cli/texts.js';
import { idOf, referencesOf } from '../../src/compose/references.js';
import type { World } from '../../src/core/world.js';
import { clearForPress } from '../../src/job/gate.js';
import { type ContentRequest, listPublications, loadPublication } from '../../src/load/content.js';
import { openDiskWorld, shippedFolder } from '../../src/load/disk-world.js';
import { formatReview, sign } from '../../src/translate/sign.js';
import { memoryWorld } from '../load/kit.js';

const world = openDiskWorld(shippedFolder());

const SIGNATURE = { state: 'final' as const, by: 'lawyer', on: '2026-11-30' };
const REVIEW = 'locales/en/_review.yaml';
const ADDRESS = 'https://www.nyc.gov/{lang}';

/** What shipped, with all of its English approved as it stands. */
function approved(request: ContentRequest): { world: World; room: PressRoom } {
  const room = openPressRoom(world, request);
  const review = sign({ review: {} }, sentencesToSign(room, 'en'), SIGNATURE, world.digest);
  const signed = memoryWorld({ [REVIEW]: formatReview(review) }, world);
  return { world: signed, room: openPressRoom(signed, request) };
}

/** What the gate says of the English of a press flyer. */
function gate(room: PressRoom): { approvedOn: string | undefined; english: string[]; printed: string[] } {
  const texts = pressTexts(room, ['en'], { size: room.content.edition.sizes[0]!, address: ADDRESS });
  const { missing, approvedOn } = clearForPress({
    job: {},
    texts,
    law: room.law,
    numbers: [],
    address: ADDRESS,
    today: '2026-12-01',
    digest: room.world.digest,
  });
  return {
    approvedOn,
    english: missing.filter((d) => d.code === 'KYR601').map((d) => d.message),
    printed: texts[0]!.sentences.map((s) => `${s.namespace}:${s.key}`),
  };
}

/** The file of a namespace, with one letter or digit of one text changed: the first of it, wherever it stands. */
function changeOne(room: PressRoom, id: string): Record<string, string> {
  const [namespace = '', key = ''] = id.split(':');
  const { publication, common, layers } = room.content;
  const file =
    namespace === 'common'
      ? common.file
      : namespace === publication.value.publication
        ? publication.file
        : layers.find((l) => l.value.layer.replaceAll('/', '-') === namespace)!.file;
  const document = parseDocument(new TextDecoder().decode(world.read(file)), { schema: 'core' });
  const path = pathOf(document.toJS() as Entry, key);
  const before = String(document.getIn(path));
  // The first letter or digit outside a placeholder, and for a letter another one.
  const at = before.replace(/\{\{[^}]*\}\}/g, (m) => ' '.repeat(m.length)).search(/[\p{L}\p{N}]/u);
  const letter = before[at]!;
  const other = /\d/.test(letter) ? String((Number(letter) + 1) % 10) : letter === 'x' ? 'y' : 'x';
  const node = document.getIn(path, true);
  if (!isScalar(node) || !isMap(document.contents)) throw new Error(`${id} is no text of ${file}`);
  node.value = before.slice(0, at) + other + before.slice(at + 1);
  return { [file]: document.toString() };
}

interface Entry {
  readonly [key: string]: unknown;
}

/** Where a text stands in its file: `door.title`, `disclaimer.advice`, `legal-help.number`, `headline`, `name`. */
function pathOf(file: Entry, key: string): (string | number)[] {
  const under = (entry: Entry, inner: string): string[] =>
    inner in ((entry.english as Entry | undefined) ?? {})
      ? ['english', inner]
      : inner in ((entry.text as Entry | undefined) ?? {})
        ? ['text', inner]
        : [inner];
  const [id = '', inner] = key.split('.');
  if (inner === undefined) return under(file, id);
  if (id === 'disclaimer') return ['disclaimer', ...under(file.disclaimer as Entry, inner)];
  for (const list of ['rights', 'hotlines']) {
    const index = ((file[list] as Entry[] | undefined) ?? []).findIndex((entry) => entry.id === id);
    if (index >= 0) return [list, index, ...under((file[list] as Entry[])[index]!, inner)];
  }
  throw new Error(`no ${key}`);
}

const every = listPublications(world).flatMap((id) => {
  const { layers, editions } = loadPublication(world, id).value;
  return layers.flatMap((layer) => Object.keys(editions).map((edition) => [id, edition, layer] as const));
});

describe.each(every)('%s/%s for %s', (id, edition, layer) => {
  const request = { publication: id, edition, layer };
  const signed = approved(request);
  const clear = gate(signed.room);

  test('is cleared once a lawyer has approved all of it, and names the day', () => {
    expect(clear.english).toEqual([]);
    expect(clear.approvedOn).toBe('2026-11-30');
  });

  test('prints from the layers, the publication and the common words, and numbers with them', () => {
    const namespaces = new Set(clear.printed.map((key) => key.split(':')[0]));
    expect(namespaces.has('common') && namespaces.has(id)).toBe(true);
    expect(clear.printed).toContain(`${layer.replaceAll('/', '-')}:name`);
    const hotlines = referencesOf(signed.room.content.edition).filter((ref) => !ref.includes('.'));
    const numbers = clear.printed.filter((key) => key.endsWith('.number'));
    expect(numbers.map((key) => idOf(key.split(':')[1]!)).sort()).toEqual([...new Set(hotlines)].sort());
  });

  test.each(clear.printed)('one letter of %s, and its approval is gone', (key) => {
    const changed = openPressRoom(memoryWorld(changeOne(signed.room, key), signed.world), request);
    const { english, approvedOn } = gate(changed);
    expect(english).toEqual([
      `no lawyer has approved 1 of ${clear.printed.length} English sentences (${key})`,
    ]);
    expect(approvedOn).toBeUndefined();
  });
});
