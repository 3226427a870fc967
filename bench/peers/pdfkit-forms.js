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

/** A side as a form: drawn on a page that is not in the document, whose content becomes the form. */
function formOf(design, lines) {
  const { page } = doc;
  const Page = page.constructor;
  const scratch = new Page(doc, { size: [WIDTH, HEIGHT], margin: 0 });
  doc.page = scratch;
  doc.save();
  doc.transform(1, 0, 0, -1, 0, HEIGHT);
  doc.y = 24;
  for (const { text, head } of lines) {
    const latin = isLatin(text);
    const { regular, bold } = latin ? work.latin : design;
    doc.font(head ? bold : regular).fontSize(head ? 10 : 8);
    doc.text(text, 24, doc.y, { width: WIDTH - 48, align: design.rtl && !latin ? 'right' : 'left' });
  }
  doc.restore();
  const form = scratch.content;
  Object.assign(form.data, {
    Type: 'XObject',
    Subtype: 'Form',
    BBox: [0, 0, WIDTH, HEIGHT],
    Resources: scratch.resources,
  });
  scratch.resources.end();
  form.end();
  scratch.dictionary.data = {};
  scratch.dictionary.end();
  doc.page = page;
  return form;
}

doc.addPage({ size, margin: 0 });
const forms = shares.map(({ design }) => [formOf(design, design.front), formOf(design, design.back)]);
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
function putMarks() {
  let path = 'q 0.25 w\n';
  for (const x of [36, 432, 828]) path += `${x} 9 m ${x} 27 l ${x} 1269 m ${x} 1287 l\n`;
  for (const y of [36, 648, 1260]) path += `9 ${y} m 27 ${y} l 837 ${y} m 855 ${y} l\n`;
  doc.addContent(`${path}S Q`);
}

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
    nextPage();
    putMarks();
    for (const [x, y] of PLACES) put(front, `F${share.index}`, x, y);
    nextPage();
    putMarks();
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
