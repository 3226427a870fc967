/** Who hands a flyer out. Every field but the id is optional: a congregation may leave out what could expose it. */
import { z } from 'zod';
import { FileId, ownText, textPerLanguage } from './parts.js';

/** What a congregation says beside the law is short, or nobody reads the law. */
const LONGEST_MESSAGE = 300;

/** Characters, in a list too. Longer ones find no room on any flyer, which takes long to find out. */
export const OWN_LIMITS = { name: 300, address: 300, phone: 100, web: 300 } as const;

/** It becomes a link on screens: nothing but a page may open there. */
export const isWebPage = (text: string): boolean => !/^(?!https?:)[a-z][a-z0-9+-]*:(?!\d)/i.test(text.trim());
export const WRITE_A_PAGE = 'write a web page, such as www.example.org';

const WRITE_A_COLOR = "write a colour in quotes, such as '#0a5c7a'";

/** A number of the congregation's own, beside the hotline of the law: somebody who is awake at six in the morning. */
const OwnHotline = z.strictObject({
  label: textPerLanguage(60),
  number: z
    .string({ error: ({ input }) => (typeof input === 'number' ? 'write the number in quotes' : undefined) })
    .regex(/^\+?[\d(][\d() .-]{1,22}\d$/, 'write a number as it is dialled, such as 718-555-0101'),
});

export const Organisation = z.strictObject({
  organisation: FileId,
  name: textPerLanguage(OWN_LIMITS.name).optional(),
  address: ownText(OWN_LIMITS.address).optional(),
  phone: ownText(OWN_LIMITS.phone).optional(),
  web: ownText(OWN_LIMITS.web).refine(isWebPage, WRITE_A_PAGE).optional(),
  /** Where the QR code of a single flyer leads, `{lang}` for the language; a run says that in its job. */
  link: ownText(1000).optional(),
  /** A sentence or two above the imprint. */
  message: textPerLanguage(LONGEST_MESSAGE).optional(),
  hotlines: z.array(OwnHotline).max(3, 'write three at most').optional(),
  /** SVG, PNG or JPEG, beside the file that names it. Printed in the inks of the run. */
  logo: ownText(255).optional(),
  /** In place of the template's accent colour, as CSS writes it; dark enough for white letters. */
  accent: z
    // After an unquoted # YAML reads a comment, and of digits a number.
    .string({
      error: ({ input }) => (input === null || typeof input === 'number' ? WRITE_A_COLOR : undefined),
    })
    .min(1, WRITE_A_COLOR)
    .max(40, WRITE_A_COLOR)
    .optional(),
  /** Print nothing of it and name it nowhere but in the delivery list. */
  withhold: z.boolean().optional(),
});
export type Organisation = z.infer<typeof Organisation>;
