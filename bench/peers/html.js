/** The flyers as one HTML document for Chromium and WeasyPrint, the codes as SVG. Prints nothing; its time is not counted. */
import { writeFileSync } from 'node:fs';
import { addressOf, CODE, codeRuns, HEIGHT, out, shares, WIDTH, work } from './common.js';

const escapeHtml = (/** @type {string} */ text) =>
  text.replace(/[&<]/g, (c) => (c === '&' ? '&amp;' : '&lt;'));
const faces = [['Latin', work.latin], ...work.designs.map((d, i) => [`D${i}`, d])].flatMap(
  ([name, { regular, bold }]) =>
    [
      [400, regular],
      [700, bold],
    ].map(
      ([weight, file]) => `@font-face{font-family:${name};font-weight:${weight};src:url("file://${file}")}`,
    ),
);
const side = (design, index, lines, code = '') =>
  `<section dir="${design.rtl ? 'rtl' : 'ltr'}" lang="${design.lang}" style="font-family:Latin,D${index}">${lines
    .map(({ text, head }) => (head ? `<h2>${escapeHtml(text)}</h2>` : `<p>${escapeHtml(text)}</p>`))
    .join('')}${code}</section>`;
function code(serial) {
  const { runs, size } = codeRuns(addressOf(serial));
  const path = runs.map(([x, y, width]) => `M${x} ${y}h${width}v1h-${width}z`).join('');
  return `<svg viewBox="0 0 ${size} ${size}"><path d="${path}"/></svg>`;
}
const pages = shares.flatMap(({ design, index, first, count }) =>
  Array.from(
    { length: count },
    (_, piece) => side(design, index, design.front) + side(design, index, design.back, code(first + piece)),
  ),
);
writeFileSync(
  out,
  `<!doctype html><meta charset="utf-8"><style>${faces.join('')}
@page{size:${WIDTH}pt ${HEIGHT}pt;margin:0}body{margin:0;font-size:8pt}
section{position:relative;box-sizing:border-box;width:${WIDTH}pt;height:${HEIGHT - 1}pt;padding:24pt;break-after:page;overflow:hidden}
h2,p{margin:0 0 2pt;font-size:8pt}h2{font-size:10pt}
svg{position:absolute;left:${CODE.x}pt;top:${CODE.y}pt;width:${CODE.side}pt;height:${CODE.side}pt}</style>${pages.join('\n')}`,
);
