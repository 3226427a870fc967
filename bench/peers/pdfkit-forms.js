/**
 * pdfkit as somebody uses it who knows PDF: each side of a design laid out once as a form XObject, the codes of the
 * fastest package as rectangles, no deflate. The best peer.
 */
import { closeSync, createWriteStream, fsyncSync, openSync } from 'node:fs';
import { finished } from 'node:stream/promises';
import PDFDocument from 'pdfkit';
import {
  addressOf,
  CODE,
  codeRuns,
  count,
  HEIGHT,
  imposed,
  isLatin,
  out,
  PLACES,
  report,
  SHEET_HEIGHT,
  SHEET_WIDTH,
  shares,
  WIDTH,
  work,
} from './common.js';

const doc = new PDFDocument({ autoFirstPage: false, compress: false, margin: 0, font: '' });
const stream = createWriteStream(out);
doc.pipe(stream);
const size = imposed ? [SHEET_WIDTH, SHEET_HEIGHT] : [WIDTH, HEIGHT];

/** A form: drawn on a page that is not in the document, whose content becomes the form. */
function formOf(width, height, draw) {
  const { page } = doc;
  const Page = page.constructor;
  const scratch = new Page(doc, { size: [width, height], margin: 0 });
  doc.page = scratch;
  doc.save();
  doc.transform(1, 0, 0, -1, 0, height);
  draw();
  doc.restore();
  const form = scratch.content;
  Object.assign(form.data, {
    Type: 'XObject',
    Subtype: 'Form',
    BBox: [0, 0, width, height],
    Resources: scratch.resources,
  });
  scratch.resources.end();
  form.end();
  scratch.dictionary.data = {};
  scratch.dictionary.end();
  doc.page = page;
  return form;
}

const sideOf = (design, lines) =>
  formOf(WIDTH, HEIGHT, () => {
    doc.y = 24;
    for (const { text, head } of lines) {
      const latin = isLatin(text);
      const { regular, bold } = latin ? work.latin : design;
      doc.font(head ? bold : regular).fontSize(head ? 10 : 8);
      doc.text(text, 24, doc.y, { width: WIDTH - 48, align: design.rtl && !latin ? 'right' : 'left' });
    }
  });

/** What a press sheet carries beside its pieces: crop and register marks, a colour bar, a slug. */
const furnitureOf = (design, side) =>
  formOf(SHEET_WIDTH, SHEET_HEIGHT, () => {
    doc.lineWidth(0.25).strokeColor([100, 100, 100, 100]);
    for (const x of [36, 432, 828]) doc.moveTo(x, 9).lineTo(x, 27).moveTo(x, 1269).lineTo(x, 1287);
    for (const y of [36, 648, 1260]) doc.moveTo(9, y).lineTo(27, y).moveTo(837, y).lineTo(855, y);
    for (const x of [27, 837])
      for (const y of [342, 954])
        doc
          .circle(x, y, 4)
          .moveTo(x - 6, y)
          .lineTo(x + 6, y)
          .moveTo(x, y - 6)
          .lineTo(x, y + 6);
    doc.stroke();
    const inks = [
      [100, 0, 0, 0],
      [0, 100, 0, 0],
      [0, 0, 100, 0],
      [0, 0, 0, 100],
      [0, 100, 100, 0],
      [100, 0, 100, 0],
    ];
    for (const [i, ink] of inks.entries()) doc.rect(45 + 12 * i, 1265, 12, 12).fill(ink);
    doc.fillColor([0, 0, 0, 100]).font(work.latin.regular).fontSize(6);
    doc.text(`bench-w2 · ${side} · ${design.lang} · 1 design · of ${count / 4} sheets`, 36, 12, {
      lineBreak: false,
    });
  });

doc.addPage({ size, margin: 0 });
const forms = shares.map(({ design }) => [sideOf(design, design.front), sideOf(design, design.back)]);
const furniture = imposed
  ? shares.map(({ design }) => [furnitureOf(design, 'front'), furnitureOf(design, 'back')])
  : [];
/** The running number of a sheet is put together from forms: to set text on each page would take several times as long. */
const digits = imposed
  ? Array.from({ length: 10 }, (_, digit) =>
      formOf(6, 9, () => doc.font(work.latin.bold).fontSize(9).text(`${digit}`, 0, 0, { lineBreak: false })),
    )
  : [];
let first = true;
function nextPage() {
  if (!first) doc.addPage({ size, margin: 0 });
  first = false;
}
/** Draws a form with its top left corner at a place; the page's y goes downwards. */
function put(form, name, x, y) {
  doc.page.xobjects[name] = form;
  doc.addContent(`q 1 0 0 -1 ${x} ${y + HEIGHT} cm /${name} Do Q`);
}
function putCode(serial, x, y) {
  const { runs, size: modules } = codeRuns(addressOf(serial));
  const module = CODE.side / modules;
  let path = `q 0 g ${module} 0 0 ${module} ${x + CODE.x} ${y + CODE.y} cm\n`;
  for (const [column, row, width] of runs) path += `${column} ${row} ${width} 1 re\n`;
  doc.addContent(`${path}f Q`);
}
function putFurniture(index, side, number) {
  doc.page.xobjects[`M${index}${side}`] = furniture[index][side];
  let content = `q 1 0 0 -1 0 ${SHEET_HEIGHT} cm /M${index}${side} Do Q`;
  for (const [i, digit] of [...String(number).padStart(4, '0')].entries()) {
    doc.page.xobjects[`D${digit}`] = digits[digit];
    content += `\nq 1 0 0 -1 ${760 + 6 * i} 21 cm /D${digit} Do Q`;
  }
  doc.addContent(content);
}

let sheetNumber = 0;
for (const share of shares) {
  const [front, back] = forms[share.index];
  if (!imposed) {
    for (let piece = 0; piece < share.count; piece++) {
      nextPage();
      put(front, `F${share.index}`, 0, 0);
      nextPage();
      put(back, `B${share.index}`, 0, 0);
      putCode(share.first + piece, 0, 0);
    }
    continue;
  }
  const sheets = Math.ceil(share.count / 4);
  for (let sheet = 0; sheet < sheets; sheet++) {
    sheetNumber++;
    nextPage();
    putFurniture(share.index, 0, sheetNumber);
    for (const [x, y] of PLACES) put(front, `F${share.index}`, x, y);
    nextPage();
    putFurniture(share.index, 1, sheetNumber);
    for (const [position, [x, y]] of PLACES.entries()) {
      put(back, `B${share.index}`, x, y);
      const piece = (position ^ 1) * sheets + sheet;
      if (piece < share.count) putCode(share.first + piece, x, y);
    }
  }
}
doc.end();
await finished(stream);
const fd = openSync(out, 'r');
fsyncSync(fd);
closeSync(fd);
report();
