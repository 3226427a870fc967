/** The small shapes that several files share. Messages say what to write, since people read them in an editor. */
import { z } from 'zod';
import { canonicalTag } from '../core/language.js';
import { parseLength } from '../core/units.js';

/** `remain-silent`: lower case letters, digits and hyphens. `_` and `.` are separators to i18next. */
export const Id = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'write a kebab-case name such as remain-silent');

/** Names that Windows keeps for devices, with any ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/;
export const isDeviceName = (name: string): boolean => DEVICE.test(name);

/** An id that becomes the name of a file or a folder, beside a date, a size and a language. */
export const FileId = Id.max(60, 'write a short name, of at most 60 characters').refine(
  (id) => !isDeviceName(id),
  'write another name: Windows keeps this one for a device',
);

/** `us/ny/nyc` */
export const LayerId = z.string().regex(/^[a-z0-9-]+(\/[a-z0-9-]+)*$/, 'write a layer such as us/ny/nyc');

const WRITE_A_VERSION = 'write a version such as "2026.11"';

/** `2026.11`, or `2026.11.2` for a second version in one month. */
export const Version = z
  .string({ error: ({ input }) => (typeof input === 'number' ? WRITE_A_VERSION : undefined) })
  .regex(/^\d{4}\.\d{2}(\.\d+)?$/, WRITE_A_VERSION);

/** A canonical BCP 47 tag. The refinement names the canonical spelling, as case slips are the usual fault. */
export const Tag = z.string().superRefine((tag, ctx) => {
  const canonical = canonicalTag(tag);
  if (canonical === tag) return;
  ctx.addIssue({
    code: 'custom',
    message: canonical
      ? `write the language tag as ${canonical}`
      : 'not a BCP 47 language tag; write one such as es or zh-Hans',
    params: { kyr: 'badTag' },
  });
});

export const Script = z
  .string()
  .regex(/^[A-Z][a-z]{3}$/, 'write an ISO 15924 code such as Latn, Arab or Hans');

/** What a length wants, told of a bare number too: there it is the unit that is missing, not the quotes. */
export const WRITE_A_LENGTH = 'write a length with its unit, such as 0.125 in, 3 mm or 9 pt';

/** A length with its unit. Kept as written; read it with `lengthOf`. */
export const Length = z
  .string({ error: ({ input }) => (typeof input === 'number' ? WRITE_A_LENGTH : undefined) })
  .superRefine((text, ctx) => {
    if ((parseLength(text) ?? -1) < 0)
      ctx.addIssue({ code: 'custom', message: WRITE_A_LENGTH, params: { kyr: 'badLength' } });
  });

/** A calendar day. YAML dates stay strings here: a Date would drag a time zone in. */
export const Day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'write a date as YYYY-MM-DD')
  .superRefine((day, ctx) => {
    const date = new Date(`${day}T00:00:00Z`);
    if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day)
      ctx.addIssue({ code: 'custom', message: 'there is no such day; write a date as YYYY-MM-DD' });
  });

export const Confidence = z.enum(['H', 'M', 'L', 'K']);

/** Flyer sentences by key. Values are plain text with {{placeholders}}; no markup. */
export const Texts = z.record(Id, z.string().min(1, 'an empty sentence; leave the key out instead'));

/** What has no place in a text of people's own, and what it does there. */
const STRAYS: readonly (readonly [RegExp, string])[] = [
  [/(?![\t\n\r])\p{Cc}/u, 'is a control character, which nobody sees'],
  [/[\u202a-\u202e\u2066-\u206f]/u, 'turns the order of the letters after it, and nobody sees it'],
  [/[\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Noncharacter_Code_Point}/u, 'is for programs, and nobody sees it'],
  [/\p{Cs}|\ufffd/u, 'stands for a letter that was lost'],
];
/** More marks on one letter than any writing has. */
const TOWER = /\p{M}{9}/u;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * Why a text of people's own is not printed, in words; undefined for a good one. Whatever comes after it (paper, labels,
 * plain text, a screen reader) then shows what was typed, in the order in which it was typed.
 */
export function strayIn(text: string): string | undefined {
  for (const [characters, does] of STRAYS) {
    const stray = characters.exec(text)?.[0].codePointAt(0);
    if (stray !== undefined)
      return `the character U+${stray.toString(16).toUpperCase().padStart(4, '0')} in it ${does}; delete it, and type the words around it anew`;
  }
  if (TOWER.test(text)) return 'more than eight marks stand on one letter; write the letter alone';
  return VISIBLE.test(text)
    ? undefined
    : 'there is nothing to be seen in it; write some letters, or leave it out';
}

/** Text of people's own, of at most so many characters. */
export const ownText = (most: number) =>
  z
    .string()
    .min(1)
    .max(most, `write at most ${most} characters`)
    .superRefine((text, ctx) => {
      const message = text.length > most ? undefined : strayIn(text);
      if (message !== undefined) ctx.addIssue({ code: 'custom', message, params: { kyr: 'strayCharacter' } });
    });

/** One text for every reader, or one text per language; of at most so many characters. */
export function textPerLanguage(most: number) {
  const text = ownText(most);
  const byLanguage = z
    .record(Tag, text)
    .refine((texts) => Object.keys(texts).length > 0, 'write it in at least one language');
  return z.union([text, byLanguage]);
}

/** Text of a form; a bare number is told the form too, since quotes alone would not help. */
function textOf(form: RegExp, message: string): z.ZodString {
  return z
    .string({ error: ({ input }) => (typeof input === 'number' ? message : undefined) })
    .regex(form, message);
}

/** `5 %` of the quantity. Read it with `percentOf`. */
export const Percent = textOf(/^\d+(\.\d+)?\s*%$/, 'write a share such as 3 %');

/** A weight with its unit. Kept as written; read it with `gramsOf`. */
export const Weight = textOf(/^\d+(\.\d+)?\s*(lb|kg)$/, 'write a weight such as 30 lb or 12 kg');

/** Percent of ink. */
export const Ink = z.number().min(0).max(100);
