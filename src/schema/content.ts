/** content/: layers of law, publications, and the words all publications share. */
import { z } from 'zod';
import { Confidence, Day, Id, LayerId, Texts, Version } from './parts.js';

const Origin = {
  basis: z.array(z.string().min(1)).min(1),
  confidence: Confidence,
  sources: z.array(z.string().min(1)).min(1),
  'needs-lawyer': z.boolean().optional(),
  'why-lawyer': z.string().optional(),
};

/**
 * What must survive in a sentence, by its key: `not` once for each "no", the glossary's never-lose terms (`judge`),
 * and its numbers and form numbers as they stand. `title: [not]`, `hours: ['9', '6']`, `form: [not, I-205]`.
 */
const NeverLose = z.record(Id, z.array(z.string().min(1)).min(1));

/** One statement of law, with its sentences. `english` sentences are printed in English only. */
export const Right = z.strictObject({
  id: Id,
  ...Origin,
  text: Texts,
  english: Texts.optional(),
  /** What fills {{placeholders}} of its sentences and is printed as it is in every language: a web address. */
  values: z.record(Id, z.string().min(1)).optional(),
  'never-lose': NeverLose.optional(),
});
export type Right = z.infer<typeof Right>;

export const Hotline = z.strictObject({
  id: Id,
  /** Western digits, grouped as people say it. */
  number: z
    .string()
    .regex(
      /^[0-9][0-9-]{1,18}[0-9]$/,
      'write the number in Western digits with hyphens, such as 800-354-0365',
    ),
  ...Origin,
  text: Texts,
  /** A short number to dial instead, and the English words to say there. */
  short: z
    .string()
    .regex(/^[0-9]{3,6}$/)
    .optional(),
  words: z.string().optional(),
  'never-lose': NeverLose.optional(),
});
export type Hotline = z.infer<typeof Hotline>;

export const Layer = z.strictObject({
  layer: LayerId,
  name: z.string().min(1),
  version: Version,
  written: Day,
  'check-after': Day,
  expires: Day,
  rights: z.array(Right).optional(),
  hotlines: z.array(Hotline).optional(),
  disclaimer: z.strictObject({ text: Texts }).optional(),
  /** Ids of rights or hotlines of earlier layers that no longer hold here. */
  withdraw: z.array(Id).optional(),
});
export type Layer = z.infer<typeof Layer>;

/** `remain-silent.body` */
const TextRef = z.string().regex(/^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/, 'write a reference such as door.body');

/** What a publication is made in: finished sizes, the largest use first. */
const sizes = z.array(Id).min(1);
const Statement = z.strictObject({ claim: TextRef, request: TextRef.optional(), note: TextRef.optional() });
export type Statement = z.infer<typeof Statement>;

/** A right by its title, with a sign and what there is to say about it. */
const RightEntry = z.strictObject({ right: Id, icon: Id, body: z.array(TextRef).min(1) });
export type RightEntry = z.infer<typeof RightEntry>;

/** Three rights, a door and a sentence to say; on the back the English to hand over. */
const Encounter = z.strictObject({
  layout: z.literal('encounter'),
  sizes,
  front: z.strictObject({
    rights: z.array(RightEntry).length(3),
    advice: RightEntry,
    say: z.array(Id).min(1).max(2),
  }),
  back: z.strictObject({ statements: z.array(Statement).min(1), hotline: Id }),
});
export type Encounter = z.infer<typeof Encounter>;

/**
 * A line of a section: one reference; several that run on after one another; a right whose English sentence is to
 * be said; a sentence with a line to write on after it.
 */
const Line = z.union([
  TextRef,
  z.array(TextRef).min(2),
  z.strictObject({ say: Id }),
  z.strictObject({ 'write-in': TextRef }),
]);
export type Line = z.infer<typeof Line>;

const Section = z.strictObject({
  /** A key of the publication's own text. */
  title: Id,
  lines: z.array(Line).min(1),
});
export type Section = z.infer<typeof Section>;

/**
 * Headed lists, on one side or two: as a flyer, in large print, or in two languages side by side, line by line.
 */
const Sections = z.strictObject({
  layout: z.enum(['sections', 'large-print', 'bilingual']),
  sizes,
  /** Keys of the publication's own text. */
  headline: Id,
  under: Id.optional(),
  front: z.array(Section).min(1),
  back: z.array(Section).min(1).optional(),
  /** All of it in English on the front, all of it in the reader's language on the back. */
  'english-first': z.boolean().optional(),
  hotline: Id.optional(),
});
export type Sections = z.infer<typeof Sections>;

/** A card: statements in English to hand over; on the other side what they mean, and whom to call. */
const Card = z.strictObject({
  layout: z.literal('card'),
  sizes,
  statements: z.array(Statement).min(1),
  /** The key of the words that stand above the meaning. */
  meaning: Id,
  hotline: Id,
});
export type Card = z.infer<typeof Card>;

/** One side to be read from afar: a headline and a sentence, in the reader's language and in English. */
const Poster = z.strictObject({
  layout: z.literal('poster'),
  sizes,
  headline: Id,
  /** The sentence; or the one that names the congregation, and the one where none is named. */
  lead: z.union([z.tuple([TextRef]), z.tuple([TextRef, TextRef])]),
  more: z.array(TextRef).optional(),
});
export type Poster = z.infer<typeof Poster>;

/** For a notice board: the rights, and at the foot slips with the hotline to tear off. */
const TearOff = z.strictObject({
  layout: z.literal('tear-off'),
  sizes,
  /** Keys of the publication's own text. */
  headline: Id,
  under: Id,
  rights: z.array(RightEntry).length(3),
  advice: RightEntry,
  hotline: Id,
});
export type TearOff = z.infer<typeof TearOff>;

/** One sheet that stands on a table: the rights in the reader's language on one face, in English on the other. */
const TableTent = z.strictObject({
  layout: z.literal('table-tent'),
  sizes,
  /** Keys of the publication's own text. */
  headline: Id,
  under: Id,
  rights: z.array(RightEntry).length(3),
  hotline: Id,
});
export type TableTent = z.infer<typeof TableTent>;

export const Edition = z.discriminatedUnion('layout', [
  Encounter,
  Sections,
  Card,
  Poster,
  TearOff,
  TableTent,
]);
export type Edition = z.infer<typeof Edition>;

/** How many sides an edition has to read: of a sheet, or faces of one that is folded. */
export function sidesOf(edition: Edition): 1 | 2 {
  switch (edition.layout) {
    case 'poster':
    case 'tear-off':
      return 1;
    case 'encounter':
    case 'card':
    case 'table-tent':
      return 2;
    default:
      return edition.back || edition['english-first'] ? 2 : 1;
  }
}

export const Publication = z.strictObject({
  publication: Id,
  /** The first part of the design code. */
  code: z.string().regex(/^[A-Z]{2,5}$/),
  name: z.string().min(1),
  layers: z.array(LayerId).min(1),
  /** By name; the first is made unless another is asked for. */
  editions: z
    .record(Id, Edition)
    .refine((editions) => Object.keys(editions).length > 0, { message: 'write at least one edition' }),
  /** Where the newest version is found, unless a job says otherwise: the QR code's address, with {lang}. */
  address: z.string().min(1),
  text: Texts,
  english: Texts.optional(),
});
export type Publication = z.infer<typeof Publication>;

export const Common = z.strictObject({ text: Texts, english: Texts.optional() });
export type Common = z.infer<typeof Common>;
