/**
 * Records who answers for sentences: `_review.yaml` of a locale. Legal names have no place in it; a role or a
 * pseudonym does. Nothing is signed that is missing.
 */
import type { World } from '../core/world.js';
import { type Sentence, textDigest } from '../lint/standing.js';
import type { Review, ReviewEntry, State } from '../schema/locale.js';

export interface Signature {
  readonly state: State;
  readonly by: string;
  /** `2026-11-23` */
  readonly on: string;
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
    keys[key] = { source: textDigest(source, digest), text: textDigest(text, digest), ...signature };
    signed[namespace] = keys;
  }
  return { review: signed };
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
        `    ${key}: { source: '${e.source}', text: '${e.text}', state: ${e.state}, by: ${JSON.stringify(e.by)}, on: ${e.on} }`,
      );
  }
  return `${lines.join('\n')}\n`;
}
