/**
 * The head of an ICC profile (ICC.1:2010, 7.2 and 7.3): what kind it is, and whether it can be an output intent.
 * Reads the header, the tag table and the description; the colours in it are for a colour engine.
 */

export interface ProfileHead {
  /** `prtr`, `mntr`, `scnr` … */
  readonly deviceClass: string;
  /** `CMYK`, `RGB`, `GRAY` … */
  readonly space: string;
  /** Such as 2.4. */
  readonly version: number;
  /** What the profile calls itself; empty where it does not say. */
  readonly description: string;
  readonly tags: readonly string[];
}

/** PDF 1.6 and PDF/X-4 know profiles up to version 4.2; later fourth versions are read alike. */
const NEWEST = 5;
/** A profile for a press has some hundred kilobytes, a large one three megabytes; it goes into every file. */
const LARGEST = 16 * 1024 * 1024;

/** What keeps a profile from being a CMYK output intent, as the end of a sentence that begins with its name. */
export function profileFault(bytes: Uint8Array): string | undefined {
  if (bytes.length < 132 || ascii(bytes, 36) !== 'acsp') return 'is not an ICC profile';
  const size = word(bytes, 0);
  if (size !== bytes.length) return `says it has ${size} bytes but has ${bytes.length}`;
  if (size > LARGEST) return `has ${Math.round(size / 1024 / 1024)} MB, more than ${LARGEST / 1024 / 1024}`;
  const { deviceClass, space, version, tags } = readProfileHead(bytes);
  if (deviceClass !== 'prtr') return `is of class "${deviceClass}", not "prtr"`;
  if (space !== 'CMYK') return `has the colour space "${space}", not CMYK`;
  if (version >= NEWEST || version < 2) return `is of version ${version}; PDF/X-4 takes 2 to 4`;
  // Pictures are separated with one, and proofs are shown with the other.
  for (const tag of ['A2B0', 'B2A0']) if (!tags.includes(tag)) return `lacks the table ${tag}`;
  return undefined;
}

/** @param bytes at least 132 */
export function readProfileHead(bytes: Uint8Array): ProfileHead {
  const tags = tagTable(bytes);
  const text = tags.find(({ tag }) => tag === 'desc');
  return {
    deviceClass: ascii(bytes, 12),
    space: ascii(bytes, 16).trim(),
    version: bytes[8]! + (bytes[9]! >> 4) / 10,
    description: text ? readDescription(bytes.subarray(text.at, text.at + text.length)) : '',
    tags: tags.map(({ tag }) => tag),
  };
}

interface Tag {
  readonly tag: string;
  readonly at: number;
  readonly length: number;
}

/** Tags whose data lies inside the profile. */
function tagTable(bytes: Uint8Array): Tag[] {
  const count = Math.min(word(bytes, 128), Math.floor((bytes.length - 132) / 12), 200);
  return Array.from({ length: Math.max(0, count) }, (_, i): Tag => {
    const at = 132 + 12 * i;
    return { tag: ascii(bytes, at), at: word(bytes, at + 4), length: word(bytes, at + 8) };
  }).filter(({ at, length }) => at >= 132 && at + length <= bytes.length);
}

/** `desc` of version 2 is ASCII with its count; `mluc` of version 4 is UTF-16 in several languages: the first. */
function readDescription(data: Uint8Array): string {
  const type = data.length < 28 ? '' : ascii(data, 0);
  if (type === 'desc') return clean(ascii(data, 12, word(data, 8)));
  if (type !== 'mluc') return '';
  const [length, at] = [word(data, 20), word(data, 24)];
  let text = '';
  for (let i = at; i + 1 < Math.min(at + length, data.length); i += 2)
    text += String.fromCharCode(data[i]! * 256 + data[i + 1]!);
  return clean(text);
}

/** Up to the first zero, on one line, and not without end. */
const clean = (text: string): string =>
  (text.split('\0')[0] ?? '')
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, 120);

const ascii = (bytes: Uint8Array, at: number, length = 4): string =>
  String.fromCharCode(...bytes.subarray(at, at + Math.min(length, 400)));

const word = (bytes: Uint8Array, at: number): number =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at);
