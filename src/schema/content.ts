/** content/: layers of law, publications, and the words all publications share. */
import { z } from 'zod';
import { Confidence, Day, Id, LayerId, Texts } from './parts.js';

const Origin = {
  basis: z.array(z.string().min(1)).min(1),
  confidence: Confidence,
  sources: z.array(z.string().min(1)).min(1),
  'needs-lawyer': z.boolean().optional(),
  'why-lawyer': z.string().optional(),
};

/** One statement of law, with its sentences. `english` sentences are printed in English only. */
export const Right = z.strictObject({
  id: Id,
  ...Origin,
  text: Texts,
  english: Texts.optional(),
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
});
export type Hotline = z.infer<typeof Hotline>;

export const Layer = z.strictObject({
  layer: LayerId,
  name: z.string().min(1),
  version: z.string().regex(/^\d{4}\.\d{2}(\.\d+)?$/, 'write a version such as "2026.11"'),
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

export const Publication = z.strictObject({
  publication: Id,
  /** The first part of the design code. */
  code: z.string().regex(/^[A-Z]{2,5}$/),
  name: z.string().min(1),
  layout: z.enum(['encounter']),
  layers: z.array(LayerId).min(1),
  sizes: z.array(Id).min(1),
  front: z.strictObject({
    rights: z.array(z.strictObject({ right: Id, icon: Id, body: z.array(TextRef).min(1) })).length(3),
    advice: z.strictObject({ right: Id, icon: Id, body: z.array(TextRef).min(1) }),
    say: z.array(Id).min(1).max(2),
  }),
  back: z.strictObject({
    statements: z
      .array(z.strictObject({ claim: TextRef, request: TextRef.optional(), note: TextRef.optional() }))
      .min(1),
    hotline: Id,
  }),
  /** Where the newest version is found, unless a job says otherwise: the QR code's address, with {lang}. */
  address: z.string().min(1),
  text: Texts,
  english: Texts.optional(),
});
export type Publication = z.infer<typeof Publication>;

export const Common = z.strictObject({ text: Texts, english: Texts.optional() });
export type Common = z.infer<typeof Common>;
