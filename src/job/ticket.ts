/**
 * START-HERE.pdf: what a person in the shop reads at four in the afternoon. First what the job is and the order
 * of the work, on one page; then what to print, with pictures; then who gets what; and in a draft, before
 * anything else, that none of it is for the press. Words are plain, numbers are whole, and every file is called
 * by its name. However many congregations there are, each takes a line or two, under a head that is repeated.
 */
import { box } from '../core/geometry.js';
import { inkCount } from '../core/ink.js';
import { formatInches, trimNumber } from '../core/units.js';
import type { Frame } from '../frame/frame.js';
import { LIFT_SHEETS, planCuts } from '../impose/cuts.js';
import type { Approval } from '../schema/approvals.js';
import { approvedBy } from './approval/hold.js';
import { recipient } from './manifest.js';
import { languageWords, sizeText } from './names.js';
import { LETTER, openPaper, type Paper, type PaperPage, type PaperStyle, setHeading } from './paper.js';
import type { HeldLanguage, Plan } from './plan/plan.js';
import { tellPlates } from './plan/plates.js';
import { bleedWords, boxRule, grouped, oversRule } from './plan/words.js';
import { formatWeight } from './stock.js';
import { setDeliveries, setPrintList } from './ticket-lists.js';

export interface TicketFacts {
  readonly designs: ReadonlyMap<
    string,
    { readonly code: string; readonly version: string; readonly pages: readonly Frame[] }
  >;
  readonly date: string;
  readonly toolVersion: string;
  /** What keeps the run from the press, a sentence each. */
  readonly missing: readonly string[];
  /** What is on record of what was approved, and holds. */
  readonly approved: readonly Approval[];
  /** Names of the other files that a reader is sent to. */
  readonly files: { readonly labels: string; readonly runCsv: string };
}

const MARGIN = 40;

export function setTicket(plan: Plan, facts: TicketFacts, style: PaperStyle): PaperPage[] {
  const draft = plan.purpose === 'draft';
  const paper = openPaper(
    'ticket',
    LETTER,
    MARGIN,
    style,
    `${draft ? 'DRAFT, not for press · ' : ''}${plan.title} · ${plan.job} · ${facts.date}`,
  );
  if (draft) setDraftBanner(paper, facts);
  paper.text(plan.title, { size: 21, weight: 700, leading: 1.15 });
  paper.skip(2);
  paper.text(
    `Job ${plan.job} · ${facts.date}${plan.sample ? ' · SAMPLE: people and places are invented' : ''}`,
    { size: 10 },
  );
  paper.skip(7);
  setFacts(paper, plan, facts.approved);
  setHeld(paper, plan.held);
  setSteps(paper, plan, facts);
  setPrintList(paper, plan, facts);
  setDeliveries(paper, plan, facts);
  if (facts.missing.length > 0) setMissing(paper, facts);
  paper.skip(10);
  paper.text(
    `Made with kyr ${facts.toolVersion}. Every file and its digest: manifest.json and SHA256SUMS. The list for a spreadsheet: ${facts.files.runCsv}.`,
    { size: 8 },
  );
  return paper.finish();
}

function setDraftBanner(paper: Paper, facts: TicketFacts): void {
  const pad = 9;
  const top = paper.y();
  const inside = paper.width - 2 * pad;
  let y = top + pad;
  y += paper.put('DRAFT: nothing in this folder is for the press', paper.left + pad, y, inside, {
    size: 17,
    weight: 700,
    leading: 1.2,
  });
  y += paper.put(
    `Look at it, read it, print a few on an office printer. Do not print the run. ${
      facts.missing.length > 0
        ? `${facts.missing.length === 1 ? 'One thing is' : `${facts.missing.length} things are`} missing; the last section says what.`
        : 'When it is cleared, the files come again without DRAFT in their names.'
    }`,
    paper.left + pad,
    y + 2,
    inside,
    { size: 10 },
  );
  paper.frame(box(paper.left, top, paper.width, y + 2 + pad - top), 2);
  paper.skip(y + 2 + pad - top + 12);
}

function setFacts(paper: Paper, plan: Plan, approved: readonly Approval[]): void {
  const { total, size: finished, sheet, contact, held } = plan;
  const batches = plan.batches.length;
  const rows: [string, string][] = [
    [
      'How many',
      `${grouped(total.printed)} pieces: ${grouped(total.ordered)} ordered and ${grouped(total.overs)} overs (${oversRule(plan)})`,
    ],
    ...(held.length === 0
      ? []
      : [
          [
            'HELD',
            `${held.map((h) => h.english).join(', ')}: not in this folder, see below; the numbers here are without ${held.length === 1 ? 'it' : 'them'}`,
          ] as [string, string],
        ]),
    ...plan.released.map(({ lang, role, on }): [string, string] => [
      'Released',
      `${plan.languages.find((l) => l.tag === lang)!.english}: no second reader has checked it, and the pieces say so; released by the ${role} on ${on}`,
    ]),
    ...approvalRows(plan, approved),
    [
      'Finished size',
      `${sizeText(finished.trim)}, printed on ${plan.sides === 1 ? 'one side' : 'both sides'}, ${plan.bleed === 0 ? 'no bleed: no ink reaches an edge' : `bleed ${formatInches(plan.bleed)} on every edge`}`,
    ],
    ['Stock', plan.stock],
    ['Ink', `${inkWords(plan)}; separated for ${plan.profile}`],
    ...(plan.ink.kind === 'shell' ? [['Plates', tellPlates(plan)] as [string, string]] : []),
    sheet
      ? [
          'Sheets',
          `${grouped(total.sheets)} sheets ${sheet.name}, ${sheet.up} ${sheet.up === 1 ? 'piece' : 'pieces'} on each; ${batches} ${batches === 1 ? 'file' : 'files'} in sheets/`,
        ]
      : [
          'Sheets',
          `yours to impose: the files in press/ hold one piece each${plan.sides === 1 ? '' : ', front and back'}`,
        ],
    ['Weight', weightText(plan)],
    ['Boxes', `${boxRule(plan)}; in bands of ${grouped(plan.band)}`],
    [
      'Questions',
      contact
        ? `call ${contact.name}${contact.phone === undefined ? ' (the job names no phone)' : `, ${contact.phone}`}`
        : 'ask whoever brought you this folder: the job names nobody to call',
    ],
  ];
  for (const [label, value] of rows) {
    const height = paper.measure(value, paper.width - 86, { size: 10 }).height;
    paper.need(height + 3);
    paper.put(label, paper.left, paper.y(), 82, { size: 10, weight: 700 });
    paper.put(value, paper.left + 86, paper.y(), paper.width - 86, { size: 10 });
    paper.skip(height + 2.5);
  }
}

/** Who approved what, a row for each role and day; and what nobody has, as far as the record goes. */
function approvalRows(plan: Plan, approved: readonly Approval[]): [string, string][] {
  if (plan.purpose === 'draft') return [];
  const open = plan.designs.filter((d) => approved.every((a) => a.design !== d.id));
  const nameOf = (id: string): string => {
    const who = recipient(plan, id);
    const tag = plan.designs.find((d) => d.id === id)?.lang;
    const english = plan.languages.find((l) => l.tag === tag)?.english ?? id;
    return who === '' ? english : `${english} for ${who}`;
  };
  const names = (ids: readonly string[]): string =>
    ids.length === plan.designs.length && ids.length > 1
      ? `all ${ids.length} designs`
      : ids.map(nameOf).join(', ');
  const signed = [...new Set(approved.map(approvedBy))];
  return [
    ...signed.map((by): [string, string] => [
      'Approved',
      `${by}: ${names(approved.filter((a) => approvedBy(a) === by).map((a) => a.design))}`,
    ]),
    ...(open.length === 0
      ? []
      : [['Not approved', `nothing on record for ${names(open.map((d) => d.id))}`] as [string, string]]),
  ];
}

function inkWords({ ink, sides }: Plan): string {
  const where = `${sides === 1 ? 'on the front alone' : 'on both sides'} (${inkCount(ink, sides)})`;
  switch (ink.kind) {
    case '4c':
      return `cyan, magenta, yellow and black ${where}; small text is in black only`;
    case 'k':
      return `BLACK ONLY ${where}; a copier will do`;
    case 'spot':
      return `black and ${ink.name} ${where}; small text is in black only`;
    case 'shell':
      return `a SHELL ${where}: print cyan, magenta and yellow once for all languages, and change the black plate alone`;
  }
}

function weightText({ pieceGrams, grammage, total }: Plan): string {
  if (pieceGrams === undefined || grammage === undefined)
    return 'weight not known: neither job nor stock names a grammage';
  return `${formatWeight(pieceGrams * total.ordered)} as ordered, ${formatWeight(pieceGrams * total.printed)} with all overs, without boxes; ${trimNumber(grammage, 1)} g/m², ${trimNumber(pieceGrams, 2)} g a piece`;
}

/** What was ordered and is not here, framed, so that nobody looks for it or waits for it unawares. */
function setHeld(paper: Paper, held: readonly HeldLanguage[]): void {
  if (held.length === 0) return;
  setHeading(paper, 'HELD: ordered, but not in this folder', 50);
  paper.text(
    'Do not wait for these and do not print them from elsewhere. They come in a folder of their own.',
    {
      size: 10,
    },
  );
  for (const language of held) {
    const { ordered, why, deliveries } = language;
    const title = [
      ...languageWords(paper, language, 10.5),
      paper.span(`: ${grouped(ordered)} pieces ordered${waiting(deliveries)}`, { size: 10.5 }),
    ];
    const width = paper.width - 14;
    const reasons = (why.length === 0 ? ['no reason is given'] : why).map((words) => `because ${words}`);
    const first = paper.measure(reasons[0]!, width, { size: 9.5 }).height;
    paper.skip(3);
    paper.need(paper.measure(title, paper.width).height + first);
    paper.text(title);
    setPoints(paper, reasons, 9.5);
  }
}

/** The congregations that get less than they ordered for now. */
function waiting(deliveries: HeldLanguage['deliveries']): string {
  if (deliveries.length === 0) return '';
  const numbers = deliveries.map((d) => d.label.slice('delivery-'.length)).join(', ');
  return `, some of them by ${deliveries.length === 1 ? 'delivery' : 'deliveries'} ${numbers}`;
}

/** How to print, turn, cut, stack, band and box, beside a picture of the sheet. */
function setSteps(paper: Paper, plan: Plan, facts: TicketFacts): void {
  setHeading(paper, 'The order of the work', 200);
  const { sheet } = plan;
  const mixed = plan.batches.some((b) => b.kind === 'cut-and-stack');
  const proof = plan.proofs ? ' Compare the first sheet of each file with its proof in proofs/.' : '';
  const last: [string, string][] = [
    [
      'Band',
      `Count off what was ordered, in bands of ${grouped(plan.band)}; only the last band of a language is smaller.`,
    ],
    [
      'Box',
      `As ${facts.files.labels} says, a label on every box: ${boxRule(plan)}. What is left of the overs goes into the last box of its own language or congregation.`,
    ],
  ];
  const steps: [string, string][] = sheet
    ? [
        [
          'Print',
          `Load ${sheet.name} upright: the gripper (${formatInches(sheet.gripper)}, empty) is the bottom edge of every page${plan.sides === 1 ? '' : ', on both sides'}. Actual size, no scaling. Print each file as often as its name and the list below say, in the order of the list.`,
        ],
        plan.sides === 1
          ? ['One side', `Every page is a front: leave the back of the paper empty.${proof}`]
          : [
              'Turn',
              `Over the LONG edge, head to head. Odd pages are fronts, even pages backs. Hold the first sheet of each file against the light: the crop marks of both sides meet within 1/32 in (1 mm), and the same design code stands on both sides.${proof}`,
            ],
        ['Cut', cutText(plan)],
        ...foldStep(plan),
        ...(mixed
          ? [
              [
                'Stack',
                'Congregations: keep the sheets in order. After the cut there is a pile for each place on the sheet. Put pile 1 on top, pile 2 under it, and so on: now they stand in delivery order. Do this file by file.',
              ] as [string, string],
            ]
          : []),
        ...last,
        [
          'Spoiled',
          'A spoiled sheet has its number in the line above the marks. Note it; there are overs for it. Where these do not suffice, exactly the spoiled ones can be made again by their numbers: ask.',
        ],
      ]
    : [
        [
          'Print',
          `Impose the 1-up files as suits your press: ${bleedWords(plan.bleed)}, actual size, no scaling. Print the pieces listed below; the overs are counted in.`,
        ],
        plan.sides === 1
          ? ['One side', `Each file has one page; leave the back of the paper empty.${proof}`]
          : [
              'Turn',
              `Page 1 is the front, page 2 the back, head to head; the same design code stands on both.${proof}`,
            ],
        ['Cut', `To ${sizeText(plan.size.trim)}.`],
        ...foldStep(plan),
        ...last,
      ];
  const pictureWidth = sheet ? 112 : 0;
  const width = paper.width - (sheet ? pictureWidth + 20 : 0);
  const top = paper.y();
  if (sheet) drawSheet(paper, plan, paper.left + paper.width - pictureWidth, top + 2, pictureWidth);
  steps.forEach(([verb, step], i) => {
    const words = [paper.span(`${verb}. `, { size: 10, weight: 700 }), paper.span(step, { size: 10 })];
    const height = paper.measure(words, width - 18).height;
    paper.need(height);
    paper.put(`${i + 1}.`, paper.left, paper.y(), 18, { size: 10, weight: 700 });
    paper.put(words, paper.left + 18, paper.y(), width - 18);
    paper.skip(height + 3);
  });
  if (sheet) {
    const pictureBottom = top + (pictureWidth * sheet.sheet.height) / sheet.sheet.width + 16;
    if (paper.y() > top) paper.skip(Math.max(0, pictureBottom - paper.y()));
  }
}

/** Where the knife comes down, in inches from an edge that the sheet lies against. */
function cutText(plan: Plan): string {
  const sheet = plan.sheet!;
  const { upright, level, count } = planCuts(sheet);
  const inches = (places: readonly number[]): string => places.map((p) => trimNumber(p / 72, 3)).join(', ');
  const fromGripper = level.map((y) => sheet.sheet.height - y).reverse();
  const strip =
    plan.bleed > 0 && sheet.up > 1
      ? ` Between pieces cut twice: a strip of ${formatInches(2 * plan.bleed)} falls out.`
      : '';
  return `At the crop marks to ${sizeText(plan.size.trim)}: ${count} cuts a lift of at most ${LIFT_SHEETS} sheets, ${upright.length} upright (${inches(upright)} in from the left edge of the front) and ${level.length} level (${inches(fromGripper)} in from the gripper edge).${strip}`;
}

/** Where each piece is folded, if it is. The ticks in its bleed are gone after the cut. */
function foldStep({ size: { folds } }: Plan): [string, string][] {
  if (!folds) return [];
  const inches = (places: readonly number[]): string => places.map((p) => trimNumber(p / 72, 3)).join(', ');
  const places = [
    ...(folds.down.length > 0 ? [`upright, ${inches(folds.down)} in from the left edge`] : []),
    ...(folds.across.length > 0 ? [`level, ${inches(folds.across)} in from the top edge`] : []),
  ];
  return [
    [
      'Fold',
      `Each piece, held as it is read, ${places.join(', and ')}, the print outside; where it goes out flat, score it there. Dashed ticks in the bleed show the same places before the cut.`,
    ],
  ];
}

/** The sheet in small: places numbered in stacking order, the gripper grey. */
function drawSheet(paper: Paper, plan: Plan, x: number, y: number, width: number): void {
  const sheet = plan.sheet!;
  const by = width / sheet.sheet.width;
  const height = sheet.sheet.height * by;
  paper.fill(box(x, y + height - sheet.gripper * by, width, sheet.gripper * by), { kind: 'k', k: 30 });
  paper.frame(box(x, y, width, height), 0.75);
  for (const cell of sheet.cells) {
    const b = box(
      x + cell.front.x * by,
      y + cell.front.y * by,
      cell.front.width * by,
      cell.front.height * by,
    );
    paper.frame(b, 0.5);
    const type = Math.min(18, b.height * 0.5);
    paper.put(String(cell.position + 1), b.x, b.y + b.height / 2 - type * 0.65, b.width, {
      size: type,
      weight: 700,
      align: 'center',
    });
  }
  paper.put('front; gripper at the bottom', x, y + height + 2, width, { size: 7.5, align: 'center' });
}

function setMissing(paper: Paper, facts: TicketFacts): void {
  setHeading(paper, 'Missing for press', 60);
  setPoints(paper, facts.missing, 9.5);
}

function setPoints(paper: Paper, points: readonly string[], size: number): void {
  for (const sentence of points) {
    const height = paper.measure(sentence, paper.width - 14, { size }).height;
    paper.need(height);
    paper.put('•', paper.left, paper.y(), 12, { size });
    paper.put(sentence, paper.left + 14, paper.y(), paper.width - 14, { size });
    paper.skip(height + 2);
  }
}
