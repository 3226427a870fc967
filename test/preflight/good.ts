/** A file of ours with nothing wrong: black, white and coloured text, a line, a spot ink, marks. */
import { BLACK, PAPER } from '../../src/core/color.js';
import { allSides, box, size, translate } from '../../src/core/geometry.js';
import { pt } from '../../src/core/units.js';
import type { Frame } from '../../src/frame/frame.js';
import { linePath, rectPath } from '../../src/frame/path.js';
import { inflate } from '../../src/job/inflate.js';
import { compileFrames } from '../../src/pdf/compile.js';
import { openRunWriter } from '../../src/pdf/run.js';
import { type PdfPreflight, preflightPdf } from '../../src/preflight/pdf.js';
import {
  BADGE,
  book,
  deflate,
  digest,
  intent,
  meta,
  onePage,
  PETROL,
  SAMPLES,
  textItems,
} from '../pdf/sample.js';

const SIDE: Frame = {
  id: 'good',
  size: size(396, 612),
  bleed: allSides(9),
  lang: 'en',
  items: [
    { kind: 'path', path: rectPath(box(-9, -9, 414, 99)), fill: PETROL },
    ...textItems(SAMPLES.latin!, { x: 24, y: 20, width: 340, size: 20, color: PAPER, weight: 700 }),
    ...textItems(SAMPLES.latin!, { x: 24, y: 110, width: 340, size: 14 }),
    { kind: 'use', frame: BADGE, matrix: translate(24, 300) },
    { kind: 'path', path: linePath(24, 400, 200, 400), stroke: { color: BLACK, width: pt(0.5) } },
    {
      kind: 'path',
      path: rectPath(box(200, 440, 60, 60)),
      fill: { kind: 'spot', name: 'PANTONE 320 C', tint: 60, alt: PETROL },
    },
  ],
};

/** By the writer of runs, with pages of its own marks. */
export function goodFile(pages = 1): Uint8Array {
  const chunks: Uint8Array[] = [];
  const writer = openRunWriter({
    write: (bytes) => chunks.push(bytes.slice()),
    meta,
    intent,
    digest,
    deflate,
  });
  writer.add(compileFrames([SIDE], { book, deflate, digest }));
  for (let i = 0; i < pages; i++) writer.page(onePage(SIDE, `page-${i}`));
  writer.end();
  return new Uint8Array(Buffer.concat(chunks));
}

export const preflight = (bytes: Uint8Array): PdfPreflight => preflightPdf(bytes, 'x.pdf', { inflate });

/** `trim-box page 1 object 12` of everything found. */
export const found = ({ diagnostics }: PdfPreflight): string[] =>
  diagnostics.map(({ clause, at }) => {
    const { page, object } = at && 'pdf' in at ? at : { page: undefined, object: undefined };
    return [clause, page && `page ${page}`, object && `object ${object}`].filter(Boolean).join(' ');
  });
