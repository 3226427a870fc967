/**
 * templates/: base ← layout ← size ← the layout in that size ← script ← language, the last two each with what they have in that
 * size. Maps merge, lists replace. Type sizes and the grid are plain
 * numbers of points, as typesetters write them; what a shop sets (bleed, safety) carries its unit.
 */
import { z } from 'zod';
import { Id, Ink, Length } from './parts.js';

const Role = z.strictObject({
  size: z.number().positive().optional(),
  leading: z.number().positive().optional(),
  weight: z.number().int().optional(),
  /** Moves the first line down, where a script's marks reach higher. */
  above: z.number().optional(),
});

export const ROLES = [
  'tab',
  'tab-english',
  'draft',
  'draft-why',
  'headline',
  'back-headline',
  'under',
  'numeral',
  'right-title',
  'body',
  'advice-title',
  'label',
  'say',
  'sound',
  'row-label',
  'foot',
  'foot-english',
  'claim',
  'gloss',
  'hotline-body',
  'hotline-label',
  'phone',
  'imprint',
  'display',
  'lead',
  'more',
  'display-english',
  'lead-english',
  'slip-label',
  'slip-number',
  'slip-address',
] as const;
export type RoleName = (typeof ROLES)[number];

/**
 * A sheet printed on one side and folded, so that two sides become the two faces of it. A book: side by side. A tent:
 * one over the other, the upper one upside down, and below them a foot and a strip to glue it with.
 */
const Fold = z.discriminatedUnion('way', [
  z.strictObject({ way: z.literal('book') }),
  z.strictObject({ way: z.literal('tent'), face: Length, glue: Length }),
]);
export type FoldPart = z.infer<typeof Fold>;

/** Any part of a template. */
const Part = z.strictObject({
  /** The finished size; of a folded sheet as it lies flat. */
  trim: z.strictObject({ width: Length, height: Length, name: z.string() }).optional(),
  fold: Fold.optional(),
  bleed: Length.optional(),
  safe: Length.optional(),
  accent: z.strictObject({ c: Ink, m: Ink, y: Ink, k: Ink }).optional(),
  /** Font families in order of preference for the reader's script. */
  families: z.array(z.string()).min(1).optional(),
  'english-families': z.array(z.string()).min(1).optional(),
  roles: z.partialRecord(z.enum(ROLES), Role).optional(),
  grid: z.record(z.string(), z.number()).optional(),
  /** The letter in the interpreter's second bubble. */
  letter: z.string().optional(),
  /** The family that draws it, where it is not the first of `families`. */
  'letter-family': z.string().optional(),
  /** Smallest size the reader's running text may shrink to. */
  'min-body': z.number().positive().optional(),
  /** The fitting ladder: each rung multiplies sizes and leadings; the first that fits is taken. */
  ladder: z
    .array(z.strictObject({ size: z.number(), leading: z.number() }))
    .min(1)
    .optional(),
  /** Type larger or smaller than the half letter's, for which the scripts' sizes are written. */
  scale: z
    .strictObject({
      type: z.number().positive(),
      /** No type becomes smaller than this, in points. */
      least: z.number().positive().optional(),
      /** Of `min-body`: on a card one step smaller. */
      'min-body': z.number().positive().optional(),
      /** Running text of every script is at least so large, in points: large print. */
      'least-body': z.number().positive().optional(),
    })
    .optional(),
});
export type TemplatePart = z.infer<typeof Part>;

/** A template file: any part of the whole; a layout's, a script's or a language's file may say what is its own in one size. */
export const TemplateFile = Part.extend({ in: z.record(Id, Part).optional() });
export type TemplateFile = z.infer<typeof TemplateFile>;
