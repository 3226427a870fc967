/** What second readers leave behind beside their signature: questions, printed proofs, and the names behind roles. */
import { z } from 'zod';
import { PrintedCode, SentenceDigest } from './locale.js';
import { Day, Id, Tag } from './parts.js';

/**
 * _comments.yaml: namespace → key → what second readers asked. A comment is open while the translation and the English
 * are those it is about. Written by the tool.
 */
export const Comment = z.strictObject({
  comment: z.string().min(1),
  /** A role or a pseudonym, never a legal name. */
  by: z.string().min(1),
  on: Day,
  source: SentenceDigest,
  text: SentenceDigest,
});
export type Comment = z.infer<typeof Comment>;
export const Comments = z.strictObject({
  comments: z.record(Id, z.record(z.string(), z.array(Comment).min(1))),
});
export type Comments = z.infer<typeof Comments>;

/**
 * _proofs.yaml: what stood on each printed proof, by its code, in the order of its numbers, so that a paper which comes
 * back signed can be held against the sentences of that day. Written by the tool.
 */
export const PrintedProof = z.strictObject({
  publication: Id,
  edition: z.string().min(1),
  layer: z.string().min(1),
  /** The day on which it was first made. */
  on: Day,
  sentences: z
    .array(
      z.strictObject({
        /** `us-federal:door.title` */
        key: z.string().regex(/^[a-z0-9-]+:\S+$/),
        source: SentenceDigest,
        text: SentenceDigest,
      }),
    )
    .min(1),
});
export type PrintedProof = z.infer<typeof PrintedProof>;
export const Proofs = z.strictObject({ proofs: z.record(PrintedCode, PrintedProof) });
export type Proofs = z.infer<typeof Proofs>;

/**
 * locales/_private/names.yaml: who stands behind a role, by language. Never committed, never printed, never in a result;
 * for the people who hold the folder. Written by the tool.
 */
export const PrivateNames = z.strictObject({
  names: z.record(Tag, z.record(z.string(), z.string().min(1))),
});
export type PrivateNames = z.infer<typeof PrivateNames>;
