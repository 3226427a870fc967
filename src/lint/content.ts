/**
 * What must hold of the English and of a publication: every reference leads somewhere, and nothing is said that
 * the facts mark as unsafe to print.
 */

import type { Law } from '../compose/law.js';
import { idOf, ownKeysOf, referencesOf } from '../compose/references.js';
import type { SourceText } from '../compose/source-text.js';
import { type Diagnostic, nearest } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { Edition, Publication } from '../schema/content.js';
import { lintPunctuation } from './punctuation.js';

/** Wording that must never be printed, each with the fact that forbids it. */
const UNSAFE: readonly { readonly pattern: RegExp; readonly why: string }[] = [
  {
    pattern: /\b(cannot|can['’]t|may not|must not) (enter|come in)\b/i,
    why: 'courts have not settled forced entry; print what the reader may do (B4)',
  },
  {
    pattern: /\bpublic (space|area|place)s?\b/i,
    why: 'the order covers areas that are not open to the public (C4)',
  },
  { pattern: /\b(see|right to) a judge\b/i, why: 'fast-track removal gives some people no judge (B12)' },
  { pattern: /\bfree lawyer\b/i, why: 'nobody can promise one (B6)' },
  { pattern: /\bcan(no|['’])t stop you\b/i, why: 'stops on looks and language are not settled (B9)' },
  {
    pattern: /\bshow no papers\b|\bdo not (have to )?show (your )?papers\b/i,
    why: 'some people must carry registration papers (B1)',
  },
  { pattern: /\bDHS\b/, why: 'it is read as two agencies; write the name out (G1)' },
  { pattern: /\bmasks?\b/i, why: 'the law on masks is before the courts (D5)' },
  { pattern: /\btranslator\b/i, why: 'for speech it is an interpreter (A3)' },
];

export function lintContent(
  publication: Publication,
  edition: Edition,
  file: string,
  law: Law,
  source: SourceText,
): Diagnostic[] {
  const found: Diagnostic[] = [];
  const known = [...source.text, ...source.english].flatMap(([, keys]) => [...keys.keys()]);
  const all = [...source.known].map((id) => id.slice(id.indexOf(':') + 1));
  const refs = [...new Set(referencesOf(edition))];

  for (const ref of refs.filter((ref) => ref.includes('.'))) {
    if (law.rights.has(idOf(ref)) && known.includes(ref)) continue;
    const near = nearest(ref, all);
    found.push({
      code: CODE.unknownName,
      level: 'error',
      message: `“${ref}” is in none of the layers for ${law.layer}`,
      hint: near ? `did you mean “${near}”?` : 'add it to a layer, or take it out of the publication',
      at: { file },
    });
  }
  for (const id of refs.filter((ref) => !ref.includes('.') && !law.hotlines.has(ref)))
    found.push({
      code: CODE.unknownName,
      level: 'error',
      message: `no layer for ${law.layer} has the hotline “${id}”`,
      hint: `there are: ${[...law.hotlines.keys()].join(', ') || 'none'}`,
      at: { file },
    });
  for (const key of new Set(ownKeysOf(edition)))
    if (!(key in publication.text))
      found.push({
        code: CODE.unknownName,
        level: 'error',
        message: `the publication has no text “${key}”`,
        hint: `there are: ${Object.keys(publication.text).join(', ')}`,
        at: { file },
      });

  for (const [namespace, keys] of [...source.text, ...source.english])
    for (const [key, sentence] of keys) {
      const at = { file: `content (${namespace})` };
      for (const { pattern, why } of UNSAFE)
        if (pattern.test(sentence))
          found.push({
            code: CODE.neverLose,
            level: 'error',
            message: `“${key}” says “${sentence.match(pattern)?.[0]}”, which is not safe to print`,
            hint: why,
            at,
          });
      found.push(...lintPunctuation({ key, text: sentence, at }, 'en'));
    }
  return found;
}
