/**
 * The proof of one design: its sides next to each other, and beside them what is signed for: which file, by
 * whom, on what day. A signature counts for exactly the file whose digest is printed here.
 */
import { box } from '../core/geometry.js';
import type { Frame } from '../frame/frame.js';
import type { NamedLanguage } from '../impose/slug.js';
import type { LabelPlace } from '../layout/design.js';
import { languageWords, sizeText } from './names.js';
import { LETTER_WIDE, openPaper, type PaperPage, type PaperStyle } from './paper.js';
import type { Plan, PlannedDesign } from './plan/plan.js';
import { grouped } from './plan/words.js';

export interface ProofFacts {
  readonly code: string;
  readonly key: string;
  readonly version: string;
  readonly pages: readonly Frame[];
  readonly date: string;
  /** Whose imprint, or a delivery number; empty if nobody's. */
  readonly recipient: string;
  /** Stands for what is signed here, to be read out or typed; not on a draft. */
  readonly approval?: string;
  /** Where the union label stands, or white is kept for it: framed here, since white does not show. */
  readonly label?: LabelPlace;
  /** The file that a signature is for; without one it is the design's own digest. */
  readonly file?: { readonly name: string; readonly sha256: string };
}

const MARGIN = 36;
const GAP = 24;

export function setProof(
  plan: Plan,
  design: PlannedDesign,
  language: NamedLanguage,
  facts: ProofFacts,
  style: PaperStyle,
): PaperPage[] {
  const paper = openPaper('proof', LETTER_WIDE, MARGIN, style);
  const draft = plan.purpose === 'draft';
  paper.text(
    [
      ...(draft ? [paper.span('DRAFT PROOF, not for press   ', { size: 14, weight: 700 })] : []),
      ...(draft ? [] : [paper.span('PROOF   ', { size: 14, weight: 700 })]),
      ...languageWords(paper, language, 14),
      ...(facts.recipient === '' || !paper.canSet(facts.recipient)
        ? []
        : [paper.span(` · ${facts.recipient}`, { size: 14 })]),
    ],
    { leading: 1.3 },
  );
  const { trim } = plan.size;
  const contact = plan.contact
    ? ` · contact: ${plan.contact.name}${plan.contact.phone === undefined ? '' : `, ${plan.contact.phone}`}`
    : '';
  const wide = paper.width - 190;
  const count = facts.pages.length;
  const by = Math.min(1, (wide - (count - 1) * GAP) / (count * trim.width), 455 / trim.height);
  paper.text(
    `${plan.title} · job ${plan.job} · ${sizeText(trim)}, shown at ${Math.floor(by * 100)} % · ${grouped(design.ordered)} pieces · made ${facts.date}${contact}`,
    { size: 9 },
  );
  paper.skip(10);

  const width = trim.width * by;
  const top = paper.y();
  const below = top + trim.height * by + 3;
  for (const [side, page] of facts.pages.entries()) {
    const left = paper.left + side * (width + GAP);
    paper.picture(page, left, top, width);
    const { label } = facts;
    if (label?.side === side)
      paper.frame(
        box(left + label.box.x * by, top + label.box.y * by, label.box.width * by, label.box.height * by),
        0.5,
      );
    paper.put(side === 0 ? 'front' : 'back', left, below, width, { size: 8, align: 'center' });
  }

  const x = paper.left + count * (width + GAP);
  const column = paper.left + paper.width - x;
  let y = top;
  const say = (label: string, value: string, size = 9): void => {
    y += paper.put(label, x, y, column, { size: 8 });
    y += paper.put(value, x, y, column, { size, weight: 700 }) + 5;
  };
  say('purpose', draft ? 'draft: only to be read and corrected' : 'press');
  say(count === 1 ? 'design code' : 'design code, on both sides', facts.code);
  say('version', facts.version);
  if (facts.label) say('union label', `${sizeText(facts.label.box)}; the frame is not printed`);
  if (facts.file) {
    say('file', breakable(facts.file.name), 8);
    say('SHA-256 of that file', inGroups(facts.file.sha256), 7.5);
  } else say('digest of the design', inGroups(facts.key), 7.5);
  if (facts.approval !== undefined) say('approval code', facts.approval, 15);
  y += 4;
  const read = count === 1 ? 'this side' : 'both sides';
  y += paper.put(
    draft
      ? `I have read ${read}. My corrections are on this sheet.`
      : `I have read ${read}. It may be printed. This holds for the file with this digest and for no other.`,
    x,
    y,
    column,
    { size: 9 },
  );
  for (const label of ['name', 'phone or e-mail', 'date', 'signature']) {
    y += label === 'signature' ? 38 : 30;
    paper.line(x, y, x + column, y, 0.6);
    y += paper.put(label, x, y + 1, column, { size: 8 });
  }
  return paper.finish();
}

/** A digest in groups of eight, so that two people can compare it aloud. */
const inGroups = (digest: string): string => digest.replace(/(.{8})(?=.)/g, '$1 ');

/** Lets a file name break after its separators. */
const breakable = (name: string): string => name.replace(/([/-])/g, '$1\u200B');
