/** locales/TAG/: what it says in a language, and who has answered for it. */
import { z } from 'zod';
import { Day, Id, Script, Tag } from './parts.js';

/** In CLDR's order. */
export const PLURALS = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;

export const LocaleMeta = z.strictObject({
  tag: Tag,
  /** The language's own name. */
  name: z.string().min(1),
  english: z.string().min(1),
  /** ISO 15924; Aran for Nastaliq. Decides fonts and line breaking. */
  script: Script,
  direction: z.enum(['ltr', 'rtl']),
  /** CLDR's plural categories of the language, for translation tools. */
  plurals: z.array(z.enum(PLURALS)).min(1).optional(),
  /**
   * A variant of this language (`pt-BR` over `pt`): sentences that it does not write itself are that one's. It is
   * signed by itself.
   */
  over: Tag.optional(),
  /** What its reader speaks, in English, where that is not the language's English name: nobody speaks a script. */
  spoken: z.string().min(1).optional(),
  /** Leaves a line to write on after "I speak": for a dialect, or where the reader's language is not known. */
  'write-in': z.boolean().optional(),
  /**
   * Words that say "no" or "not" in this locale, beside those of content/negations.yaml. A hyphen stands for the rest
   * of a word where a language says no inside it: `न-`, `-दैन`, `-않-`; `ne … pas` are two halves of one.
   */
  negations: z.array(z.string().min(1)).min(1).optional(),
  /** Words that look like a negation of the language and deny nothing: `distribye pa`. */
  harmless: z.array(z.string().min(1)).min(1).optional(),
  /** Where a sentence rightly says no more often than its English does: namespace → key → how often. */
  denials: z.record(Id, z.record(z.string(), z.number().int().min(1))).optional(),
  /** How the English "not" is spelt in the sounds (`say-sound`), so that it cannot be lost there either. */
  'not-sounds': z.string().min(1).optional(),
  /** How a long date is written, where Node's ICU does not know the language: `y`, `MMMM` and `d` are filled in. */
  date: z
    .strictObject({
      pattern: z.string().regex(/^(?=.*\by\b)(?=.*\bMMMM\b)(?=.*\bd\b)/, 'write a pattern such as d MMMM y'),
      months: z.array(z.string().min(1)).length(12),
    })
    .optional(),
  /**
   * What is offered in this language, as `publication` or `publication/edition`; all of it unless said. What is not
   * offered need not be translated yet.
   */
  offers: z
    .array(z.string().regex(/^[a-z0-9-]+(\/[a-z0-9-]+)?$/, 'write wallet-card or ice-encounter/core'))
    .optional(),
  /** For translators: register and variety. Never printed. */
  note: z.string().optional(),
});
export type LocaleMeta = z.infer<typeof LocaleMeta>;

/** Characters: several times the longest there is. To find that a longer one fits nowhere takes minutes. */
const LONGEST_SENTENCE = 2500;
const Sentence = z.string().superRefine((text, ctx) => {
  if (text.length > LONGEST_SENTENCE)
    ctx.addIssue({
      code: 'custom',
      message: `no sentence has ${text.length} characters; write at most ${LONGEST_SENTENCE}`,
      params: { kyr: 'tooLong' },
    });
});

/** i18next JSON v4: sentences, nested by id at most once. */
export const Namespace = z.record(z.string(), z.union([Sentence, z.record(z.string(), Sentence)]));
export type Namespace = z.infer<typeof Namespace>;

/** XLIFF 2's states, in the order in which a sentence gains them. */
export const STATES = ['initial', 'translated', 'reviewed', 'final'] as const;
export const State = z.enum(STATES);
export type State = z.infer<typeof State>;

export const PrintedCode = z
  .string()
  .regex(/^[0-9A-Z]{3}(-[0-9A-Z]{3}){2}$/, 'write it as it is printed: K7W-4M2-RFH');
export const SentenceDigest = z.string().regex(/^[0-9a-f]{16}$/);

/** One sentence's standing: it holds only while both digests do. */
export const ReviewEntry = z.strictObject({
  source: SentenceDigest,
  text: SentenceDigest,
  state: State,
  /** A role or a pseudonym, never a legal name. */
  by: z.string().min(1),
  /** Of a sentence with a second reader: who had signed it as translated. Never the same person. */
  translator: z.string().min(1).optional(),
  on: Day,
  /** The code of the proof on which it was signed by hand. */
  proof: PrintedCode.optional(),
});
export type ReviewEntry = z.infer<typeof ReviewEntry>;

/** _review.yaml: namespace → key → entry. Written by the tool. */
export const Review = z.strictObject({
  review: z.record(Id, z.record(z.string(), ReviewEntry)),
});
export type Review = z.infer<typeof Review>;

/**
 * _source.yaml: namespace → key → the English that stood beside a sentence when it was translated. A later English is
 * held against it. Written by the tool.
 */
export const SourceMemory = z.strictObject({
  source: z.record(Id, z.record(z.string(), z.string().min(1))),
});
export type SourceMemory = z.infer<typeof SourceMemory>;
