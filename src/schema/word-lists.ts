/**
 * content/glossary.yaml and content/negations.yaml: the words that a translation is held against. Both write words
 * the same way: a hyphen stands for the rest of a word (`न-`, `-দৈন`, `-않-`, `न-नुहोस्`), several words for words
 * in a row, and `ne|n’- … pas|rien` for two halves that count only together.
 */
import { z } from 'zod';
import { Id, Tag } from './parts.js';

const Words = z.array(z.string().min(1)).min(1);

/** How a language says "no". */
export const Denial = z.strictObject({
  /** Each of these, found once, says no once. */
  negations: Words,
  /** Words that look like one of them and deny nothing: 非常, `bez względu na`. */
  harmless: Words.optional(),
});
export type Denial = z.infer<typeof Denial>;

/** By language tag; a tag without an entry takes that of its language (`pt-BR` → `pt`). */
export const Negations = z.strictObject({
  languages: z.record(Tag, Denial).superRefine((languages, ctx) => {
    if (languages.en === undefined)
      ctx.addIssue({ code: 'custom', message: '“en” is missing: without it no sentence would say no' });
  }),
});
export type Negations = z.infer<typeof Negations>;

const Avoid = z.strictObject({
  words: Words,
  why: z.string().min(1),
  /** May stand in quotation marks where the sentence says no: “notario” as what is not a lawyer. */
  'where-denied': z.boolean().optional(),
});

export const Term = z.strictObject({
  term: Id,
  /** How the English flyers say it. */
  english: Words,
  meaning: z.string().min(1),
  /** Every translation must say it where the English does, and content names it under `never-lose`. */
  'never-lose': z.boolean().optional(),
  /** Left aside when the reading level of the English is measured. */
  'legal-term': z.boolean().optional(),
  /** What to say, by language. */
  use: z.record(Tag, Words).optional(),
  /** What not to say, by language. */
  avoid: z.record(Tag, z.array(Avoid).min(1)).optional(),
});
export type Term = z.infer<typeof Term>;

export const Glossary = z.strictObject({
  terms: z.array(Term).superRefine((terms, ctx) => {
    const seen = new Set<string>();
    for (const [index, { term }] of terms.entries()) {
      if (seen.has(term))
        ctx.addIssue({
          code: 'custom',
          message: `the term “${term}” stands here twice; keep one of the two`,
          path: [index, 'term'],
        });
      seen.add(term);
    }
  }),
});
export type Glossary = z.infer<typeof Glossary>;
