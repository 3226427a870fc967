/** pdfkit as its guide shows it: the text of every flyer laid out again, deflated. */
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import PDFDocument from 'pdfkit';
import { addressOf, CODE, codeRuns, HEIGHT, isLatin, out, report, shares, WIDTH, work } from './common.js';

const doc = new PDFDocument({ autoFirstPage: false, margin: 0, font: '' });
const stream = createWriteStream(out);
doc.pipe(stream);

function drawSide(design, lines) {
  doc.addPage({ size: [WIDTH, HEIGHT], margin: 0 });
  doc.y = 24;
  for (const { text, head } of lines) {
    const latin = isLatin(text);
    const { regular, bold } = latin ? work.latin : design;
    doc.font(head ? bold : regular).fontSize(head ? 10 : 8);
    doc.text(text, 24, doc.y, { width: WIDTH - 48, align: design.rtl && !latin ? 'right' : 'left' });
  }
}

for (const { design, first, count } of shares)
  for (let piece = 0; piece < count; piece++) {
    drawSide(design, design.front);
    drawSide(design, design.back);
    const { runs, size } = codeRuns(addressOf(first + piece));
    const module = CODE.side / size;
    for (const [x, y, width] of runs)
      doc.rect(CODE.x + x * module, CODE.y + y * module, width * module, module);
    doc.fill('black');
  }
doc.end();
await finished(stream);
report();
