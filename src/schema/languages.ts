/** content/languages.yaml: what languages are called, by those who speak them and in English. */
import { z } from 'zod';
import { Script, Tag } from './parts.js';

export const Languages = z.strictObject({
  languages: z.record(
    Tag,
    z.strictObject({
      name: z.string().min(1),
      english: z.string().min(1),
      script: Script,
      /** For whoever begins to translate. */
      note: z.string().optional(),
    }),
  ),
});
export type Languages = z.infer<typeof Languages>;
