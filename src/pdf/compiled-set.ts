/**
 * A compiled set as a value and as bytes. The bytes are for a content-addressed cache: a short text line that
 * names the form, a JSON head, then the streams one after the other. Reading needs nothing but JSON.parse.
 */
import { fail } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { Insets, Size } from '../core/geometry.js';
import { formatObjectHead, type PdfObject, type PdfValue } from './value.js';

export interface CompiledObject extends PdfObject {
  /** Of the object and of everything it refers to: equal digests mean equal ink. */
  readonly digest: string;
}

/**
 * An object with its digest. It does not depend on where the objects stand that it refers to.
 * @param before the objects that it refers to, by their indices
 */
export function withDigest(
  object: PdfObject,
  before: readonly CompiledObject[],
  digest: (bytes: Uint8Array | string) => string,
): CompiledObject {
  const head = formatObjectHead(object, (index) => `{${before[index]!.digest}}`);
  const body = object.stream === undefined ? '' : digest(object.stream);
  return { ...object, digest: digest(`${head}${body}`) };
}

/** A Frame as a form XObject, in the Frame's own coordinates (y downwards: the page flips). */
export interface CompiledForm {
  /** Index of the form XObject. */
  readonly object: number;
  readonly size: Size;
  readonly bleed: Insets;
  /** Whether it draws outside its bleed box, so that a use must clip for itself. */
  readonly overhang: boolean;
}

export interface CompiledSet {
  /** References are indices into this list and point backwards. */
  readonly objects: readonly CompiledObject[];
  /** By Frame id; the Frames used by the Frames that were compiled are here too. */
  readonly forms: ReadonlyMap<string, CompiledForm>;
}

/** Changes whenever the bytes would be read otherwise; a cache key should hold it. */
export const SET_FORMAT = 'kyr-set-1';

interface Head {
  readonly objects: readonly { value: PdfValue; digest: string; length?: number }[];
  readonly forms: readonly (readonly [id: string, form: CompiledForm])[];
}

export function encodeSet(set: CompiledSet): Uint8Array {
  const head: Head = {
    objects: set.objects.map(({ value, digest, stream }) => ({ value, digest, length: stream?.length })),
    forms: [...set.forms],
  };
  const json = new TextEncoder().encode(JSON.stringify(head));
  const line = new TextEncoder().encode(`${SET_FORMAT} ${json.length}\n`);
  const total = set.objects.reduce((sum, o) => sum + (o.stream?.length ?? 0), line.length + json.length);
  const bytes = new Uint8Array(total);
  bytes.set(line);
  bytes.set(json, line.length);
  let at = line.length + json.length;
  for (const { stream } of set.objects) {
    if (!stream) continue;
    bytes.set(stream, at);
    at += stream.length;
  }
  return bytes;
}

/**
 * Reads what encodeSet wrote; streams are views of `bytes`. Throws KYR803 if the bytes are of another format or
 * cut short: the caller drops the cache entry and compiles again.
 */
export function decodeSet(bytes: Uint8Array): CompiledSet {
  const lineEnd = bytes.indexOf(10);
  const line = new TextDecoder().decode(bytes.subarray(0, Math.max(0, Math.min(lineEnd, 64))));
  const length = new RegExp(`^${SET_FORMAT} (\\d+)$`).exec(line)?.[1];
  if (length === undefined) damaged('it does not start like one');
  const start = lineEnd + 1;
  let head: unknown;
  try {
    head = JSON.parse(new TextDecoder().decode(bytes.subarray(start, start + Number(length))));
  } catch {
    damaged('its head is not JSON');
  }
  if (!isHead(head)) damaged('its head lacks objects or forms');
  let at = start + Number(length);
  const objects = head.objects.map(({ value, digest, length: size }) => {
    if (size === undefined) return { value, digest };
    const stream = bytes.subarray(at, at + size);
    at += size;
    return { value, digest, stream };
  });
  if (at !== bytes.length) damaged(`it has ${bytes.length} bytes instead of ${at}`);
  return { objects, forms: new Map(head.forms) };
}

/** Tells our own JSON from anything else; what is inside was written by encodeSet. */
const isHead = (value: unknown): value is Head =>
  typeof value === 'object' &&
  value !== null &&
  'objects' in value &&
  Array.isArray(value.objects) &&
  'forms' in value &&
  Array.isArray(value.forms);

function damaged(why: string): never {
  return fail({
    code: CODE.damaged,
    message: `this is not a compiled design: ${why}`,
    hint: 'delete .kyr/cache; the next run makes it again',
  });
}
