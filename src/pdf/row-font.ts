/**
 * Codes drawn compactly. A Type 3 font (ISO 32000-1, 9.6.5) has a glyph for each of the 64 patterns that six modules in
 * a row can have; a code is then one short string a row, and stays vector. Where a RIP draws Type 3 glyphs badly, the
 * same modules are one path.
 *
 * Measured on a code of 29 × 29 modules: 369 bytes as strings, which need no deflate; 2,699 as a path, 645 deflated, and
 * a call to deflate costs more than drawing the code.
 *
 * The letters of the font mean nothing: each is a zero-width space to a reader, and the whole code says what it holds
 * as ActualText (14.9.4).
 */
import { isBlack, type PlacedCode, STRIP, type StripCode } from '../compose/strip-code.js';
import { concat, type Matrix } from '../core/geometry.js';
import { formatMatrix } from './operators.js';
import { dict, formatName, formatText, name, type PdfObject, type PdfValue, ref } from './value.js';

export type CodeStyle = 'font' | 'path';

/** One letter a pattern: printable, and none that a string would have to escape. */
const LETTERS = '+-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const LETTER_CODES = Uint8Array.from(LETTERS, (letter) => letter.charCodeAt(0));
const [FIRST, LAST] = [LETTER_CODES[0]!, LETTER_CODES[63]!];

/** The font's objects, the font last; references are indices into the list. A glyph is a module high. */
export function rowFontObjects(): PdfObject[] {
  const encoder = new TextEncoder();
  const stream = (text: string): PdfObject => ({ value: dict({}), stream: encoder.encode(text) });
  const glyphs = Array.from({ length: 64 }, (_, pattern) =>
    stream(`${STRIP} 0 0 0 ${STRIP} 1 d1${rectangles(pattern)}`),
  );
  const glyphName = (pattern: number): string => `m${pattern}`;
  const differences = [...LETTER_CODES].flatMap((code, pattern): PdfValue[] => [
    code,
    name(glyphName(pattern)),
  ]);
  const known = new Set(LETTER_CODES);
  const font = dict({
    Type: name('Font'),
    Subtype: name('Type3'),
    Name: name('Modules'),
    FontBBox: [0, 0, STRIP, 1],
    FontMatrix: [1, 0, 0, 1, 0, 0],
    CharProcs: dict(Object.fromEntries(glyphs.map((_, pattern) => [glyphName(pattern), ref(pattern)]))),
    Encoding: dict({ Type: name('Encoding'), Differences: differences }),
    FirstChar: FIRST,
    LastChar: LAST,
    Widths: Array.from({ length: LAST - FIRST + 1 }, (_, i) => (known.has(FIRST + i) ? STRIP : 0)),
    Resources: dict({}),
    ToUnicode: ref(glyphs.length),
  });
  return [...glyphs, stream(TO_UNICODE), { value: font }];
}

/** The black runs of a pattern, as `re`s and one `f`. */
function rectangles(pattern: number): string {
  let out = '';
  for (let from = 0; from < STRIP; ) {
    let to = from;
    while (to < STRIP && (pattern >> (STRIP - 1 - to)) & 1) to++;
    if (to > from) out += ` ${from} 0 ${to - from} 1 re`;
    from = Math.max(to, from + 1);
  }
  return out === '' ? '' : `${out} f`;
}

const hexOf = (code: number): string => code.toString(16).padStart(2, '0');
const TO_UNICODE = `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<00> <FF>
endcodespacerange
64 beginbfchar
${[...LETTER_CODES].map((code) => `<${hexOf(code)}> <200B>`).join('\n')}
endbfchar
endcmap
CMapName currentdict /CMap defineresource pop
end
end`;

/**
 * Operators that draw codes in solid black, which overprints: the resources must have `OVERPRINT`, and the row font
 * under `font` unless codes are paths. ASCII.
 */
export function drawCodes(codes: readonly PlacedCode[], style: CodeStyle, font: string): string {
  let out = 'q /GSover gs 0 0 0 1 k\n';
  for (const { code, matrix } of codes)
    out += style === 'font' ? asText(code, matrix, font) : asPath(code, matrix);
  return `${out}Q\n`;
}

const ASCII = new TextDecoder();
/** Used again for each code: an array of this size lies outside the heap. */
let scratch = new Uint8Array(512);

/** Of places where codes stood before: those of a run stand in the same few. */
const textMatrices = new WeakMap<Matrix, { readonly size: number; readonly text: string }>();

function textMatrix(size: number, matrix: Matrix): string {
  const known = textMatrices.get(matrix);
  if (known?.size === size) return known.text;
  const module = 1 / size;
  const text = formatMatrix(concat([module, 0, 0, -module, 0, 0], matrix));
  textMatrices.set(matrix, { size, text });
  return text;
}

/** Rows as strings. Text goes upwards and the page's y downwards: the matrix turns the code over. */
function asText(code: StripCode, matrix: Matrix, font: string): string {
  const { size, across, strips } = code;
  const row = across + 3;
  if (scratch.length < size * row) scratch = new Uint8Array(size * row);
  const bytes = scratch.subarray(0, size * row);
  for (let r = 0, at = 0, strip = 0; r < size; r++) {
    bytes[at++] = 0x28; // (
    for (let i = 0; i < across; i++) bytes[at++] = LETTER_CODES[strips[strip++]!]!;
    bytes[at++] = 0x29; // )
    bytes[at++] = 0x27; // ' goes to the next line and shows
  }
  const rows = ASCII.decode(bytes);
  return `/Span<</ActualText${formatText(code.value)}>>BDC\nBT ${formatName(font)} 1 Tf 1 TL ${textMatrix(size, matrix)} Tm\n${rows}\nET EMC\n`;
}

/** One path of rectangles, a row's neighbours joined. */
function asPath(code: StripCode, matrix: Matrix): string {
  const { size } = code;
  const module = 1 / size;
  let path = '';
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; ) {
      let end = column;
      while (end < size && isBlack(code, row, end)) end++;
      if (end > column) path += `${column} ${row} ${end - column} 1 re\n`;
      column = Math.max(end, column + 1);
    }
  return `q ${formatMatrix(concat([module, 0, 0, module, 0, 0], matrix))} cm\n${path}f Q\n`;
}
