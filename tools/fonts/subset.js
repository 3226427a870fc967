/**
 * Cuts a TrueType font to a set of code points with HarfBuzz's subsetter.
 *
 * It keeps the layout tables (unlike the subsetting for a PDF, where the text is already shaped): the cut font is
 * shaped like any other. It promises the same bytes for the same input and the same harfbuzzjs version.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

// hb_subset_flags_t and hb_subset_sets_t, from hb-subset.h.
const NOTDEF_OUTLINE = 0x40;
const DROP_TABLE_TAG = 3;
const NAME_ID = 4;
const LAYOUT_FEATURE_TAG = 6;

/**
 * The features that stay. Flyers are set horizontally and in NFC, so the vertical forms and the composition of
 * Hangul from letters (ljmo, vjmo, tjmo) go, with the glyphs that only they reach.
 */
const FEATURES = [
  ...['ccmp', 'locl', 'calt', 'clig', 'liga', 'rlig', 'curs', 'dist', 'kern', 'mark', 'mkmk'],
  ...['palt', 'halt', 'chws', 'fwid', 'hwid', 'pwid'],
];
const DROPPED_TABLES = ['vhea', 'vmtx', 'VORG'];

/** @param {string} text four letters */
const tag = (text) => Buffer.from(text, 'latin1').readUInt32BE(0);

/** @returns {Promise<Record<string, any>>} the raw exports of HarfBuzz's subsetter */
async function openSubsetter() {
  const file = new URL('harfbuzz-subset.wasm', import.meta.resolve('harfbuzzjs'));
  const { instance } = await WebAssembly.instantiate(await readFile(fileURLToPath(file)));
  const hb = /** @type {Record<string, any>} */ (instance.exports);
  hb._initialize();
  return hb;
}

/**
 * @param {Uint8Array} font a whole TrueType file
 * @param {Iterable<number>} codePoints what stays
 * @returns {Promise<Uint8Array>} the cut file
 * @throws if HarfBuzz cannot cut it
 */
export async function cutFont(font, codePoints) {
  // A fresh instance for each font: nothing of the last one can leak into the next, and nothing needs freeing.
  const hb = await openSubsetter();
  const at = hb.malloc(font.length);
  new Uint8Array(hb.memory.buffer).set(font, at);
  const blob = hb.hb_blob_create(at, font.length, 2 /* HB_MEMORY_MODE_WRITABLE */, 0, 0);
  const face = hb.hb_face_create(blob, 0);

  const input = hb.hb_subset_input_create_or_fail();
  hb.hb_subset_input_set_flags(input, NOTDEF_OUTLINE);
  const unicodes = hb.hb_subset_input_unicode_set(input);
  for (const codePoint of codePoints) hb.hb_set_add(unicodes, codePoint);
  const features = hb.hb_subset_input_set(input, LAYOUT_FEATURE_TAG);
  hb.hb_set_clear(features);
  for (const feature of FEATURES) hb.hb_set_add(features, tag(feature));
  for (const table of DROPPED_TABLES)
    hb.hb_set_add(hb.hb_subset_input_set(input, DROP_TABLE_TAG), tag(table));
  // All names, or the licence's two (13 and 14) would be lost.
  for (let id = 0; id <= 25; id++) hb.hb_set_add(hb.hb_subset_input_set(input, NAME_ID), id);

  const cut = hb.hb_subset_or_fail(face, input);
  if (cut === 0) throw new Error('HarfBuzz could not cut this font');
  const result = hb.hb_face_reference_blob(cut);
  const length = hb.hb_blob_get_length(result);
  const start = hb.hb_blob_get_data(result, 0);
  return new Uint8Array(hb.memory.buffer).slice(start, start + length);
}
