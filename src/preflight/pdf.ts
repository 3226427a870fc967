/**
 * Preflight of a PDF from its bytes, ours or anybody's: what a print shop would send back (press.md sections 1 and 2),
 * each finding with its clause, page and object, and what the file is like. It knows nothing of who wrote the file.
 *
 * Does not: judge a profile's quality, decode JPEG or open fonts, look at safety margins or at whether ink reaches the
 * bleed (preflight/frame.ts sees those before a design is written), or print anything. Never throws.
 */
import type { Diagnostic } from '../core/diagnostic.js';
import { trimNumber } from '../core/units.js';
import { type Purpose, UNASKED } from './clauses.js';
import { checkCatalog, checkHeader, checkIntents, checkMetadata } from './document-checks.js';
import { type Finding, Findings } from './findings.js';
import { geometryOf, InkMap, type Most } from './ink-map.js';
import { Plates } from './inks.js';
import { checkBoxes, checkPage, type PageBoxes, sizeOf } from './page-checks.js';
import { openFile, type PdfFile } from './read/file.js';
import type { Inflate } from './read/filters.js';
import { type PdfPage, readPages } from './read/pages.js';
import { isRef } from './read/value.js';
import { type FileReport, greater, Measures } from './report.js';
import { Walker, type Work } from './walk.js';

/** Percent of all inks together; press.md section 2. */
const INK_LIMIT = 300;
/** Square points of too much ink that are let pass: a cell or two at a seam. */
const INK_AREA = 16;
/** Operators and cells for each file and for each of its bytes. */
const OPERATORS = 10_000_000;
const OPERATORS_PER_BYTE = 8;
const CELLS = 100_000_000;
const CELLS_PER_BYTE = 100;
/** Pages remembered, to know the same page again. */
const KEPT_PAGES = 4096;

export interface PdfTools {
  readonly inflate: Inflate;
  /** Unless said, `press`. */
  readonly purpose?: Purpose;
}

export interface PdfPreflight {
  readonly ok: boolean;
  readonly report: FileReport;
  /** Errors first; each names its clause and its place. */
  readonly diagnostics: readonly Diagnostic[];
}

/** `shown` is the file's name in messages. */
export function preflightPdf(bytes: Uint8Array, shown: string, tools: PdfTools): PdfPreflight {
  const findings = new Findings(UNASKED[tools.purpose ?? 'press']);
  const measures = new Measures(findings, new Plates());
  const file = openFile(bytes, tools.inflate);
  checkHeader(file, findings);
  const encrypted = file.trailer.entries.has('Encrypt');
  const looked = encrypted || file.version === undefined ? NOTHING : look(file, bytes.length, measures);
  if (encrypted) findings.add('encryption', 'the file is encrypted');
  for (const { clause, message, object } of file.faults)
    findings.add(clause, message, object === undefined ? {} : { object });

  const diagnostics = findings.diagnostics(shown);
  const { smallestText, thinnestLine, lowestPicture, mostInk } = measures;
  const report: FileReport = {
    file: shown,
    pages: looked.pages,
    ...(file.version === undefined ? {} : { version: file.version }),
    boxes: looked.boxes,
    ...(looked.intent === undefined ? {} : { intent: looked.intent }),
    fonts: looked.fonts,
    spots: measures.plates.spots,
    spaces: [...measures.spaces],
    text: [...measures.text.values()],
    ...(smallestText ? { smallestText } : {}),
    ...(thinnestLine ? { thinnestLine } : {}),
    ...(lowestPicture ? { lowestPicture } : {}),
    pictures: measures.pictures,
    ...(mostInk ? { mostInk } : {}),
    unreadPictures: measures.unreadPictures,
  };
  return { ok: diagnostics.every((d) => d.level !== 'error'), report, diagnostics };
}

type Looked = Pick<FileReport, 'pages' | 'boxes' | 'intent' | 'fonts'>;
const NOTHING: Looked = { pages: 0, boxes: [], fonts: [] };

function look(file: PdfFile, length: number, measures: Measures): Looked {
  const { findings } = measures;
  const catalog = file.dict(file.trailer.entries.get('Root'));
  if (catalog.entries.size === 0) {
    findings.add('readable', 'there is no catalog: nothing of the file can be found');
    return NOTHING;
  }
  const intent = checkIntents(file, catalog, findings);
  checkMetadata(file, catalog, findings);
  checkCatalog(file, catalog, findings);

  const work: Work = {
    operators: 0,
    operatorLimit: OPERATORS + length * OPERATORS_PER_BYTE,
    cells: 0,
    limit: CELLS + length * CELLS_PER_BYTE,
  };
  const walker = new Walker(file, measures, work);
  const sizes = new Map<string, { media: string; bleed: string; trim: string; pages: number }>();
  const seen = new Map<string, ReadonlySet<Finding>>();
  let pages = 0;
  let map: InkMap | undefined;
  const mapOf = ({ media }: PageBoxes): InkMap => {
    const geometry = geometryOf(media);
    if (map?.geometry.key === geometry.key) map.clear();
    else map = new InkMap(geometry, work);
    return map;
  };
  const blame = (message: string, object?: number): void =>
    findings.add('page-tree', message, object === undefined ? {} : { object });
  for (const page of readPages(file, blame)) {
    pages = page.number;
    const boxes = checkBoxes(file, page, findings);
    const size = { media: sizeOf(boxes.media), bleed: sizeOf(boxes.bleed), trim: sizeOf(boxes.trim) };
    const known = sizes.get(Object.values(size).join());
    if (known) known.pages++;
    else if (sizes.size < 100) sizes.set(Object.values(size).join(), { ...size, pages: 1 });
    checkPage(file, page, measures.plates, boxes.bleed, findings);
    drawPage(file, page, boxes, measures, walker, mapOf, seen);
  }
  if (work.cells > work.limit)
    findings.add(
      'limit',
      'there is more ink to lay than preflight looks at: total ink was not measured to the end',
    );
  return {
    pages,
    boxes: [...sizes.values()],
    ...(intent === undefined ? {} : { intent }),
    fonts: [...walker.fontReports.values()],
  };
}

/** Walks a page, unless one with the same content, resources and boxes has been walked. */
function drawPage(
  file: PdfFile,
  page: PdfPage,
  boxes: PageBoxes,
  measures: Measures,
  walker: Walker,
  mapOf: (boxes: PageBoxes) => InkMap,
  seen: Map<string, ReadonlySet<Finding>>,
): void {
  const { findings } = measures;
  const content = page.dict.entries.get('Contents');
  const resources = page.inherited('Resources');
  const { left, bottom, right, top } = boxes.media;
  const key =
    isRef(content) && isRef(resources)
      ? `${content.number} ${resources.number} ${left},${bottom},${right},${top} ${sizeOf(boxes.bleed)}`
      : undefined;
  const before = key === undefined ? undefined : seen.get(key);
  if (before) {
    findings.repeat(before, page.number);
    return;
  }
  const found = findings.record(() => {
    const map = mapOf(boxes);
    const { number, object } = page;
    const bounds = boxes.media;
    walker.walkPage({ content, resources: file.dict(resources), bounds, map, page: number, object });
    const most = map.most(boxes.bleed, INK_LIMIT);
    if (most) noteInk(measures, most, page);
  });
  if (key !== undefined && seen.size < KEPT_PAGES) seen.set(key, found);
}

function noteInk(measures: Measures, most: Most, page: PdfPage): void {
  const place = { page: page.number, ...(page.object === undefined ? {} : { object: page.object }) };
  const { percent, x, y, area } = most;
  measures.mostInk = greater(measures.mostInk, {
    value: percent,
    what: `at ${Math.round(x)}, ${Math.round(y)}`,
    ...place,
  });
  if (percent > INK_LIMIT && area >= INK_AREA)
    measures.findings.add(
      'ink-limit',
      `${percent} % of ink lies at ${Math.round(x)}, ${Math.round(y)} pt; more than ${INK_LIMIT} % on ${trimNumber(area / 72 / 72, 3)} in²`,
      place,
    );
}
