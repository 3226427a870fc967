/** Inline images (ISO 32000-1, 8.9.7): from after `BI` to after `EI`. */
import type { PdfFile } from './read/file.js';
import { isWord, type Lexer } from './read/lexer.js';
import { nameOf, numberOf, type PdfStream, type PdfValue } from './read/value.js';

const isSpace = (byte: number | undefined): boolean =>
  byte === undefined || byte === 0 || byte === 9 || byte === 10 || byte === 12 || byte === 13 || byte === 32;

/** Moves the lexer past the image; undefined where it has no end. */
export function readInlineImage(file: PdfFile, lexer: Lexer): PdfStream | undefined {
  const entries = new Map<string, PdfValue>();
  for (;;) {
    const key = lexer.next();
    if (key === undefined) return undefined;
    if (isWord(key)) {
      if (key.word === 'ID') break;
      continue;
    }
    const value = lexer.next();
    if (value === undefined) return undefined;
    const name = nameOf(key);
    if (name !== undefined && !isWord(value)) entries.set(name, value);
  }
  const start = lexer.at + 1;
  const { bytes } = lexer;
  const end = endOf(bytes, start + (plainLength(file, entries) ?? 0));
  if (end === undefined) return undefined;
  lexer.at = end + 2;
  return { kind: 'stream', dict: { kind: 'dict', entries }, raw: bytes.subarray(start, end) };
}

/** Where `EI` stands between white space. */
function endOf(bytes: Uint8Array, from: number): number | undefined {
  for (let at = bytes.indexOf(0x45, from); at !== -1; at = bytes.indexOf(0x45, at + 1))
    if (bytes[at + 1] === 0x49 && isSpace(bytes[at + 2]) && (at === from || isSpace(bytes[at - 1])))
      return at;
  return undefined;
}

/** How many bytes pixels without a filter take: `EI` may stand among them. */
function plainLength(file: PdfFile, entries: ReadonlyMap<string, PdfValue>): number | undefined {
  if (entries.has('F') || entries.has('Filter')) return undefined;
  const of = (short: string, long: string): PdfValue => file.get(entries.get(short) ?? entries.get(long));
  const [width, height] = [numberOf(of('W', 'Width')), numberOf(of('H', 'Height'))];
  if (width === undefined || height === undefined) return undefined;
  if (of('IM', 'ImageMask') === true) return Math.ceil(width / 8) * height;
  const channels = { DeviceGray: 1, G: 1, DeviceRGB: 3, RGB: 3, DeviceCMYK: 4, CMYK: 4 }[
    nameOf(of('CS', 'ColorSpace')) ?? ''
  ];
  return channels === undefined
    ? undefined
    : Math.ceil((width * channels * (numberOf(of('BPC', 'BitsPerComponent')) ?? 8)) / 8) * height;
}
