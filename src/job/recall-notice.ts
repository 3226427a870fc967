/**
 * The papers of a recall: one notice for each congregation, over all its runs and reprints, and a first page for
 * whoever sends them. Plain text: it goes by mail, on paper, or is read out over the phone.
 *
 * A withheld congregation's notice has its delivery number and no name: only the list that the organiser keeps says who
 * it is. Nothing asks for the names of readers.
 */
import { addressFor, isExampleAddress, shownAddress } from '../compose/address.js';
import { versionName } from '../compose/trace-law.js';
import { wrap } from '../core/wrap.js';
import type { Withdrawal } from '../schema/withdrawn.js';
import { grouped } from './plan/words.js';
import type { Pieces, Recall, RecalledRun, Receiver } from './recall.js';
import { signedBy } from './withdrawn.js';

export interface RecallFacts {
  readonly withdrawal: Withdrawal;
  /** `New York City` */
  readonly place: string;
  readonly recall: Recall;
  /** A folder as messages show it. */
  readonly shown: (folder: string) => string;
}

/** File name with `/`, and what it says. */
export interface NoticeFile {
  readonly file: string;
  readonly text: string;
}

export const FIRST_PAGE = 'RECALL-START-HERE.txt';

/** Wide enough for a mail, narrow enough for every printer. */
const WIDTH = 76;

/** What somebody got, and in which runs. */
interface Share {
  readonly file: string;
  readonly receiver: Receiver;
  readonly parts: { readonly run: RecalledRun; readonly receiver: Receiver }[];
}

/** The first page, then the notices in the order of runs and deliveries. Nothing for a recall of no run. */
export function recallNotices(facts: RecallFacts): NoticeFile[] {
  const shares = sharesOf(facts.recall.runs);
  if (shares.length === 0) return [];
  return [
    { file: FIRST_PAGE, text: firstPage(facts, shares) },
    ...shares.map((share) => ({ file: share.file, text: notice(facts, share) })),
  ];
}

/** One share a congregation by its id; without a name, one a delivery of a job, over its reprints. */
function sharesOf(runs: readonly RecalledRun[]): Share[] {
  const shares = new Map<string, Share>();
  for (const run of runs)
    for (const receiver of run.receivers) {
      const file = fileOf(run, receiver);
      const share = shares.get(file) ?? { file, receiver, parts: [] };
      share.parts.push({ run, receiver });
      // A run by language knows its organisation by id alone; a delivery has the name.
      shares.set(file, share.receiver.name === undefined ? { ...share, receiver } : share);
    }
  return [...shares.values()];
}

function fileOf({ job }: RecalledRun, { id, delivery, run }: Receiver): string {
  if (id !== undefined) return `congregations/${fileName(id)}.txt`;
  const whom =
    delivery !== undefined ? `delivery-${String(delivery).padStart(2, '0')}` : (run ?? 'by-language');
  return `${fileName(job)}/${whom}.txt`;
}

/** A manifest is a file that anyone can edit: a name from it leads into no other folder. */
const fileName = (name: string): string => name.replace(/[^a-z0-9-]+/gi, '-');

const para = (text: string, indent = '', first = indent): string[] => wrap(text, WIDTH, indent, first);

/** `St. Brigid’s Parish`, `the congregation with delivery number 4 of spring-run`, … */
function whom({ job }: RecalledRun, { id, name, delivery, run }: Receiver): string {
  if (name !== undefined) return name;
  if (id !== undefined) return id;
  if (delivery !== undefined) return `the congregation with delivery number ${delivery} of “${job}”`;
  if (run !== undefined) return `whoever was given ${run} of “${job}”`;
  return `everybody who was given flyers of “${job}” and is in no delivery list`;
}

function notice({ withdrawal, place }: RecallFacts, { receiver, parts }: Share): string {
  const runs = parts.map((part) => part.run);
  const total = parts.reduce((n, part) => n + countPieces(part.receiver), 0);
  return lines(
    'RECALL: PLEASE STOP HANDING OUT THESE FLYERS',
    ...marks(runs),
    '',
    ...para(`To: ${whom(parts[0]!.run, receiver)}`, '    ', ''),
    `Date: ${withdrawal.on}`,
    '',
    ...withdrawn(withdrawal, place),
    '',
    ...para(
      'Which flyers: on both sides, at the foot, each has a small code. Those with one of these codes are withdrawn:',
    ),
    '',
    ...parts.flatMap((part) => [
      ...para(
        `from “${part.run.title}” (${part.run.job}${part.run.reprint === undefined ? '' : `, reprint of ${part.run.reprint}`}${part.receiver.delivery === undefined ? '' : `, delivery ${part.receiver.delivery}`})`,
        '  ',
      ),
      ...table(part.receiver.pieces),
      '',
    ]),
    ...para(`In all ${pieces(total)}, spares among them. Flyers with other codes are not meant.`),
    '',
    'What to do',
    '',
    ...para('Stop handing them out, today. Take down what hangs or lies open.', '     ', '  1. '),
    ...para('If you gave some to others to hand out, tell them, and pass this page on.', '     ', '  2. '),
    ...para(
      'Put all that are left into the paper recycling, opened and unopened. Do not correct them by hand.',
      '     ',
      '  3. ',
    ),
    ...para(
      'Do not try to find out who took one, and keep no list of people. Where you meet them anyway, say that this flyer no longer holds.',
      '     ',
      '  4. ',
    ),
    ...para(newest(runs), '     ', '  5. '),
    '',
    ...para('General information, not legal advice.'),
  );
}

function firstPage(facts: RecallFacts, shares: readonly Share[]): string {
  const { withdrawal, place, recall, shown } = facts;
  const total = recall.runs.reduce((n, run) => n + run.printed, 0);
  return lines(
    `RECALL of ${versionName(withdrawal)}`,
    ...marks(recall.runs),
    '',
    ...withdrawn(withdrawal, place),
    '',
    ...para(
      `Printed: ${pieces(total)} in ${recall.runs.length} ${recall.runs.length === 1 ? 'run' : 'runs'}, if all were printed that were made.`,
    ),
    '',
    ...recall.runs.flatMap((run) => [...para(describeRun(run, shown), '    ', '  '), '']),
    'What to do',
    '',
    ...para(
      'Print nothing more from these folders, and take their files out of the queue of the press. Sheets and cut pieces that are still here: paper recycling.',
      '     ',
      '  1. ',
    ),
    ...para(
      'Send each notice below to whom it is for, or read it to them. A notice with a delivery number and no name is for a congregation that withholds its name: only the list of the order says who it is.',
      '     ',
      '  2. ',
    ),
    ...para(newest(recall.runs), '     ', '  3. '),
    '',
    ...(recall.unsure.length > 0
      ? [
          'Look at these by hand: they may have printed it, and nothing says so',
          '',
          ...recall.unsure.flatMap(({ folder, why }) => para(`${shown(folder)}: ${why}`, '    ', '  ')),
          '',
        ]
      : []),
    `The notices (${shares.length})`,
    '',
    ...shares.flatMap(({ file, receiver, parts }) =>
      para(
        `${file}: ${whom(parts[0]!.run, receiver)}, ${pieces(parts.reduce((n, part) => n + countPieces(part.receiver), 0))}`,
        '    ',
        '  ',
      ),
    ),
  );
}

/** `out/spring-run: Spring run, for the press, 1,020 pieces: 900 Spanish, 120 Arabic; 3 congregations` */
export function describeRun(run: RecalledRun, shown: (folder: string) => string): string {
  const congregations = run.receivers.filter((r) => r.delivery !== undefined).length;
  return [
    `${shown(run.folder)}: ${run.title}${run.reprint === undefined ? '' : `, reprint of ${run.reprint}`}${run.purpose === 'draft' ? ', DRAFT' : ''}${run.sample ? ', SAMPLE' : ''}${run.earlier ? ', as it was before it was built anew' : ''}, ${pieces(run.printed)}`,
    `: ${run.languages.map((l) => `${grouped(l.printed)} ${l.english}`).join(', ')}`,
    congregations === 0 ? '' : `; ${congregations} ${congregations === 1 ? 'congregation' : 'congregations'}`,
  ].join('');
}

/** Samples and drafts say so, as on every other page. */
function marks(runs: readonly RecalledRun[]): string[] {
  return [
    ...(runs.every((run) => run.sample) ? ['SAMPLE: the job is an invented one.'] : []),
    ...(runs.every((run) => run.purpose === 'draft')
      ? ['These flyers were DRAFTS, marked so on both sides.']
      : []),
  ];
}

const withdrawn = (withdrawal: Withdrawal, place: string): string[] => [
  ...para(
    `What is withdrawn: the text for ${place}, version ${withdrawal.version} (${versionName(withdrawal)}).`,
  ),
  ...para(`Why: ${withdrawal.why}`),
  ...para(`Withdrawn by: ${signedBy(withdrawal)}`),
];

/** Where the codes led. An example address is given to nobody. */
function newest(runs: readonly RecalledRun[]): string {
  const addresses = [...new Set(runs.flatMap((run) => run.address ?? []))]
    .filter((address) => URL.canParse(address.replaceAll('{lang}', 'en')) && !isExampleAddress(address))
    .map((address) => shownAddress(addressFor(address, 'en')));
  return addresses.length === 0
    ? 'Ask whoever gave you this page for the newest version. If there is none yet, hand out nothing in its place.'
    : `The newest version is where the square code on the flyer leads: ${addresses.join(', ')}. If it is not there yet, hand out nothing in its place.`;
}

function table(rows: readonly Pieces[]): string[] {
  const wide = Math.max(...rows.map((r) => r.code.length));
  const counts = rows.map((r) => grouped(r.printed));
  const most = Math.max(...counts.map((c) => c.length));
  return rows.map((r, i) => `    ${r.code.padEnd(wide)}  ${counts[i]!.padStart(most)}  ${r.language}`);
}

const countPieces = ({ pieces }: Receiver): number => pieces.reduce((n, p) => n + p.printed, 0);
const pieces = (n: number): string => `${grouped(n)} ${n === 1 ? 'piece' : 'pieces'}`;
const lines = (...all: readonly string[]): string => `${all.join('\n')}\n`;
