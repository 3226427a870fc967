/** pack.json in a file from `kyr locale pack`: what was packed, so that what was changed since can be told. */
import { z } from 'zod';
import { Tag } from './parts.js';

export const PackList = z.strictObject({
  pack: z.literal('kyr-pack-1'),
  tag: Tag,
  /** Name and version of the tool. */
  tool: z.string(),
  /** Name → SHA-256, lower-case hex, of every other file in it. */
  files: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
});
export type PackList = z.infer<typeof PackList>;
