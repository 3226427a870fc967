/**
 * A file that somebody sent → sentences. What it is, is seen by what it holds, not by its name: attachments are
 * renamed. Its encoding too: spreadsheets save UTF-16, and old PO files name another in their header.
 */
import { fail } from '../../core/diagnostic.js';
import { CODE } from '../../core/diagnostic-codes.js';
import { readCsv } from './csv.js';
import { readPo } from './po.js';
import type { InFile } from './unit.js';
import { readXliff } from './xliff-read.js';

/** A locale of ours has some 100 KB. Beyond this it is something else, or meant to fill the memory. */
export const LARGEST = 16 * 1024 * 1024;

/** @throws KyrError KYR112, KYR820, KYR821 for a file of which nothing can be used */
export function readExchange(bytes: Uint8Array, shown: string): InFile {
  refuseLarge(bytes.length, shown);
  const text = decodeAny(bytes, shown);
  if (text.trim() === '')
    fail({
      code: CODE.exchangeBroken,
      message: 'the file is empty',
      hint: 'download or save it again',
      at: { file: shown },
    });
  if (/^\s*</.test(text)) return readXliff(text, shown);
  const first = text.split(/\r\n|\n|\r/).find((line) => !/^\s*(#|$)/.test(line)) ?? '';
  if (/^\s*msg(id|ctxt)\b/.test(first)) return readPo(text, shown);
  return readCsv(text, shown);
}

/** @throws KyrError KYR821 */
export function refuseLarge(size: number, shown: string): void {
  if (size > LARGEST)
    fail({
      code: CODE.exchangeUnsafe,
      message: `the file has ${Math.ceil(size / 1024 / 1024)} MB; a translation has less than ${LARGEST / 1024 / 1024}`,
      hint: 'look whether it is the right file',
      at: { file: shown },
    });
}

/** @throws KyrError KYR112 for bytes in an encoding that cannot be told */
function decodeAny(bytes: Uint8Array, shown: string): string {
  const label = encodingOf(bytes);
  const text = label === undefined ? undefined : decode(bytes, label);
  if (text === undefined)
    fail({
      code: CODE.fileEncoding,
      message: 'the file is neither UTF-8 nor UTF-16, so its letters cannot be told',
      hint: 'save it again as UTF-8 (in a spreadsheet: “CSV UTF-8”). Nothing was taken from it',
      at: { file: shown },
    });
  return text;
}

function encodingOf(bytes: Uint8Array): string | undefined {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  // Without a mark: every one of these formats begins with an ASCII character.
  if (b === 0 && a !== 0) return 'utf-16le';
  if (a === 0 && b !== 0) return 'utf-16be';
  if (decode(bytes, 'utf-8') !== undefined) return 'utf-8';
  // What the head of the file says, in the only letters that all encodings share.
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096));
  return /<\?xml[^>]*encoding=["']([\w-]+)["']/.exec(head)?.[1] ?? /charset=([\w-]+)/i.exec(head)?.[1];
}

function decode(bytes: Uint8Array, label: string): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
