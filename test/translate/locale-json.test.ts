/** Sentences changed in a file whose other bytes are somebody's own. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changeSentences } from '../../src/translate/locale-json.js';

const ORDER = ['headline', 'door.title', 'door.body', 'silent.title'];
const OWN = '{\r\n\t"headline" : "A",\n   "door": { "body":"C" }\r\n}';

describe('changeSentences', () => {
  test('replaces what is there where it stands, whatever the file looks like', () => {
    const changed = changeSentences(
      OWN,
      new Map([
        ['door.body', 'say “no”\n"'],
        ['headline', 'B'],
      ]),
      ORDER,
    );
    expect(changed).toBe(OWN.replace('"A"', '"B"').replace('"C"', '"say “no”\\n\\""'));
  });

  test('puts what is new where the English has it, in the indentation and line ends of the file', () => {
    expect(
      changeSentences(
        '{\r\n\t"door": {\r\n\t\t"body": "C"\r\n\t}\r\n}\r\n',
        new Map([
          ['silent.title', 'D'],
          ['door.title', 'B'],
          ['headline', 'A'],
          ['odd', 'E'],
        ]),
        ORDER,
      ),
    ).toBe(
      '{\r\n\t"headline": "A",\r\n\t"door": {\r\n\t\t"title": "B",\r\n\t\t"body": "C"\r\n\t},\r\n\t"silent": {\r\n\t\t"title": "D"\r\n\t},\r\n\t"odd": "E"\r\n}\r\n',
    );
    expect(changeSentences(undefined, new Map([['door.title', 'B']]), ORDER)).toBe(
      '{\n  "door": {\n    "title": "B"\n  }\n}\n',
    );
  });

  test('changes nothing where nothing changes, and says what it was told to', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...ORDER), (sentence, key) => {
        expect(changeSentences(OWN, new Map(), ORDER)).toBe(OWN);
        const value = JSON.parse(changeSentences(OWN, new Map([[key, sentence]]), ORDER));
        const [id, inner] = key.split('.') as [string, string?];
        expect(inner === undefined ? value[id] : value[id][inner]).toBe(sentence);
        expect(Object.keys(value)).toEqual(
          ORDER.map((k) => k.split('.')[0]).filter((k, i, all) => all.indexOf(k) === i && k! in value),
        );
      }),
    );
  });
});
