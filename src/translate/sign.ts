/**
 * Records who answers for sentences: `_review.yaml` of a locale. Legal names have no place in it; a role or a
 * pseudonym does. Nothing is signed that is missing.
 */
import type { World } from '../core/world.js';
import { rank, type Sentence, textDigest } from '../lint/standing.js';
import type { Review, ReviewEntry, State } from '../schema/locale.js';

export interface Signature {
  readonly state: State;
  readonly by: string;
  /** `2026-11-23` */
  readonly on: string;
  /** The code of the proof that was signed by hand. */
  readonly proof?: string;
}

/** The record with every given sentence signed; other records stay as they are. */
export function sign(
  review: Review,
  sentences: readonly Sentence[],
  signature: Signature,
  digest: World['digest'],
): Review {
  const signed: Record<string, Record<string, ReviewEntry>> = structuredClone(review.review);
  for (const { namespace, key, source, text } of sentences) {
    const keys = signed[namespace] ?? {};
    const translator =
      rank(signature.state) > rank('translated') ? translatorOf(keys[key], text, digest) : undefined;
    keys[key] = {
      source: textDigest(source, digest),
      text: textDigest(text, digest),
      ...signature,
      ...(translator === undefined ? {} : { translator }),
    };
    signed[namespace] = keys;
  }
  return { review: signed };
}

/** Who signed this very translation as translated; undefined if nobody did, or if it has been changed since. */
export function translatorOf(
  record: ReviewEntry | undefined,
  text: string,
  digest: World['digest'],
): string | undefined {
  if (record === undefined || record.text !== textDigest(text, digest)) return undefined;
  if (record.state === 'translated') return record.by;
  return record.translator;
}

/** The file's text: one line a sentence, keys in order, so that a change is one line in a diff. */
export function formatReview(review: Review): string {
  const lines = [
    '# yaml-language-server: $schema=../../schema/review.schema.json',
    '# Written by `kyr locale sign`: who answers for which sentence, by the digests of English and translation.',
  ];
  const namespaces = Object.entries(review.review).sort(([a], [b]) => (a < b ? -1 : 1));
  if (namespaces.length === 0) return [...lines, 'review: {}', ''].join('\n');
  lines.push('review:');
  for (const [namespace, keys] of namespaces) {
    lines.push(`  ${namespace}:`);
    for (const [key, e] of Object.entries(keys).sort(([a], [b]) => (a < b ? -1 : 1)))
      lines.push(
        `    ${key}: { source: '${e.source}', text: '${e.text}', state: ${e.state}, by: ${JSON.stringify(e.by)}${e.translator === undefined ? '' : `, translator: ${JSON.stringify(e.translator)}`}, on: ${e.on}${e.proof === undefined ? '' : `, proof: ${e.proof}`} }`,
      );
  }
  return `${lines.join('\n')}\n`;
}
