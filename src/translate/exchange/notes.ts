/** What a translator is told beside a sentence, in plain English: what must stay, which words to use, where it stands. */
import { nameOf, partsOf } from './inline.js';

export interface NoteRules {
  /** The language's English name. */
  readonly language: string;
  /** How often the English says no. */
  readonly denials: (english: string) => number;
  /** `judge: juez, jueza`; empty where the glossary knows none of its words. */
  readonly terms: (english: string) => string;
}

/** @param uses what prints it: `ice-encounter/core` */
export function notesFor(
  {
    key,
    english,
    uses,
  }: { readonly key: string; readonly english: string; readonly uses: readonly string[] },
  rules: NoteRules,
): string[] {
  const inner = key.slice(key.lastIndexOf('.') + 1);
  const notes: string[] = [];
  if (inner === 'say-sound')
    notes.push(
      `Do not translate: spell the English as it sounds, in the letters of ${rules.language}, for somebody who reads no English.`,
    );
  else if (inner === 'say')
    notes.push(
      'What the English sentence means, in the first person. It stands beside the English, which is said aloud.',
    );
  const placeholders = partsOf(english).flatMap((part) =>
    part.kind === 'placeholder' ? [`{{${nameOf(part.literal)}}}`] : [],
  );
  if (placeholders.length > 0)
    notes.push(
      `${[...new Set(placeholders)].join(', ')} ${placeholders.length === 1 ? 'stays as it is' : 'stay as they are'}: something is filled in there.`,
    );
  const times = rules.denials(english);
  if (times > 0 && inner !== 'say-sound')
    notes.push(
      times === 1
        ? 'It says no: keep that.'
        : `It says no ${times === 2 ? 'twice' : `${times} times`}: keep each of them.`,
    );
  const terms = inner === 'say-sound' ? '' : rules.terms(english);
  if (terms !== '') notes.push(`Words to use: ${terms}.`);
  if (uses.length > 0) notes.push(`Printed in ${uses.join(', ')}.`);
  return notes;
}
