/** Typst through its npm package: one document of all flyers, the codes as SVG pictures. */
import { writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { addressOf, CODE, codeRuns, HEIGHT, out, report, shares, WIDTH, work } from './common.js';

const files = [...new Set(work.designs.flatMap((d) => [d.regular, d.bold, ...Object.values(work.latin)]))];
const compiler = NodeCompiler.create({ workspace: dirname(out), fontArgs: [{ fontPaths: files }] });
const quoted = (/** @type {string} */ text) => `"${text.replace(/[\\"]/g, '\\$&')}"`;

function side(design, lines) {
  const dir = design.rtl ? 'rtl' : 'ltr';
  const set = `#set text(font: ("Noto Sans", ${quoted(design.family)}), lang: ${quoted(design.lang.split('-')[0])}, dir: ${dir}, size: 8pt)`;
  return `[${set}\n${lines
    .map(
      ({ text, head }) =>
        `#par(text(size: ${head ? 10 : 8}pt, weight: ${head ? 700 : 400}, ${quoted(text)}))`,
    )
    .join('\n')}]`;
}
function code(serial) {
  const { runs, size } = codeRuns(addressOf(serial));
  const path = runs.map(([x, y, width]) => `M${x} ${y}h${width}v1h-${width}z`).join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path d="${path}"/></svg>`;
  return `#place(top + left, dx: ${CODE.x - 24}pt, dy: ${CODE.y - 24}pt, image(bytes(${JSON.stringify(svg)}), format: "svg", width: ${CODE.side}pt))`;
}

let text = `#set page(width: ${WIDTH}pt, height: ${HEIGHT}pt, margin: 24pt)\n#set par(spacing: 4pt)\n`;
for (const { design, index } of shares)
  text += `#let front${index} = ${side(design, design.front)}\n#let back${index} = ${side(design, design.back)}\n`;
let started = false;
for (const { index, first, count } of shares)
  for (let piece = 0; piece < count; piece++) {
    text += `${started ? '#pagebreak()\n' : ''}#front${index}\n#pagebreak()\n${code(first + piece)}\n#back${index}\n`;
    started = true;
  }
const made = compiler.pdf({ mainFileContent: text });
writeFileSync(out, made);
report();
