/** Bytes → text: UTF-8 or nothing. */
import { describe, expect, test } from 'vitest';
import { readTextFile } from '../../src/load/text-file.js';
import { memoryWorld, short, theRefusal } from './kit.js';

const read = (bytes: string | Uint8Array) => () =>
  readTextFile(memoryWorld({ '/home/me/a.csv': bytes }), '/home/me/a.csv', 'a.csv');
const utf16 = (text: string, mark: boolean): Uint8Array =>
  new Uint8Array(Buffer.from((mark ? '\uFEFF' : '') + text, 'utf16le'));

describe('a text file', () => {
  test('loses its byte order mark, and gains LF line ends', () => {
    expect(read('\uFEFFa\r\nb\rc\n')()).toBe('a\nb\nc\n');
  });

  test('keeps a zero width no-break space that is not at its start', () => {
    expect(read('a\uFEFFb')()).toBe('a\uFEFFb');
  });

  test('of any script comes through whole', () => {
    expect(read('لا تفتح الباب 不要开门 𞤀𞤣𞤤𞤢𞤥')()).toBe('لا تفتح الباب 不要开门 𞤀𞤣𞤤𞤢𞤥');
  });

  test.each([
    ['UTF-16 as Windows saves it', utf16('id,es\na,5\n', true)],
    ['UTF-16 without a mark', utf16('id,es\na,5\n', false)],
    ['Latin-1', new Uint8Array([0x61, 0xf1, 0x6f])],
    ['UTF-8 cut in the middle of a letter', new Uint8Array([0x61, 0xd9])],
  ])('%s is refused, with what to do', async (_, bytes) => {
    const refusal = await theRefusal(read(bytes));
    expect(short(refusal)).toBe('a.csv KYR112');
    expect(refusal.hint).toContain('UTF-8');
  });

  test('that is missing is named as it was asked for, not by its place on the disk', async () => {
    const refusal = await theRefusal(() => readTextFile(memoryWorld({}), '/home/me/a.csv', 'a.csv'));
    expect(short(refusal)).toBe('a.csv KYR101');
    expect(JSON.stringify(refusal)).not.toContain('/home/me');
  });
});
