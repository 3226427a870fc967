/**
 * The two lists of START-HERE.pdf: what to print, a row with pictures for each language and one for all
 * congregations together; and who gets what, a line or two for each congregation.
 *
 * Promises: a row stays on one page, a page that continues a list begins with the list's head, long names are
 * shortened with an ellipsis and never run into the next column, and the last row of each list is its sum.
 */
import { inkCount } from '../core/ink.js';
import { liftsOf, planCuts } from '../impose/cuts.js';
import { languageWords, setName, setOtherNames, sizeText } from './names.js';
import { type Paper, setHeading, type TextLook, type Words } from './paper.js';
import { sum } from './plan/counts.js';
import type { Counts, Plan, PlannedBatch, PlannedLine } from './plan/plan.js';
import { grouped } from './plan/words.js';
import { deliveriesOf, type Recipient, runsOf } from './recipients.js';
import { kilograms, pounds } from './stock.js';
import type { TicketFacts } from './ticket.js';

const THUMB = 34;
const INDENT = 2 * THUMB + 14;
/** A taller row is not kept on one page. */
const MOST_IN_ONE = 300;
const HEAD: TextLook = { size: 7.5, weight: 700, leading: 1.2 };

interface Column {
  readonly title: string;
  readonly width: number;
}

/** Numbers stand at the right; what is left of them belongs to names. */
const PRINT_COLUMNS: readonly Column[] = [
  { title: 'ordered', width: 44 },
  { title: 'overs', width: 36 },
  { title: 'to print', width: 46 },
  { title: 'sheets', width: 40 },
  { title: 'lifts × cuts', width: 38 },
  { title: 'weight', width: 52 },
  { title: 'boxes', width: 34 },
];
const DELIVERY_COLUMNS: readonly Column[] = [
  { title: 'ordered', width: 42 },
  { title: 'to print', width: 42 },
  { title: 'sheets', width: 38 },
  { title: 'file', width: 38 },
  { title: 'boxes', width: 34 },
];
const widthOf = (columns: readonly Column[]): number => columns.reduce((n, c) => n + c.width, 0);

/** One thing to print: a run by language, or all congregations that follow each other. */
interface Entry {
  readonly kind: PlannedBatch['kind'];
  readonly lines: readonly PlannedLine[];
  readonly batches: readonly PlannedBatch[];
  readonly recipients: readonly Recipient[];
}

/** Everything that is printed, in the order of printing. */
function collectEntries(plan: Plan): Entry[] {
  const deliveries = deliveriesOf(plan);
  const runs = runsOf(plan);
  const groups: { kind: Entry['kind']; lines: PlannedLine[] }[] = [];
  for (const line of plan.lines) {
    const kind = line.delivery === undefined ? 'static' : 'cut-and-stack';
    const last = groups.at(-1);
    if (kind === 'cut-and-stack' && last?.kind === kind) last.lines.push(line);
    else groups.push({ kind, lines: [line] });
  }
  let next = 0;
  return groups.map(({ kind, lines }) => {
    // A batch holds pieces of one run alone, and the batches stand in the order of the runs.
    const batches: PlannedBatch[] = [];
    for (let left = sum(lines).sheets; left > 0 && next < plan.batches.length; next += 1) {
      const batch = plan.batches[next]!;
      batches.push(batch);
      left -= batch.sheets;
    }
    const all = kind === 'static' ? runs : deliveries;
    return { kind, lines, batches, recipients: all.filter((r) => lines.includes(r.lines[0]!)) };
  });
}

/** What is printed, in the order of printing. */
export function setPrintList(paper: Paper, plan: Plan, facts: TicketFacts): void {
  setHeading(paper, 'Print these, in this order', 90);
  const sides = plan.sides === 1 ? 'front' : 'front and back';
  const head = (): void => setHead(paper, PRINT_COLUMNS, [[`${sides}, language, files`, INDENT]]);
  head();
  const entries = collectEntries(plan);
  for (const entry of entries) setEntry(paper, plan, facts, entry, head);
  const lifts = entries.reduce((n, e) => n + liftsIn(e.batches), 0);
  const boxes = entries.reduce((n, e) => n + boxesOf(e.recipients), 0);
  row(paper, 26, head, (y) => {
    paper.put('in all', paper.left + INDENT, y + 3, 120, { size: 9, weight: 700 });
    setCells(paper, PRINT_COLUMNS, y + 3, printCells(plan, plan.total, lifts, boxes), 700);
  });
}

function setEntry(paper: Paper, plan: Plan, facts: TicketFacts, entry: Entry, head: () => void): void {
  const first = facts.designs.get(entry.lines[0]!.design)!;
  const left = paper.left + INDENT;
  const whole = paper.width - INDENT;
  const titleWidth = whole - widthOf(PRINT_COLUMNS) - 4;
  const [title, details] =
    entry.kind === 'static' ? staticWords(paper, plan, entry, first) : mixedWords(paper, plan, entry);
  const files = fileWords(plan, facts, entry);
  const look = { size: 8.5, leading: 1.25 } as const;
  const small = { size: 8, leading: 1.3 } as const;

  // Files stand in two columns where their names are short enough.
  const half = (whole - 12) / 2;
  const columns = files.every((f) => paper.measure(f, half, look).lines.length === 1) ? 2 : 1;
  const fileWidth = columns === 2 ? half : whole;
  const perColumn = Math.ceil(files.length / columns);
  const heights = files.map((f) => paper.measure(f, fileWidth, look).height);
  // The weight beside the title has two lines.
  const titleHeight = Math.max(paper.measure(title, titleWidth, { leading: 1.25 }).height, 23);
  const detailHeight = paper.measure(details, whole, small).height;
  const filesHeight =
    columns === 2 ? perColumn * heights[0]! : heights.reduce((total, height) => total + height, 0);
  const pictures = (THUMB * plan.size.trim.height) / plan.size.trim.width;
  const text = titleHeight + detailHeight + 2;

  const drawHead = (y: number): void => {
    for (const [side, page] of first.pages.entries())
      paper.picture(page, paper.left + side * (THUMB + 4), y + 3, THUMB);
    paper.put(title, left, y + 1, titleWidth, { leading: 1.25 });
    const cells = printCells(plan, sum(entry.lines), liftsIn(entry.batches), boxesOf(entry.recipients));
    setCells(paper, PRINT_COLUMNS, y + 2, cells);
    paper.put(details, left, y + 1 + titleHeight, whole, small);
  };
  const height = Math.max(pictures, text + filesHeight) + 9;
  if (height <= MOST_IN_ONE) {
    row(paper, height, head, (y) => {
      drawHead(y);
      let at = y + text;
      files.forEach((file, i) => {
        if (i === perColumn) at = y + text;
        paper.put(file, left + Math.floor(i / perColumn) * (half + 12), at, fileWidth, look);
        at += heights[i]!;
      });
    });
    return;
  }
  // A run of very many files goes on over the page; its head stays with its first files.
  if (!paper.fits(pictures + text)) startPage(paper, head);
  drawHead(paper.y());
  paper.skip(text);
  files.forEach((file, i) => {
    if (!paper.fits(heights[i]!)) startPage(paper, head);
    paper.put(file, left, paper.y(), whole, look);
    paper.skip(heights[i]!);
  });
  paper.skip(9);
}

function staticWords(
  paper: Paper,
  plan: Plan,
  entry: Entry,
  design: { readonly code: string; readonly version: string },
): [Words, string] {
  const [line] = entry.lines;
  const language = plan.languages.find((l) => l.tag === line!.lang)!;
  const [{ organisation, run } = {} as Recipient] = entry.recipients;
  const who = organisation
    ? [paper.span(' · ', { size: 11 }), ...setName(paper, organisation, 150, 2, { size: 11 })]
    : run === undefined
      ? []
      : [paper.span(` · ${run}`, { size: 11 })];
  return [
    [...languageWords(paper, language, 11), ...who],
    `design code ${design.code}${plan.sides === 1 ? '' : ' on both sides'} · version ${design.version} · ${common(plan)}`,
  ];
}

function mixedWords(paper: Paper, plan: Plan, entry: Entry): [Words, string] {
  const designs = new Set(entry.lines.map((l) => l.design)).size;
  const tags = new Set(entry.lines.map((l) => l.lang));
  const names = plan.languages.filter((l) => tags.has(l.tag)).map((l) => l.english);
  const once = plan.sheet ? 'every sheet is different, so print each file ONCE, keep the order · ' : '';
  return [
    [paper.span(`${entry.recipients.length} congregations, in delivery order`, { size: 11, weight: 700 })],
    `${once}${designs} designs: ${names.join(', ')} · ${common(plan)}`,
  ];
}

const common = (plan: Plan): string =>
  `${sizeText(plan.size.trim)} · ${inkCount(plan.ink, plan.sides)} · ${plan.stock}`;

function fileWords(plan: Plan, facts: TicketFacts, { kind, lines, batches }: Entry): string[] {
  const sheets = batches.map((b) =>
    b.kind === 'static'
      ? `${b.file}  × ${grouped(b.copies)} ${b.copies === 1 ? 'copy' : 'copies'}`
      : `${b.file}  × 1, all ${grouped(b.sheets)} sheets`,
  );
  if (kind === 'cut-and-stack')
    return [
      ...sheets,
      ...(plan.sheet
        ? [`Who gets what: the list below and ${facts.files.labels}`]
        : ['Files and quantities: the list below']),
    ];
  const design = plan.designs.find((d) => d.id === lines[0]!.design)!;
  return [...sheets, ...(design.pressFile === undefined ? [] : [`1-up: ${design.pressFile}`])];
}

/** Who gets what, in delivery order. */
export function setDeliveries(paper: Paper, plan: Plan, facts: TicketFacts): void {
  const deliveries = deliveriesOf(plan);
  if (deliveries.length === 0) return;
  setHeading(paper, `Congregations, in delivery order (${facts.files.labels})`, 70);
  const numberWidth = 26;
  const nameWidth = 180;
  const language = new Map(plan.languages.map((l) => [l.tag, l]));
  const rest = paper.width - numberWidth - nameWidth - widthOf(DELIVERY_COLUMNS);
  const namesAt = paper.left + numberWidth;
  const languagesAt = namesAt + nameWidth;
  const head = (): void =>
    setHead(paper, DELIVERY_COLUMNS, [
      ['no.', 0],
      ['name', numberWidth],
      ['pieces by language', numberWidth + nameWidth],
    ]);
  head();
  for (const delivery of deliveries) {
    const { organisation } = delivery;
    const width = nameWidth - 8;
    const names = organisation
      ? [
          setName(paper, organisation, width, 2, { size: 9, leading: 1.2 }),
          ...setOtherNames(paper, organisation, width, { size: 8, leading: 1.25 }),
        ]
      : [[paper.span('(name withheld)', { size: 9 })]];
    const nameHeights = names.map(
      (words, i) => paper.measure(words, width, { leading: i === 0 ? 1.2 : 1.25 }).height,
    );
    const { later } = delivery;
    const ordered = [
      delivery.lines
        .map((l) => `${grouped(l.ordered)} ${language.get(l.lang)!.english}`.replaceAll(' ', '\u00a0'))
        .join(', '),
      ...(later.length === 0 ? [] : [`HELD: ${later.join(', ')}`]),
    ].join('; ');
    const look = { size: 8.5, leading: 1.25 } as const;
    const orderedHeight = paper.measure(ordered, rest - 6, look).height;
    const files = plan.sheet ? [] : pressFiles(plan, delivery);
    const fileHeights = files.map((f) => paper.measure(f, paper.width - numberWidth, look).height);
    const top = Math.max(
      nameHeights.reduce((n, h) => n + h, 0),
      orderedHeight,
    );
    row(paper, top + fileHeights.reduce((n, h) => n + h, 0) + 5, head, (y) => {
      paper.put(delivery.number!, paper.left, y + 2, numberWidth, { size: 9, weight: 700 });
      let at = y + 2;
      names.forEach((words, i) => {
        paper.put(words, namesAt, at, width, { leading: i === 0 ? 1.2 : 1.25 });
        at += nameHeights[i]!;
      });
      paper.put(ordered, languagesAt, y + 2, rest - 6, look);
      const counts = sum(delivery.lines);
      setCells(paper, DELIVERY_COLUMNS, y + 2, [
        grouped(counts.ordered),
        grouped(counts.printed),
        plan.sheet ? grouped(counts.sheets) : '–',
        batchesOf(plan, delivery),
        grouped(delivery.boxes.length),
      ]);
      at = y + 2 + top;
      files.forEach((file, i) => {
        paper.put(file, namesAt, at, paper.width - numberWidth, look);
        at += fileHeights[i]!;
      });
    });
  }
  const counts = sum(plan.congregations);
  row(paper, 16, head, (y) => {
    paper.put('in all', namesAt, y + 2, 120, { size: 9, weight: 700 });
    setCells(
      paper,
      DELIVERY_COLUMNS,
      y + 2,
      [
        grouped(counts.ordered),
        grouped(counts.printed),
        plan.sheet ? grouped(counts.sheets) : '–',
        '',
        grouped(boxesOf(deliveries)),
      ],
      700,
    );
  });
}

/** Where there are no sheets, the files to print a congregation from. */
const pressFiles = (plan: Plan, { lines }: Recipient): string[] =>
  lines.flatMap((line) => {
    const file = plan.designs.find((d) => d.id === line.design)?.pressFile;
    if (file === undefined) return [];
    return [plan.codes ? `${file}  × 1, all its pages` : `${file}  × ${grouped(line.printed)}`];
  });

/** Numbers of the batches that a congregation is printed in. */
function batchesOf(plan: Plan, { lines }: Recipient): string {
  const designs = new Set(lines.map((l) => l.design));
  const numbers = plan.batches
    .filter((b) => b.kind === 'cut-and-stack' && b.pieces.some((p) => designs.has(p.of)))
    .map((b) => b.number);
  const [first] = numbers;
  const last = numbers.at(-1);
  if (first === undefined) return '–';
  return first === last ? `${first}` : `${first}–${last}`;
}

const boxesOf = (recipients: readonly Recipient[]): number =>
  recipients.reduce((n, r) => n + r.boxes.length, 0);

const liftsIn = (batches: readonly PlannedBatch[]): number =>
  batches.reduce((n, b) => n + liftsOf(b.sheets), 0);

function printCells(plan: Plan, counts: Counts, lifts: number, boxes: number): string[] {
  const { pieceGrams: piece, sheet } = plan;
  const grams = piece === undefined ? undefined : piece * counts.ordered;
  return [
    grouped(counts.ordered),
    grouped(counts.overs),
    grouped(counts.printed),
    sheet ? grouped(counts.sheets) : '–',
    sheet ? `${lifts} × ${planCuts(sheet).count}` : '–',
    grams === undefined ? 'not known' : `${pounds(grams)}\n${kilograms(grams)}`,
    grouped(boxes),
  ];
}

/** A row that fits on the page, with a thin line under it; or a new page, with the list's head first. */
function row(paper: Paper, height: number, head: () => void, draw: (y: number) => void): void {
  if (!paper.fits(height)) startPage(paper, head);
  draw(paper.y());
  paper.skip(height);
  paper.line(paper.left, paper.y(), paper.left + paper.width, paper.y(), 0.35);
  paper.skip(2);
}

function startPage(paper: Paper, head: () => void): void {
  paper.newPage();
  head();
}

function setHead(
  paper: Paper,
  columns: readonly Column[],
  words: readonly (readonly [text: string, at: number])[],
): void {
  const y = paper.y();
  for (const [text, at] of words) paper.put(text, paper.left + at, y + 9, 200, HEAD);
  const height = 2 * 9;
  let x = paper.left + paper.width - widthOf(columns);
  for (const { title, width } of columns) {
    const set = paper.measure(title, width - 2, { ...HEAD, align: 'end' });
    paper.put(title, x + 2, y + height - set.height, width - 2, { ...HEAD, align: 'end' });
    x += width;
  }
  paper.skip(height + 2);
  paper.line(paper.left, paper.y(), paper.left + paper.width, paper.y(), 0.75);
  paper.skip(2);
}

/** The numbers of a row, each at the right of its column; a cell may have two lines. */
function setCells(
  paper: Paper,
  columns: readonly Column[],
  y: number,
  cells: readonly string[],
  weight: 400 | 700 = 400,
): void {
  let x = paper.left + paper.width - widthOf(columns);
  columns.forEach(({ width }, i) => {
    const lines = cells[i]!.split('\n');
    lines.forEach((text, n) => {
      paper.put(text, x, y + n * 10, width, { size: n === 0 ? 9 : 8, weight, align: 'end', leading: 1.25 });
    });
    x += width;
  });
}
