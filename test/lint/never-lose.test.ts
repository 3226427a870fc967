/** never-lose: content named twice, so that no change of a "not", a number or the judge goes unseen. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatPlace } from '../../src/core/diagnostic.js';
import { lintNeverLose } from '../../src/lint/never-lose.js';
import { type Checked, checkText } from '../../src/load/checked-file.js';
import { Layer } from '../../src/schema/content.js';
import { room0, shipped } from '../compose/room.js';
import { refused } from '../load/kit.js';
import { LISTS } from './lists.js';

const HEAD = `layer: us/test
name: Test
version: '2026.11'
written: 2026-11-23
check-after: 2027-05-23
expires: 2027-11-23
`;
const RIGHT = `rights:
  - id: paper
    basis: [x]
    confidence: H
    sources: [x]
    text:
      body: Form I-205 is not signed by a judge. Do not open.
      hours: From 9 to 6, call 800-354-0365.
    never-lose: { body: [not, not, judge, I-205], hours: ['9', '6', 800-354-0365] }
`;
const layer = (text: string): Checked<Layer> => checkText(text, Layer, 'content/us/test.yaml');
const found = (text: string): string[] =>
  lintNeverLose(layer(text), LISTS).map(
    (d) => `${d.at ? formatPlace(d.at) : ''} ${d.code} ${d.level} ${d.message}`,
  );
const edit = (from: string, to: string): string => {
  if (!RIGHT.includes(from)) throw new Error(from);
  return HEAD + RIGHT.replace(from, to);
};

describe('a right', () => {
  test('that says what it names is right', () => {
    expect(found(HEAD + RIGHT)).toEqual([]);
  });

  test.each([
    ['a “not” dropped', 'Do not open', 'Do open', '13:7', 'must never lose not'],
    ['another form number', 'I-205 is', 'I-250 is', '13:7', 'must never lose I-205'],
    ['a judge become an officer', 'a judge', 'an officer', '13:7', 'must never lose judge'],
    ['two digits swapped', '800-354', '800-345', '14:7', 'must never lose 800-354-0365'],
    ['an hour changed', '9 to 6', '9 to 5', '14:7', 'must never lose 6'],
    [
      'a “not” added',
      'is not signed',
      'is not not signed',
      '13:7',
      'says not, which never-lose does not name',
    ],
    ['a sentence nobody named', 'From 9', 'Never. From 9', '14:7', 'says not, which never-lose'],
  ])('%s is found at its line', (_, from, to, at, says) => {
    const [first, ...more] = found(edit(from, to));
    expect(first).toContain(`content/us/test.yaml:${at} KYR206 error`);
    expect(first).toContain(says);
    expect(more).toEqual([]);
  });

  test('a key that is none is named with its neighbour', () => {
    const [d] = lintNeverLose(layer(edit('{ body:', '{ bdy: [not], body:')), LISTS);
    expect(d).toMatchObject({ code: 'KYR110', hint: 'did you mean “body”?', at: { line: 15 } });
  });

  test('the hint for a sentence that nobody named is what to paste', () => {
    const bare = HEAD + RIGHT.replace(/ {4}never-lose.*\n/, '');
    const hints = lintNeverLose(layer(bare), LISTS).map((d) => d.hint);
    expect(hints).toEqual([
      'add to never-lose: { body: [not, not, judge, I-205] }',
      "add to never-lose: { hours: ['9', '6', 800-354-0365] }",
    ]);
  });

  test('sentences that are printed in English only are looked at too', () => {
    const english = edit('    never-lose', '    english: { more: Do not run. }\n    never-lose');
    expect(found(english)).toEqual([
      expect.stringContaining('“more” says not, which never-lose does not name'),
    ]);
  });

  test('a bare number in the list is told to stand in quotes', async () => {
    const [d] = await refused(() => layer(edit("'9'", '9')));
    expect(d).toMatchObject({ code: 'KYR104', hint: 'put the value in quotes' });
  });
});

describe('what ships', () => {
  const layers = ['us/federal', 'us/ny', 'us/ny/nyc'];
  const textOf = (id: string): string => new TextDecoder().decode(shipped.read(`content/${id}.yaml`));
  const against = (id: string, text: string) =>
    lintNeverLose(checkText(text, Layer, `content/${id}.yaml`), LISTS);

  test.each(layers)('%s names all that it must never lose', (id) => {
    expect(against(id, textOf(id))).toEqual([]);
  });

  test('any two digits of a hotline that change places, in either place, are found', () => {
    const places = layers.flatMap((id) =>
      [...textOf(id).matchAll(/(?<=number: \[?)[\d-]{12}/g)].map((m) => ({ id, at: m.index, number: m[0] })),
    );
    expect(places.length).toBeGreaterThanOrEqual(4);
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.nat(11), fc.nat(11), ({ id, at, number }, i, j) => {
        const digits = number.split('');
        const swapped = digits
          .with(i, digits[j] as string)
          .with(j, digits[i] as string)
          .join('');
        fc.pre(swapped !== number && /^\d{3}-\d{3}-\d{4}$/.test(swapped));
        const text = textOf(id);
        const found = against(id, text.slice(0, at) + swapped + text.slice(at + 12));
        const line = text.slice(0, text.lastIndexOf('\n    number:', at) + 1).split('\n').length;
        expect(found).toMatchObject([
          { code: 'KYR206', level: 'error', at: { file: `content/${id}.yaml`, line } },
        ]);
      }),
    );
  });

  test('any one “not” or “judge” taken out of any sentence of a right is found at its line', () => {
    let taken = 0;
    for (const id of layers) {
      const text = textOf(id);
      const body = text.indexOf('rights:') < 0 ? text.length : text.indexOf('rights:');
      const end = text.indexOf('disclaimer:') < 0 ? text.length : text.indexOf('disclaimer:');
      for (const { index, 0: word } of text.matchAll(
        /(?<=^ {6}\S+: .*)\b(not|no|never|nothing|judge)\b/gim,
      )) {
        if (index < body || index > end) continue;
        taken++;
        const found = against(id, text.slice(0, index) + text.slice(index + word.length));
        const line = text.slice(0, index).split('\n').length;
        expect(found).toMatchObject([{ code: 'KYR206', at: { file: `content/${id}.yaml`, line } }]);
      }
    }
    expect(taken).toBeGreaterThan(15);
  });

  test('it is part of `kyr check en`', async () => {
    const { lint } = await import('../../src/cli/texts.js');
    const { edited, roomWith } = await import('../compose/room.js');
    const files = edited('content/us/federal.yaml', (text) => text.replace('Do not lie', 'Do lie'));
    expect(lint(roomWith(files), 'en')).toMatchObject([
      { code: 'KYR206', level: 'error', at: { file: 'content/us/federal.yaml' } },
    ]);
    expect(lint(room0, 'en')).toEqual([]);
  });
});
