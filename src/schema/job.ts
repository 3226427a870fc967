/** jobs/: an order for a print run. */
import { z } from 'zod';
import { spotNameFault } from '../core/ink.js';
import { inch } from '../core/units.js';
import { Day, FileId, Id, Ink, LayerId, Length, ownText, Percent, Tag, Weight } from './parts.js';
import { lengthOf } from './quantities.js';

const GRAMMAGE = 'write grams a square metre, such as 105';
const Quantity = z
  .number()
  .int('write a whole number of pieces')
  .positive('write a quantity of at least 1')
  .max(9_999_999, 'write at most 9,999,999 pieces');

/** Smaller ones fill in on a copier, larger ones leave no room for the law: three sixteenths of an inch to one inch. */
const LabelSide = Length.refine((text) => lengthOf(text) >= inch(0.1875) && lengthOf(text) <= inch(1), {
  message: 'write a length from 0.1875 in to 1 in',
});

const LanguageRun = z.strictObject({
  language: Tag,
  quantity: Quantity,
  organisation: z.string().optional(),
});
/** As on the tin; `alternate` is what stands in for it on screens and digital presses, the template's accent unless said. */
const SpotInk = z.strictObject({
  spot: z.string().superRefine((name, ctx) => {
    const message = spotNameFault(name);
    if (message !== undefined) ctx.addIssue({ code: 'custom', message });
  }),
  alternate: z.strictObject({ c: Ink, m: Ink, y: Ink, k: Ink }).optional(),
});
/** A CSV beside the job: one row a congregation in delivery order, one column a language with its quantity. */
const CongregationRun = z.strictObject({ congregations: z.string().min(1) });

export const Job = z.strictObject({
  job: FileId,
  title: ownText(200),
  purpose: z.enum(['draft', 'press']),
  publication: Id,
  /** Of the publication; its first unless said. */
  edition: Id.optional(),
  layer: LayerId,
  size: Id,
  /** What the QR code holds, where it is not the publication's own: a plain address; {lang} becomes the tag. */
  address: z.string().min(1).optional(),
  /**
   * A code of its own on every piece, for benchmarks: built with --traceable alone, since such a flyer gives its
   * reader away. The address holds {serial}, the piece's number; {lang} becomes the tag.
   */
  codes: z.strictObject({ address: z.string().min(1) }).optional(),
  /** Marks invented people and places: such a job is never cleared for press. */
  sample: z.boolean().optional(),
  contact: z.strictObject({ name: ownText(200), phone: ownText(100).optional() }).optional(),
  runs: z.array(z.union([LanguageRun, CongregationRun])).min(1),
  /** The number ordered; the runs must add up to it. */
  total: Quantity,
  press: z
    .strictObject({
      stock: ownText(200).optional(),
      profile: z.enum(['GRACoL2006', 'FOGRA39']).optional(),
      /** The shop's own CMYK output profile, a file beside the job. */
      icc: z.string().min(1).optional(),
      /** Registered name of what that profile describes, such as CGATS 21; Custom unless said. */
      condition: z.string().min(1).max(60).optional(),
      /**
       * 4c: process inks. k: black alone. shell: colour that is the same in all languages, of which the black plate
       * alone changes. { spot: PANTONE 321 C }: black and that ink.
       */
      ink: z.union([z.enum(['4c', 'k', 'shell']), SpotInk]).optional(),
      /** Grams a square metre; where it is absent, the stock's own words may say it. */
      grammage: z.number(GRAMMAGE).min(20, GRAMMAGE).max(600, GRAMMAGE).optional(),
      /**
       * Spoilage, added to what is ordered: a share, or the larger of a share and a number of pieces. The number
       * holds for each language over the whole run, not for each congregation.
       */
      overs: z.union([Percent, z.strictObject({ percent: Percent, minimum: Quantity })]).optional(),
      /** How far ink runs past the trim, where the shop asks for another bleed than the templates have; 0 for none. */
      bleed: Length.optional(),
      /** How far text keeps inside the trim, where the shop asks for more or less than the templates do. */
      safety: Length.optional(),
      /**
       * A place at the foot of the back for the union label of the shop, its “bug”: a picture beside the job, or, with no
       * file, white for the shop to set its own in before approval.
       */
      'union-label': z
        .strictObject({
          file: z.string().min(1).optional(),
          width: LabelSide.optional(),
          height: LabelSide.optional(),
        })
        .optional(),
      /** Pieces in a paper band. */
      band: Quantity.optional(),
      /** The most that goes into one box: pieces, a weight, or whichever is reached first. */
      carton: z
        .strictObject({ pieces: Quantity.optional(), weight: Weight.optional() })
        .refine((carton) => carton.pieces !== undefined || carton.weight !== undefined, {
          message: 'write pieces: 1000, weight: 30 lb, or both',
        })
        .optional(),
    })
    .refine((press) => press.icc === undefined || press.profile === undefined, {
      message: 'write either profile, for one that ships, or icc, for a file of your own',
      path: ['profile'],
    })
    .refine((press) => press.icc !== undefined || press.condition === undefined, {
      message: 'condition names what the profile under icc describes: write icc too, or leave it out',
      path: ['condition'],
    })
    .optional(),
  output: z
    .strictObject({
      'press-files': z.boolean().optional(),
      sheets: z
        .strictObject({
          sheet: z.enum(['13x19', '12x18', 'SRA3']).optional(),
          /** At most so many sheets in one file. */
          batch: z.number().int().min(1).max(5000).optional(),
          gripper: Length.optional(),
        })
        .optional(),
      proofs: z.boolean().optional(),
    })
    .optional(),
  /** Press only: who dialled the number that is printed, and when. */
  dialled: z.array(z.strictObject({ number: z.string(), on: Day, by: z.string().min(1) })).optional(),
  'dialled-within': z.number().int().min(1).max(365).optional(),
  /**
   * Press only: somebody takes a translation on that no second reader has checked. The sheet then says so in both
   * languages. Nothing releases a missing sentence, a lost "not", expired law or a number that nobody dialled.
   */
  release: z
    .array(
      z.strictObject({
        lang: Tag,
        state: z.literal('translated'),
        by: z.string().min(1),
        role: z.string().min(1),
        on: Day,
      }),
    )
    .optional(),
});
export type Job = z.infer<typeof Job>;
