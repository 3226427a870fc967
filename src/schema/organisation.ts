/** Who hands a flyer out. Every field but the id is optional: a congregation may leave out what could expose it. */
import { z } from 'zod';
import { Id, TextPerLanguage } from './parts.js';

export const Organisation = z.strictObject({
  organisation: Id,
  name: TextPerLanguage.optional(),
  address: z.string().min(1).optional(),
  phone: z.string().min(1).optional(),
  web: z.string().min(1).optional(),
  /** SVG, PNG or JPEG, beside the file that names it. Printed in the inks of the run. */
  logo: z.string().min(1).optional(),
  /** Print nothing of it and name it nowhere but in the delivery list. */
  withhold: z.boolean().optional(),
});
export type Organisation = z.infer<typeof Organisation>;
