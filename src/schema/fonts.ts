/** fonts/fonts.yaml: which font files there are, where they come from, and what they are for. */
import { z } from 'zod';

export const FontsFile = z.strictObject({
  fonts: z.array(
    z.strictObject({
      key: z.string().regex(/^[A-Za-z0-9-]+$/),
      family: z.string().min(1),
      weight: z.number().int().min(100).max(900),
      file: z.string().min(1),
      package: z.string().optional(),
      version: z.string().optional(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      licence: z.string().min(1),
      'licence-file': z.string().optional(),
      scripts: z.array(z.string().regex(/^[A-Z][a-z]{3}$/)).min(1),
      /** The national character set the file was cut to. */
      cut: z.string().optional(),
    }),
  ),
});
export type FontsFile = z.infer<typeof FontsFile>;

/** One font file as fonts.yaml records it; `file` is what FontBook's `read` is asked for. */
export interface FontEntry {
  readonly key: string;
  readonly family: string;
  readonly weight: number;
  readonly file: string;
  readonly sha256: string;
  readonly scripts: readonly string[];
}
