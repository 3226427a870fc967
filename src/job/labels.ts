/**
 * labels.pdf: a label for every box, two by three on Letter (the common 4 × 3⅓ in shipping labels): for whom, which
 * languages, how many pieces in which bands, which box of how many, and its weight. Congregations in delivery
 * order first, then the runs by language.
 *
 * Promises: the pieces on all labels are the pieces ordered. A withheld name prints its delivery number alone, no
 * name and no address. In a draft every label says DRAFT.
 */
import { box } from '../core/geometry.js';
import { languageWords, setName, setOtherNames } from './names.js';
import { formatBands, type PackedBox } from './packing.js';
import { LETTER, openPaper, type Paper, type PaperPage, type PaperStyle, type Words } from './paper.js';
import type { Plan } from './plan/plan.js';
import { grouped } from './plan/words.js';
import { deliveriesOf, type Recipient, type RecipientPlan, runsOf } from './recipients.js';
import { formatWeight } from './stock.js';

const LABEL = { width: 288, height: 240, left: 11.25, top: 36, across: 301.5, columns: 2, rows: 3, pad: 15 };
const NUMBER = 34;

/** All that labels say. */
export type LabelPlan = RecipientPlan &
  Pick<Plan, 'job' | 'title' | 'purpose' | 'sample' | 'languages' | 'pieceGrams'>;

export function setLabels(plan: LabelPlan, style: PaperStyle): PaperPage[] {
  const paper = openPaper('labels', LETTER, 0, style);
  const perPage = LABEL.columns * LABEL.rows;
  const labels = [...deliveriesOf(plan), ...runsOf(plan)].flatMap((recipient) =>
    recipient.boxes.map((packed) => ({ recipient, packed })),
  );
  labels.forEach(({ recipient, packed }, i) => {
    if (i > 0 && i % perPage === 0) paper.newPage();
    const column = i % LABEL.columns;
    const row = Math.floor((i % perPage) / LABEL.columns);
    const x = LABEL.left + column * LABEL.across;
    const y = LABEL.top + row * LABEL.height;
    setLabel(paper, plan, recipient, packed, x, y);
  });
  return paper.finish();
}

function setLabel(
  paper: Paper,
  plan: LabelPlan,
  recipient: Recipient,
  packed: PackedBox,
  x: number,
  y: number,
): void {
  const left = x + LABEL.pad;
  const width = LABEL.width - 2 * LABEL.pad;
  const bottom = y + LABEL.height - 12;
  setCorners(paper, x, y);

  // The line of the job and, above it, the sum and weight of this box stand at the foot.
  const foot = `${plan.job} · ${plan.title}${plan.sample ? ' · SAMPLE' : ''}`;
  paper.put(paper.shorten(foot, width, 1, { size: 8 }), left, bottom - 11, width);
  const sums = [
    paper.span(
      `${grouped(packed.pieces)} pieces in ${packed.bands} ${packed.bands === 1 ? 'band' : 'bands'}`,
      { size: 10.5, weight: 700 },
    ),
    paper.span(` · ${weightOf(plan, packed)}`, { size: 9.5 }),
  ];
  const notes = [
    ...(packed.overs === 0 ? [] : [`and what is left of ${grouped(packed.overs)} overs, uncounted`]),
    ...(recipient.later.length === 0 ? [] : [`HELD, comes later: ${recipient.later.join(', ')}`]),
  ].join('; ');
  const sumsTop = bottom - 11 - 15 - (notes === '' ? 0 : 11);
  paper.line(left, sumsTop - 3, left + width, sumsTop - 3, 0.5);
  paper.put(sums, left, sumsTop, width);
  const note = { size: 8 };
  if (notes !== '') paper.put(paper.shorten(notes, width, 1, note), left, sumsTop + 13.5, width, note);

  const namesBottom = setHead(paper, plan, recipient, packed, left, y + LABEL.pad - 4, width);
  setContents(paper, plan, packed, left, namesBottom + 6, width, sumsTop - 6);
}

/** Delivery number, box n of m, name and address. Hands back where it ends. */
function setHead(
  paper: Paper,
  plan: LabelPlan,
  { number, organisation, run, lines }: Recipient,
  packed: PackedBox,
  x: number,
  y: number,
  width: number,
): number {
  const boxOf = `box ${grouped(packed.number)} of ${grouped(packed.of)}`;
  paper.put(boxOf, x, y + 4, width, { size: 13, weight: 700, align: 'end' });
  if (plan.purpose === 'draft')
    paper.put('DRAFT, not for press', x, y + 20, width, { size: 9, weight: 700, align: 'end' });
  if (number !== undefined)
    paper.put(number, x, y - 3, width / 2, { size: NUMBER, weight: 700, leading: 1.1 });
  if (number === undefined) paper.put('by language', x, y + 3, width / 2, { size: 14, weight: 700 });
  let top = y + NUMBER + 2;
  if (!organisation) {
    const language = plan.languages.find((l) => l.tag === lines[0]!.lang)!;
    const words =
      number === undefined
        ? languageWords(paper, language, 15)
        : [paper.span(`delivery ${Number(number)}`, { size: 14, weight: 700 })];
    top += paper.put(words, x, top, width, { leading: 1.15 });
    if (run !== undefined) top += paper.put(run, x, top, width, { size: 10 });
    return top;
  }
  const look = { size: 14, weight: 700, leading: 1.15 } as const;
  top += paper.put(setName(paper, organisation, width, 2, look), x, top, width, look);
  for (const words of setOtherNames(paper, organisation, width, { size: 10 }).slice(0, 2))
    top += paper.put(words, x, top, width, { leading: 1.25 });
  const { address } = organisation;
  if (address !== undefined && paper.canSet(address)) {
    const small = { size: 10, leading: 1.25 } as const;
    top += paper.put(paper.shorten(address, width, 2, small), x, top + 1, width, small) + 1;
  }
  return top;
}

/** A line a language: pieces, English and own name, bands. In smaller type where there are many. */
function setContents(
  paper: Paper,
  plan: LabelPlan,
  packed: PackedBox,
  x: number,
  y: number,
  width: number,
  bottom: number,
): void {
  const most = Math.min(12, (bottom - y) / (packed.contents.length * 1.25));
  let top = y;
  for (const { lang, pieces, bands } of packed.contents) {
    const language = plan.languages.find((l) => l.tag === lang)!;
    let type = most;
    const left = (size: number): Words => [
      paper.span(`${grouped(pieces)}  `, { size, weight: 700 }),
      ...languageWords(paper, language, size),
    ];
    const right = formatBands(bands);
    const widthOf = (words: Words, size: number): number => paper.measure(words, 10_000, { size }).width;
    while (type > 5 && widthOf(left(type), type) + widthOf(right, type * 0.85) + 8 > width) type -= 0.5;
    paper.put(left(type), x, top, width, { leading: 1.25 });
    paper.put(right, x, top + type * 0.15, width, { size: type * 0.85, align: 'end', leading: 1.25 });
    top += most * 1.25;
  }
}

const weightOf = (plan: LabelPlan, { pieces }: PackedBox): string =>
  plan.pieceGrams === undefined ? 'weight not known' : formatWeight(plan.pieceGrams * pieces);

/** Small corners, for whoever prints the labels on plain paper and cuts them. */
function setCorners(paper: Paper, x: number, y: number): void {
  const length = 6;
  const { width, height } = LABEL;
  for (const cx of [x, x + width])
    for (const cy of [y, y + height]) {
      const inX = cx === x ? length : -length;
      const inY = cy === y ? length : -length;
      paper.fill(box(Math.min(cx, cx + inX), cy - 0.15, length, 0.3), { kind: 'k', k: 40 });
      paper.fill(box(cx - 0.15, Math.min(cy, cy + inY), 0.3, length), { kind: 'k', k: 40 });
    }
}
