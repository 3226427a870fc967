/**
 * Cuts a font to the glyphs that are used, with harfbuzz-subset.wasm through its raw exports.
 * Glyph ids are kept (RETAIN_GIDS), because the wasm gives no map from old ids to new ones; the layout tables
 * go, because the text is already shaped. The same font and glyphs give the same bytes.
 * It takes the wasm's bytes and reads no file.
 */

/** The part of the global that is used; the project's `lib` has no DOM, where TypeScript keeps its types. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

/** HB_SUBSET_FLAGS: no hinting (paper needs none) · retain gids · keep the outline of .notdef · no closure. */
const FLAGS = 0x1 | 0x2 | 0x40 | 0x200;
const SET_DROP_TABLE = 3;
const SET_NAME_ID = 4;
const MEMORY_READONLY = 1;
const POSTSCRIPT_NAME = 6;
/** Layout tables, variation leftovers, device metrics and vertical metrics: none is read from a FontFile2. */
const DROPPED = [
  'GSUB',
  'GPOS',
  'GDEF',
  'BASE',
  'JSTF',
  'MATH',
  'kern',
  'DSIG',
  'STAT',
  'MVAR',
  'meta',
  'gasp',
  'hdmx',
  'VDMX',
  'LTSH',
  'vhea',
  'vmtx',
  'VORG',
];

interface SubsetExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  _initialize(): void;
  malloc(size: number): number;
  free(pointer: number): void;
  hb_blob_create(data: number, length: number, mode: number, user: number, destroy: number): number;
  hb_blob_destroy(blob: number): void;
  hb_blob_get_data(blob: number, length: number): number;
  hb_blob_get_length(blob: number): number;
  hb_face_create(blob: number, index: number): number;
  hb_face_destroy(face: number): void;
  hb_face_reference_blob(face: number): number;
  hb_set_add(set: number, value: number): void;
  hb_set_clear(set: number): void;
  hb_subset_input_create_or_fail(): number;
  hb_subset_input_destroy(input: number): void;
  hb_subset_input_glyph_set(input: number): number;
  hb_subset_input_set(input: number, kind: number): number;
  hb_subset_input_set_flags(input: number, flags: number): void;
  hb_subset_input_pin_all_axes_to_default(input: number, face: number): number;
  hb_subset_or_fail(face: number, input: number): number;
}

/** Cuts fonts; made once per wasm. Returns undefined where HarfBuzz refuses the font. */
export type Subsetter = (font: Uint8Array, glyphIds: Iterable<number>) => Uint8Array | undefined;

/** Compiles the wasm (about 10 ms) and returns the function that cuts. Throws if the bytes are no such wasm. */
export function openSubsetter(wasm: Uint8Array): Subsetter {
  const module = new WebAssembly.Module(wasm);
  const hb = new WebAssembly.Instance(module, {}).exports as SubsetExports;
  hb._initialize();
  // Every call may grow the memory, which detaches older views: a view lives for one statement only.
  const heap = (): Uint8Array => new Uint8Array(hb.memory.buffer);

  return (font, glyphIds) => {
    const data = hb.malloc(font.length);
    heap().set(font, data);
    const blob = hb.hb_blob_create(data, font.length, MEMORY_READONLY, 0, 0);
    const face = hb.hb_face_create(blob, 0);
    hb.hb_blob_destroy(blob);
    const input = hb.hb_subset_input_create_or_fail();
    hb.hb_subset_input_set_flags(input, FLAGS);
    hb.hb_subset_input_pin_all_axes_to_default(input, face);
    const glyphs = hb.hb_subset_input_glyph_set(input);
    for (const id of [0, ...glyphIds]) hb.hb_set_add(glyphs, id);
    const dropped = hb.hb_subset_input_set(input, SET_DROP_TABLE);
    for (const table of DROPPED) hb.hb_set_add(dropped, tagOf(table));
    const names = hb.hb_subset_input_set(input, SET_NAME_ID);
    hb.hb_set_clear(names);
    hb.hb_set_add(names, POSTSCRIPT_NAME);

    const cut = hb.hb_subset_or_fail(face, input);
    let bytes: Uint8Array | undefined;
    if (cut !== 0) {
      const result = hb.hb_face_reference_blob(cut);
      const start = hb.hb_blob_get_data(result, 0);
      bytes = heap().slice(start, start + hb.hb_blob_get_length(result));
      hb.hb_blob_destroy(result);
      hb.hb_face_destroy(cut);
    }
    hb.hb_subset_input_destroy(input);
    hb.hb_face_destroy(face);
    hb.free(data);
    return bytes?.length ? bytes : undefined;
  };
}

function tagOf(table: string): number {
  let tag = 0;
  for (const letter of table) tag = (tag << 8) | letter.charCodeAt(0);
  return tag >>> 0;
}
