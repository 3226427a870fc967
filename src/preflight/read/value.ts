/**
 * PDF objects as they are read (ISO 32000-1, 7.3): plain values and the questions asked of them. Nothing here
 * follows a reference; `PdfFile.get` does. A value of the wrong type is never an error here: it answers undefined.
 */

export interface PdfName {
  readonly kind: 'name';
  readonly name: string;
}
export interface PdfString {
  readonly kind: 'string';
  readonly bytes: Uint8Array;
}
export interface PdfRef {
  readonly kind: 'ref';
  readonly number: number;
}
export interface PdfDict {
  readonly kind: 'dict';
  readonly entries: ReadonlyMap<string, PdfValue>;
}
/** Its bytes stay in the file, or in memory for one from an object stream, until they are asked for. */
export interface PdfStream {
  readonly kind: 'stream';
  readonly dict: PdfDict;
  /** As they lie in the file, filters not undone. */
  readonly raw: Uint8Array;
}
export type PdfValue =
  | null
  | boolean
  | number
  | PdfName
  | PdfString
  | PdfRef
  | PdfDict
  | PdfStream
  | readonly PdfValue[];

/** A bare word: an operator in a content stream; `obj`, `endobj`, `stream` … elsewhere. */
export interface Keyword {
  readonly kind: 'keyword';
  readonly word: string;
}

/** Something that cannot be read on with. Caught inside preflight/, where it becomes a finding. */
export class Unreadable extends Error {}

export const EMPTY: PdfDict = { kind: 'dict', entries: new Map() };

type Kind<K extends string> = Extract<PdfValue, { readonly kind: K }>;

function isKind<K extends 'name' | 'string' | 'ref' | 'dict' | 'stream'>(
  value: PdfValue | Keyword | undefined,
  kind: K,
): value is Kind<K> {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind;
}

type Maybe = PdfValue | Keyword | undefined;
export const isRef = (value: Maybe): value is PdfRef => isKind(value, 'ref');
export const isDict = (value: Maybe): value is PdfDict => isKind(value, 'dict');
export const isStream = (value: Maybe): value is PdfStream => isKind(value, 'stream');
export const isString = (value: Maybe): value is PdfString => isKind(value, 'string');
export const isList = (value: Maybe): value is readonly PdfValue[] => Array.isArray(value);
export const nameOf = (value: Maybe): string | undefined => (isKind(value, 'name') ? value.name : undefined);
export const numberOf = (value: Maybe): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

/** A text string (7.9.2.2): UTF-16BE or UTF-8 with its mark, else Latin-1, which PDFDocEncoding mostly is. */
export function textOf(value: Maybe): string | undefined {
  if (!isString(value)) return undefined;
  const { bytes } = value;
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    let out = '';
    for (let i = 2; i + 1 < bytes.length; i += 2) out += String.fromCharCode(bytes[i]! * 256 + bytes[i + 1]!);
    return out;
  }
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    return new TextDecoder().decode(bytes.subarray(3));
  return latin1(bytes);
}

/** Bytes as characters of the same number. */
export function latin1(bytes: Uint8Array): string {
  let out = '';
  for (let at = 0; at < bytes.length; at += 4096)
    out += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return out;
}
