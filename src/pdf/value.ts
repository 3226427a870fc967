/**
 * PDF objects as plain values (ISO 32000-1, 7.3) and the one function that writes them. The values are also
 * JSON, so that a compiled set can lie in a cache and be read back without any library. The output is ASCII,
 * keeps the order of keys, and is the same for the same value. Streams, object numbers and files are not
 * known here: whoever writes the file says what number a local reference has.
 */

export type PdfValue =
  | number
  | boolean
  | { readonly name: string }
  /** A text string for people: ASCII as it is, anything else as UTF-16BE (7.9.2.2). */
  | { readonly text: string }
  /** A byte string in hex digits. */
  | { readonly hex: string }
  /** An object of the same set, by its index. */
  | { readonly ref: number }
  | { readonly dict: PdfDict }
  | readonly PdfValue[];

export type PdfDict = { readonly [key: string]: PdfValue };

/** An indirect object: a value, or a dictionary with the bytes of a stream (its Length is added on writing). */
export interface PdfObject {
  readonly value: PdfValue;
  /** Encoded already, as the dictionary's Filter says. */
  readonly stream?: Uint8Array;
}

export const name = (text: string): PdfValue => ({ name: text });
export const text = (value: string): PdfValue => ({ text: value });
export const hex = (digits: string): PdfValue => ({ hex: digits });
export const ref = (index: number): PdfValue => ({ ref: index });
export const dict = (entries: PdfDict): PdfValue => ({ dict: entries });

/** A number with at most four decimals (1/10,000 pt), never `-0` and never an exponent. */
export function formatNumber(n: number): string {
  if (Number.isInteger(n)) return n === 0 ? '0' : String(n);
  const rounded = Math.round(n * 10_000) / 10_000;
  if (!Number.isFinite(rounded)) throw new Error(`not a number for a PDF: ${n}`);
  return rounded === 0 ? '0' : String(rounded);
}

/** `/Name`, with `#xx` for every byte that is not a regular printable character (7.3.5). */
export function formatName(value: string): string {
  if (/^[A-Za-z0-9_.+-]+$/.test(value)) return `/${value}`;
  let out = '/';
  for (const byte of new TextEncoder().encode(value)) {
    const ch = String.fromCharCode(byte);
    out += /[A-Za-z0-9_.+,:*@!$&'^`|~;=?-]/.test(ch) ? ch : `#${byte.toString(16).padStart(2, '0')}`;
  }
  return out;
}

/** `(ASCII)` or `<FEFF…>`. */
export function formatText(value: string): string {
  if (/^[\x20-\x27\x2a-\x5b\x5d-\x7e]*$/.test(value)) return `(${value})`;
  if (/^[\x20-\x7e]*$/.test(value)) return `(${value.replace(/[\\()]/g, '\\$&')})`;
  return `<FEFF${utf16Hex(value)}>`;
}

/** UTF-16BE in upper-case hex, no byte order mark. */
export function utf16Hex(value: string): string {
  let out = '';
  for (let i = 0; i < value.length; i++)
    out += value.charCodeAt(i).toString(16).toUpperCase().padStart(4, '0');
  return out;
}

const isList = (value: PdfValue): value is readonly PdfValue[] => Array.isArray(value);

/** Writes a value; `reference` says what stands for the object of that index, such as `12 0 R`. */
export function formatValue(value: PdfValue, reference: (index: number) => string): string {
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'boolean') return String(value);
  if (isList(value)) return `[${value.map((v) => formatValue(v, reference)).join(' ')}]`;
  if ('name' in value) return formatName(value.name);
  if ('text' in value) return formatText(value.text);
  if ('hex' in value) return `<${value.hex}>`;
  if ('ref' in value) return reference(value.ref);
  return formatDict(value.dict, reference);
}

export function formatDict(entries: PdfDict, reference: (index: number) => string): string {
  let out = '<<';
  for (const [key, value] of Object.entries(entries)) {
    const written = formatValue(value, reference);
    out += /^[/(<[]/.test(written) ? `${formatName(key)}${written}` : `${formatName(key)} ${written}`;
  }
  return `${out}>>`;
}

/** The body of an indirect object up to the stream's bytes: the value, with Length where there is a stream. */
export function formatObjectHead(object: PdfObject, reference: (index: number) => string): string {
  if (object.stream === undefined) return formatValue(object.value, reference);
  if (typeof object.value !== 'object' || !('dict' in object.value))
    throw new Error('a stream needs a dictionary');
  return formatDict({ ...object.value.dict, Length: object.stream.length }, reference);
}
