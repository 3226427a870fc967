/** Whatever a sentence holds, it comes back from each format as it went out: the property that imports rest on. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentenceId } from '../../../src/compose/source-text.js';
import { writeCsv } from '../../../src/translate/exchange/csv.js';
import { writePo } from '../../../src/translate/exchange/po.js';
import { readExchange } from '../../../src/translate/exchange/read.js';
import type { OutFile, OutUnit } from '../../../src/translate/exchange/unit.js';
import { writeXliff } from '../../../src/translate/exchange/xliff-write.js';

const WRITERS: Readonly<Record<string, (file: OutFile) => string>> = {
  'XLIFF 1.2': (file) => writeXliff(file, '1.2'),
  'XLIFF 2.1': (file) => writeXliff(file, '2.1'),
  PO: writePo,
  CSV: writeCsv,
};

/** What breaks formats, beside letters of any kind. */
const trouble = fc.constantFrom(
  ...[
    '=1+1',
    '+',
    '-',
    '@',
    "'",
    "'=",
    '＝',
    '"',
    '""',
    '\\',
    '\\n',
    '\n',
    '\r\n',
    '\r',
    '\t',
    '<b>',
    '&amp;',
    ']]>',
  ],
  ...[
    '{{say}}',
    '{{ say }}',
    '{{date}}',
    '{{',
    '}}',
    ',',
    ';',
    '#',
    '#~',
    'msgid "x"',
    '%s',
    '\u0000',
    '\u0001',
  ],
  ...[
    '\u000B',
    '\u001F',
    '\u007F',
    '\u0085',
    '\u2028',
    '\u200B',
    '\u2060',
    '\u200F',
    '\u202E',
    '\uFEFF',
    '\uFFFE',
    '\uFFFF',
  ],
  ...['\u00A0', ' ', '  ', 'é', 'e\u0301', 'কর', 'آپ', '别开门', '😀', '--', '$&', '\\"'],
);
/** JSON can hold half a surrogate pair; UTF-8 cannot, so that it goes out in XLIFF alone. */
const sentence = fc
  .array(
    fc.oneof(
      trouble,
      fc.string({ unit: 'grapheme', maxLength: 4 }),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

const unit = (i: number, english: string, text: string | undefined): OutUnit => ({
  namespace: i % 2 === 0 ? 'us-federal' : 'common',
  key: `door.k${i}`,
  english,
  text,
  state: 'translated',
  stale: false,
  base: '0123456789abcdef',
  notes: ['Write “no” once.', english],
  at: { file: 'content/us/federal.yaml', line: i + 1 },
});

describe.each(Object.keys(WRITERS))('%s', (name) => {
  const write = WRITERS[name]!;

  it('gives back every sentence, English and translated, to the character', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            sentence.filter((s) => s !== ''),
            fc.option(sentence, { nil: undefined }),
          ),
          { minLength: 1, maxLength: 4 },
        ),
        (pairs) => {
          const units = pairs.map(([english, text], i) => unit(i, english, text));
          const back = readExchange(
            new TextEncoder().encode(write({ tag: 'es', units, tool: 'kyr 1' })),
            'file',
          );
          expect(back.faults).toEqual([]);
          expect(back.language).toBe('es');
          const found = back.units.map((u) => ({ id: u.names[0], english: u.english, text: u.text ?? '' }));
          const sent = units.map((u) => ({ id: sentenceId(u), english: u.english, text: u.text ?? '' }));
          expect(found.sort((a, b) => (a.id! < b.id! ? -1 : 1))).toEqual(
            sent.sort((a, b) => (a.id < b.id ? -1 : 1)),
          );
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe.each(['XLIFF 1.2', 'XLIFF 2.1'])('%s', (name) => {
  it('holds half a surrogate pair too', () => {
    const text = WRITERS[name]!({ tag: 'es', units: [unit(0, 'a\uD800b', '\uDC00')], tool: 'kyr 1' });
    const [back] = readExchange(new TextEncoder().encode(text), 'file').units;
    expect(back).toMatchObject({ english: 'a\uD800b', text: '\uDC00' });
  });
});
