/** What must hold of a page beside what it draws: boxes, group, annotations, actions. */
import { readColorSpace } from './color-space.js';
import type { Findings } from './findings.js';
import type { Bounds } from './ink-map.js';
import type { Plates } from './inks.js';
import type { PdfFile } from './read/file.js';
import type { PdfPage } from './read/pages.js';
import { EMPTY, isRef, nameOf, numberOf, type PdfValue } from './read/value.js';

export interface PageBoxes {
  readonly media: Bounds;
  readonly bleed: Bounds;
  readonly trim: Bounds;
  /** Whether the page has a TrimBox of its own. */
  readonly trimmed: boolean;
}

/** Points. */
const SLACK = 0.01;
/** Letter, for a page that says nothing. */
const OTHERWISE: Bounds = { left: 0, bottom: 0, right: 612, top: 792 };
/** Annotations that never print or belong to the trade (12.5.6). */
const HARMLESS = new Set(['Popup', 'PrinterMark', 'TrapNet']);

function readBox(file: PdfFile, value: PdfValue | undefined): Bounds | undefined {
  const n = file.list(value).map((v) => numberOf(file.get(v)));
  const [a, b, c, d] = n;
  if (n.length !== 4 || a === undefined || b === undefined || c === undefined || d === undefined)
    return undefined;
  return { left: Math.min(a, c), bottom: Math.min(b, d), right: Math.max(a, c), top: Math.max(b, d) };
}

const inside = (inner: Bounds, outer: Bounds): boolean =>
  inner.left >= outer.left - SLACK &&
  inner.bottom >= outer.bottom - SLACK &&
  inner.right <= outer.right + SLACK &&
  inner.top <= outer.top + SLACK;

const isEmpty = (b: Bounds): boolean => b.right - b.left <= 0 || b.top - b.bottom <= 0;

/** `5.5 × 8.5 in` would hide a point: as a press says it, in points. */
export const sizeOf = (b: Bounds): string =>
  `${Math.round((b.right - b.left) * 100) / 100} × ${Math.round((b.top - b.bottom) * 100) / 100}`;

export function checkBoxes(file: PdfFile, page: PdfPage, findings: Findings): PageBoxes {
  const place = { page: page.number, ...(page.object === undefined ? {} : { object: page.object }) };
  const own = (key: string): Bounds | undefined => readBox(file, page.dict.entries.get(key));
  const said = readBox(file, page.inherited('MediaBox'));
  if (!said || isEmpty(said)) findings.add('boxes-nest', 'the page has no MediaBox', place);
  const media = said && !isEmpty(said) ? said : OTHERWISE;
  const trim = own('TrimBox');
  const art = own('ArtBox');
  if (!trim) findings.add('trim-box', 'the page has no TrimBox', place);
  if (art)
    findings.add('art-box', `the page has an ArtBox${trim ? ' as well' : ' in place of a TrimBox'}`, place);
  const bleed = own('BleedBox') ?? media;
  const cut = trim ?? media;
  if (isEmpty(cut)) findings.add('boxes-nest', 'the TrimBox is empty', place);
  if (trim && !inside(trim, bleed))
    findings.add('boxes-nest', 'the TrimBox does not lie inside the BleedBox', place);
  if (!inside(bleed, media))
    findings.add('boxes-nest', 'the BleedBox does not lie inside the MediaBox', place);
  const crop = readBox(file, page.inherited('CropBox'));
  if (crop && !inside(bleed, crop)) findings.add('boxes-nest', 'the CropBox cuts the BleedBox off', place);
  return { media, bleed, trim: cut, trimmed: trim !== undefined };
}

export function checkPage(
  file: PdfFile,
  page: PdfPage,
  plates: Plates,
  bleed: Bounds,
  findings: Findings,
): void {
  const place = { page: page.number, ...(page.object === undefined ? {} : { object: page.object }) };
  const { entries } = page.dict;
  if (entries.has('Group')) {
    const space = readColorSpace(file, plates, file.dict(entries.get('Group')).entries.get('CS'), EMPTY);
    if (space?.rgb || space?.channels === 1)
      findings.add('group-space', `the page's transparency group blends in ${space.name}`, place);
  }
  if (entries.has('AA')) findings.add('actions', 'the page has actions (AA)', place);
  for (const value of file.list(entries.get('Annots'))) {
    const dict = file.dict(value);
    const where = isRef(value) ? { page: page.number, object: value.number } : place;
    const kind = nameOf(file.get(dict.entries.get('Subtype'))) ?? 'unknown';
    if (dict.entries.has('A') || dict.entries.has('AA'))
      findings.add('actions', `a ${kind} annotation has an action`, where);
    const rect = readBox(file, dict.entries.get('Rect'));
    if (HARMLESS.has(kind) || (rect && !overlap(rect, bleed))) continue;
    findings.add('annotations', `a ${kind} annotation lies inside the BleedBox`, where);
  }
}

const overlap = (a: Bounds, b: Bounds): boolean =>
  a.left < b.right && b.left < a.right && a.bottom < b.top && b.bottom < a.top;
