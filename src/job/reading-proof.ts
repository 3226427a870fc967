/**
 * The translator's proof: every sentence of a language beside its English, how it was read back, what must not be lost
 * from it, and pictures of the flyer, on paper, to be read with a pencil and signed. The code on every page stands for
 * exactly the sentences that have a number here.
 *
 * Promises: a sentence stands in its own letters and direction, whole, and never over two pages. No legal name is
 * asked for.
 */
import { box } from '../core/geometry.js';
import type { Frame } from '../frame/frame.js';
import type { NamedLanguage } from '../impose/slug.js';
import type { Passage } from '../lint/passage.js';
import { languageWords } from './names.js';
import {
  LETTER,
  openPaper,
  type Paper,
  type PaperPage,
  type PaperStyle,
  type Reading,
  setHeading,
  type Words,
} from './paper.js';

export interface ReadingProof {
  readonly language: NamedLanguage;
  /** `Immigration agents (ice-encounter, core), New York City` */
  readonly title: string;
  readonly version: string;
  readonly code: string;
  /** Namespace → what it is called: `United States (us-federal)`. */
  readonly headings: ReadonlyMap<string, string>;
  readonly passages: readonly ProofPassage[];
  /** What is not translated yet, and so is not signed for. */
  readonly missing: readonly { readonly id: string; readonly source: string }[];
  readonly sides: readonly Frame[];
  /** How the language's own text is set. */
  readonly look: { readonly families: readonly string[]; readonly leading: number };
}

export interface ProofPassage extends Passage {
  readonly side?: string | undefined;
  /** Open questions of earlier readers. */
  readonly comments: readonly { readonly comment: string; readonly by: string }[];
}

const MARGIN = 42;
const NUMBER = 34;
const GAP = 16;
const SMALL = { size: 8.5 } as const;

export function setReadingProof(proof: ReadingProof, style: PaperStyle): PaperPage[] {
  const { language, title, code } = proof;
  const paper = openPaper(
    'reading-proof',
    LETTER,
    MARGIN,
    style,
    `${language.english} · ${title} · proof ${code}`,
  );
  setFirstPage(paper, proof);
  paper.newPage();
  const reading: Reading = {
    lang: language.tag,
    script: language.script,
    direction: language.direction,
    families: proof.look.families,
  };
  let namespace = '';
  for (const [index, passage] of proof.passages.entries()) {
    if (passage.namespace !== namespace) {
      namespace = passage.namespace;
      setHeading(paper, proof.headings.get(namespace) ?? namespace, 90);
    }
    setPassage(paper, passage, index + 1, reading, proof.look.leading);
  }
  if (proof.missing.length > 0) setMissing(paper, proof.missing);
  setSignature(paper, proof);
  return paper.finish();
}

function setFirstPage(paper: Paper, proof: ReadingProof): void {
  const { language, title, version, code, sides } = proof;
  const codeWidth = 176;
  const top = paper.y();
  const wide = paper.width - codeWidth - 20;
  let y = top + paper.put(languageWords(paper, language, 22), paper.left, top, wide, { leading: 1.35 });
  y += paper.put(title, paper.left, y + 2, wide, { size: 11 }) + 2;
  y += paper.put(`${proof.passages.length} sentences · text version ${version}`, paper.left, y, wide, {
    size: 9,
  });
  const x = paper.left + paper.width - codeWidth;
  let codeY = top + 8;
  codeY += paper.put('code of this proof', x, codeY, codeWidth, { size: 8, align: 'center' });
  codeY += paper.put(code, x, codeY, codeWidth, { size: 21, weight: 700, align: 'center' });
  paper.frame(box(x, top, codeWidth, codeY - top + 6), 1);
  paper.skip(Math.max(y, codeY + 6) - top + 12);
  const steps = [
    'Read each sentence in your language, aloud, before you look at the English. Then compare: does it say the same, no more and no less? Every “not”, every number?',
    'Tick the box of a sentence that is right. Where it is not, cross the box out and write on the line below what it should say.',
    'Look at the pictures: is anything cut off, in the wrong order, or in letters that nobody reads?',
    'Sign on the last page with a role or a pseudonym. This paper counts for exactly the sentences on it: one that is changed later has to be read again.',
  ];
  for (const [index, step] of steps.entries()) {
    paper.put(`${index + 1}.`, paper.left, paper.y(), 18, { size: 10, weight: 700 });
    const height = paper.put(step, paper.left + 18, paper.y(), paper.width - 18, { size: 10 });
    paper.skip(height + 3);
  }
  paper.skip(8);
  if (sides.length === 0) {
    paper.text(
      'There is no picture of the flyer: it cannot be set before every sentence is there and fits.',
      { size: 10, weight: 700 },
    );
    return;
  }
  const room = LETTER.height - MARGIN - paper.y() - 16;
  const gap = 20;
  const first = sides[0]!.size;
  const width = Math.min(
    (paper.width - gap * (sides.length - 1)) / sides.length,
    (room * first.width) / first.height,
  );
  const start = paper.left + (paper.width - sides.length * width - gap * (sides.length - 1)) / 2;
  let height = 0;
  for (const [index, side] of sides.entries()) {
    const left = start + index * (width + gap);
    height = Math.max(height, paper.picture(side, left, paper.y(), width));
    paper.put(index === 0 ? 'front' : 'back', left, paper.y() + height + 2, width, {
      size: 8,
      align: 'center',
    });
  }
  paper.skip(height + 16);
}

/** English and what is around it on the left, the translation on the right, a line to write on below it. */
function setPassage(
  paper: Paper,
  passage: ProofPassage,
  number: number,
  reading: Reading,
  leading: number,
): void {
  const { id, source, text, back, side, notes, terms, comments } = passage;
  const column = (paper.width - NUMBER - GAP) / 2;
  const left = paper.left + NUMBER;
  const right = left + column + GAP;
  const label = paper.span(`${id}${side === undefined ? '' : ` · ${side}`}`, { size: 7.5 });
  const own: Words = ownWords(paper, text, reading);
  const ownLook = { reading, leading } as const;
  const under: Words[] = [
    ...(back
      ? [
          [
            paper.span(back.outdated ? 'Read back, against an earlier English: ' : 'Read back: ', {
              ...SMALL,
              weight: 700,
            }),
            paper.span(back.text, SMALL),
          ],
        ]
      : [[paper.span('Nobody has read it back yet.', SMALL)]]),
    ...notes.map((note) => [paper.span(note, SMALL)]),
    ...(terms.length === 0 ? [] : [termWords(paper, terms, reading)]),
    ...comments.map((c) => [
      paper.span(`Asked by ${c.by}: `, { ...SMALL, weight: 700 }),
      paper.span(c.comment, SMALL),
    ]),
  ];
  const sourceHeight = paper.measure(source, column, { size: 10.5 }).height;
  const underHeight = under.reduce((sum, words) => sum + paper.measure(words, column).height + 1.5, 0);
  const leftHeight = 10 + sourceHeight + 2 + underHeight;
  const ownHeight = paper.measure(own, column, ownLook).height;
  const height = Math.max(leftHeight, ownHeight + 30) + 8;
  paper.need(height);
  const top = paper.y();
  paper.put(String(number), paper.left, top, NUMBER - 14, { size: 9, weight: 700 });
  paper.frame(box(paper.left + 1, top + 15, 11, 11), 0.8);
  let y = top + paper.put([label], left, top, column);
  y += paper.put(source, left, y, column, { size: 10.5 }) + 2;
  for (const words of under) y += paper.put(words, left, y, column) + 1.5;
  const bottom = top + paper.put(own, right, top, column, ownLook);
  const writing = Math.max(bottom + 22, top + height - 12);
  paper.line(right, writing, right + column, writing, 0.4);
  paper.skip(height);
  paper.line(paper.left, paper.y() - 3, paper.left + paper.width, paper.y() - 3, 0.2);
  paper.skip(3);
}

/** `Words for it: judge جج, منصف` with each word in its own order. */
const termWords = (paper: Paper, terms: Passage['terms'], reading: Reading): Words => [
  paper.span('Words for it: ', SMALL),
  ...terms.flatMap(({ term, words }, index) => [
    paper.span(`${index === 0 ? '' : '; '}${term} `, SMALL),
    ...words.flatMap((word, n) => [
      ...(n === 0 ? [] : [paper.span(', ', SMALL)]),
      paper.span(word, { ...SMALL, reading }, { lang: reading.lang, isolate: reading.direction }),
    ]),
  ]),
];

/** What is filled in on the flyer keeps its own order, as it does there. */
const ownWords = (paper: Paper, text: string, reading: Reading): Words =>
  text
    .split(/(\{\{[^}]*\}\})/)
    .filter((piece) => piece !== '')
    .map((piece) =>
      piece.startsWith('{{')
        ? paper.span(piece, { size: 10, reading }, { lang: 'en', isolate: 'ltr' })
        : paper.span(piece, { size: 13, reading }),
    );

function setMissing(paper: Paper, missing: ReadingProof['missing']): void {
  setHeading(paper, 'Not translated yet, and not signed for here', 40);
  for (const { id, source } of missing) {
    const words = [paper.span(source, { size: 9.5 }), paper.span(`   ${id}`, { size: 7.5 })];
    paper.text(words);
    paper.skip(2);
  }
}

function setSignature(paper: Paper, { language, code, passages }: ReadingProof): void {
  setHeading(paper, 'Signature', 210);
  paper.text(
    `I read ${language.english}. I have read the ${passages.length} numbered sentences of proof ${code} beside their English. Those with a tick say the same. Numbers that are not right:`,
    { size: 10.5 },
  );
  paper.skip(24);
  paper.line(paper.left, paper.y(), paper.left + paper.width, paper.y(), 0.6);
  paper.skip(6);
  const half = (paper.width - GAP) / 2;
  for (const [one, other] of [
    ['role or pseudonym, no legal name', 'I am the translator / the second reader (underline)'],
    ['date', 'signature'],
  ] as const) {
    paper.skip(32);
    paper.line(paper.left, paper.y(), paper.left + half, paper.y(), 0.6);
    paper.line(paper.left + half + GAP, paper.y(), paper.left + paper.width, paper.y(), 0.6);
    paper.put(one, paper.left, paper.y() + 2, half, { size: 8 });
    paper.put(other, paper.left + half + GAP, paper.y() + 2, half, { size: 8 });
  }
  paper.skip(26);
  paper.text(
    `To put it on record: kyr locale sign ${language.tag} --code ${code} --state reviewed --role "…", and --except with the numbers that are not right. For the translator: --state translated.`,
    { size: 8.5 },
  );
}
