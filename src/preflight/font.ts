/**
 * A font as a page names it (ISO 32000-1, 9.5 to 9.10): embedded, subset, with ToUnicode, and how wide its codes are.
 * Glyphs are not opened: a font that is embedded and damaged is not found here.
 */
import type { PdfFile } from './read/file.js';
import { isDict, isList, isStream, nameOf, numberOf, type PdfDict, type PdfValue } from './read/value.js';

export interface PdfFont {
  readonly name: string;
  /** `Type0 CIDFontType2`, `TrueType`, `Type3` … */
  readonly kind: string;
  readonly embedded: boolean;
  readonly subset: boolean;
  readonly toUnicode: boolean;
  /** Bytes of a code. */
  readonly codeLength: 1 | 2;
  /** In thousandths of an em; of a Type 3 font in its own units. */
  width(code: number): number;
  readonly type3?: {
    readonly matrix: readonly number[];
    readonly resources: PdfValue | undefined;
    /** The stream that draws a code, as it is referred to. */
    glyph(code: number): PdfValue | undefined;
  };
}

export function readFont(file: PdfFile, value: PdfValue | undefined): PdfFont | undefined {
  const font = file.get(value);
  if (!isDict(font)) return undefined;
  const subtype = nameOf(file.entry(font, 'Subtype')) ?? 'no Subtype';
  const composite = subtype === 'Type0';
  const inner = composite ? file.dict(file.list(font.entries.get('DescendantFonts'))[0]) : font;
  const descriptor = file.dict(inner.entries.get('FontDescriptor'));
  const program = ['FontFile', 'FontFile2', 'FontFile3']
    .map((key) => file.entry(descriptor, key))
    .find(isStream);
  const base = nameOf(file.entry(font, 'BaseFont')) ?? nameOf(file.entry(font, 'Name')) ?? 'without a name';
  const type3 = subtype === 'Type3';
  return {
    name: base.replace(/^[A-Z]{6}\+/, ''),
    kind: composite ? `Type0 ${nameOf(file.entry(inner, 'Subtype')) ?? ''}`.trim() : subtype,
    embedded: type3 || (program !== undefined && program.raw.length > 0),
    subset: /^[A-Z]{6}\+/.test(base),
    toUnicode: isStream(file.entry(font, 'ToUnicode')) || hasKnownEncoding(file, font, composite),
    codeLength: composite ? 2 : 1,
    width: composite ? compositeWidths(file, inner) : simpleWidths(file, font),
    ...(type3 ? { type3: readType3(file, font) } : {}),
  };
}

/** Simple fonts with a standard encoding say what their codes mean without ToUnicode (9.10.2). */
function hasKnownEncoding(file: PdfFile, font: PdfDict, composite: boolean): boolean {
  if (composite) return false;
  const encoding = file.entry(font, 'Encoding');
  // Of the standard fonts every reader knows the encoding (9.6.2.2).
  if (encoding === null && /^(Helvetica|Times|Courier)/.test(nameOf(file.entry(font, 'BaseFont')) ?? ''))
    return true;
  const name = nameOf(encoding) ?? nameOf(file.entry(encoding, 'BaseEncoding'));
  return name !== undefined && /^(WinAnsi|MacRoman|MacExpert|Standard)Encoding$/.test(name);
}

function simpleWidths(file: PdfFile, font: PdfDict): (code: number) => number {
  const first = numberOf(file.entry(font, 'FirstChar')) ?? 0;
  const widths = file.list(font.entries.get('Widths'));
  const missing = numberOf(file.entry(font.entries.get('FontDescriptor'), 'MissingWidth')) ?? 500;
  return (code) => numberOf(file.get(widths[code - first])) ?? missing;
}

/** `c [w w …]` and `c c w` (9.7.4.3). */
function compositeWidths(file: PdfFile, font: PdfDict): (code: number) => number {
  const otherwise = numberOf(file.entry(font, 'DW')) ?? 1000;
  const known = new Map<number, number>();
  const ranges: [first: number, last: number, width: number][] = [];
  const list = file.list(font.entries.get('W'));
  for (let i = 0; i < list.length; ) {
    const first = numberOf(file.get(list[i])) ?? 0;
    const second = file.get(list[i + 1]);
    if (isList(second)) {
      for (const [k, width] of second.entries()) known.set(first + k, numberOf(file.get(width)) ?? otherwise);
      i += 2;
    } else {
      ranges.push([first, numberOf(second) ?? first, numberOf(file.get(list[i + 2])) ?? otherwise]);
      i += 3;
    }
  }
  return (code) =>
    known.get(code) ?? ranges.find(([first, last]) => code >= first && code <= last)?.[2] ?? otherwise;
}

function readType3(file: PdfFile, font: PdfDict): NonNullable<PdfFont['type3']> {
  const matrix = file.list(font.entries.get('FontMatrix')).map((n) => numberOf(file.get(n)) ?? 0);
  const procedures = file.dict(font.entries.get('CharProcs')).entries;
  const names = new Map<number, string>();
  let code = 0;
  for (const item of file.list(file.entry(font.entries.get('Encoding'), 'Differences'))) {
    const value = file.get(item);
    const name = nameOf(value);
    if (name === undefined) code = numberOf(value) ?? code;
    else names.set(code++, name);
  }
  return {
    matrix: matrix.length === 6 ? matrix : [0.001, 0, 0, 0.001, 0, 0],
    resources: font.entries.get('Resources'),
    glyph: (of) => procedures.get(names.get(of) ?? ''),
  };
}
