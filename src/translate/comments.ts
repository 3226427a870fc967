/**
 * What second readers ask about sentences: `_comments.yaml` of a locale, where the translator finds it. A comment is
 * open while the English and the translation are those that it is about; a sentence that has been changed since has
 * been answered, and wants to be read again.
 */
import { sentenceId } from '../compose/source-text.js';
import type { World } from '../core/world.js';
import { type Sentence, textDigest } from '../lint/standing.js';
import type { Comment, Comments } from '../schema/second-reading.js';

/** The comments with one more. The same words by the same person on the same sentence stand once. */
export function comment(
  comments: Comments,
  { namespace, key, source, text }: Sentence,
  said: Pick<Comment, 'comment' | 'by' | 'on'>,
  digest: World['digest'],
): Comments {
  const entry = { ...said, source: textDigest(source, digest), text: textDigest(text, digest) };
  const others = (comments.comments[namespace]?.[key] ?? []).filter(
    (c) => !(c.comment === entry.comment && c.by === entry.by && c.text === entry.text),
  );
  return {
    comments: {
      ...comments.comments,
      [namespace]: { ...comments.comments[namespace], [key]: [...others, entry] },
    },
  };
}

/** The comments without those on these sentences: they were approved, or settled. */
export function settle(
  comments: Comments,
  sentences: readonly Pick<Sentence, 'namespace' | 'key'>[],
): Comments {
  const gone = new Set(sentences.map((s) => sentenceId(s)));
  const kept = Object.entries(comments.comments)
    .map(
      ([namespace, keys]) =>
        [
          namespace,
          Object.fromEntries(Object.entries(keys).filter(([key]) => !gone.has(`${namespace}:${key}`))),
        ] as const,
    )
    .filter(([, keys]) => Object.keys(keys).length > 0);
  return { comments: Object.fromEntries(kept) };
}

/** The open comments on a sentence, oldest first. */
export const openComments = (
  comments: Comments,
  { namespace, key, source, text }: Sentence,
  digest: World['digest'],
): readonly Comment[] =>
  (comments.comments[namespace]?.[key] ?? []).filter(
    (c) => c.source === textDigest(source, digest) && c.text === textDigest(text, digest),
  );

/** The file's text: one line a comment. */
export function formatComments({ comments }: Comments): string {
  const lines = [
    '# yaml-language-server: $schema=../../schema/comments.schema.json',
    '# Written by `kyr locale review`: what second readers asked. A comment is answered when its sentence is changed.',
  ];
  const namespaces = Object.entries(comments).sort(([a], [b]) => (a < b ? -1 : 1));
  if (namespaces.length === 0) return [...lines, 'comments: {}', ''].join('\n');
  lines.push('comments:');
  for (const [namespace, keys] of namespaces) {
    lines.push(`  ${namespace}:`);
    for (const [key, entries] of Object.entries(keys).sort(([a], [b]) => (a < b ? -1 : 1)))
      lines.push(
        `    ${key}:`,
        ...entries.map(
          (c) =>
            `      - { comment: ${JSON.stringify(c.comment)}, by: ${JSON.stringify(c.by)}, on: ${c.on}, source: '${c.source}', text: '${c.text}' }`,
        ),
      );
  }
  return `${lines.join('\n')}\n`;
}
