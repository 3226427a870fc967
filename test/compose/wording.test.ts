/** The sentences of one language: nothing is guessed, nothing falls back to English. */
import { describe, expect, test } from 'vitest';
import { english, richToString } from '../../src/compose/rich-text.js';
import { openWording, placeholdersOf } from '../../src/compose/wording.js';
import { refused } from '../load/kit.js';
import { composed, edited, roomWith, sentence } from './room.js';

const open = (sentences: Record<string, string>) =>
  openWording('es', new Map([['us', new Map(Object.entries(sentences))]]), (ns) => `locales/es/${ns}.json`);

describe('a sentence', () => {
  test('is said as it stands, with what fills its placeholders in their places', () => {
    const wording = open({ 'door.call': 'Diga {{words}} al {{short}}.' });
    const said = wording.say('us', 'door.call', { short: { text: '311' }, words: english('“help”') });
    expect(said).toEqual([
      { text: 'Diga ' },
      { text: '“help”', lang: 'en', isolate: 'ltr' },
      { text: ' al ' },
      { text: '311' },
      { text: '.' },
    ]);
    expect(wording.diagnostics).toEqual([]);
  });

  test('is looked up by its whole key: the dot is part of the name', () => {
    expect(richToString(open({ door: 'Puerta', 'door.title': 'No abra' }).say('us', 'door.title'))).toBe(
      'No abra',
    );
  });

  test.each([
    'Llame a $t(other) ahora',
    'Cuesta $5 & “nada” <no>',
    'Con {llaves} y {{ sueltas',
    'Barra \\ y % y \u00A0 fin',
  ])('“%s” is printed letter by letter: translators do not program', (text) => {
    const wording = open({ a: text, other: 'OTRA' });
    expect(richToString(wording.say('us', 'a'))).toBe(text);
  });

  test('what fills a placeholder is never read as a placeholder or a command itself', () => {
    const wording = open({ a: 'De {{name}}.', other: 'OTRA' });
    const name = '{{other}} $t(other) & <b>';
    expect(richToString(wording.say('us', 'a', { name: { text: name } }))).toBe(`De ${name}.`);
  });
});

describe('what is missing', () => {
  test('a key prints nothing and is an error that names the file', () => {
    const wording = open({});
    expect(wording.say('us', 'door.title')).toEqual([]);
    expect(wording.diagnostics).toMatchObject([
      { code: 'KYR201', level: 'error', at: { file: 'locales/es/us.json' } },
    ]);
    expect(wording.diagnostics[0]?.message).toBe('“door.title” has no text in es');
  });

  test('a placeholder that nothing fills, or that the sentence has lost, is an error', () => {
    const wording = open({ a: 'Llame al {{short}}.', b: 'Llame.' });
    wording.say('us', 'a');
    wording.say('us', 'b', { short: { text: '311' } });
    expect(wording.diagnostics.map((d) => [d.code, d.message])).toEqual([
      ['KYR202', '“a” has a placeholder {{short}} that nothing fills'],
      ['KYR202', '“b” has lost its placeholder {{short}}'],
    ]);
  });

  test('everything that was asked for is remembered, also what was missing', () => {
    const wording = open({ a: 'x' });
    wording.say('us', 'a');
    wording.say('us', 'b');
    wording.say('us', 'a');
    expect([...wording.used]).toEqual(['us:a', 'us:b']);
  });
});

test('placeholders are counted once each, spaces inside them or not', () => {
  expect(placeholdersOf('{{a}} {{ b }} {{a}} {c} {{}} {{say-it}}')).toEqual(['a', 'b', 'say-it']);
});

describe('a flyer', () => {
  test('of which one sentence is missing is not made, and never borrows the English one', async () => {
    const room = roomWith(
      edited('locales/es/us-federal.json', (json) =>
        json.replace(/"title": "No tiene que abrir la puerta",/, ''),
      ),
    );
    const found = await refused(() => composed('es', {}, room));
    expect(found).toMatchObject([{ code: 'KYR201', at: { file: 'locales/es/us-federal.json' } }]);
  });

  test('of which a placeholder is lost is not made', async () => {
    const room = roomWith(sentence('ar', 'us-federal', 'door.no-judge', (s) => s.replace('{{say}}', '')));
    expect((await refused(() => composed('ar', {}, room))).map((d) => d.code)).toEqual(['KYR202']);
  });

  test('tells all that is missing at once', async () => {
    const room = roomWith({
      ...sentence('es', 'us-ny-nyc', 'legal-help.call', () => 'Llame.'),
      ...edited('locales/es/common.json', (json) => json.replace(/"sounds": "[^"]*",/, '')),
    });
    expect((await refused(() => composed('es', {}, room))).map((d) => d.code).sort()).toEqual([
      'KYR201',
      'KYR202',
      'KYR202',
    ]);
  });
});
