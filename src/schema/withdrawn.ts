/** content/withdrawn.yaml: versions of layers that may not be printed any more. Written by `kyr withdraw`. */
import { z } from 'zod';
import { Day, LayerId, Version } from './parts.js';

export const Withdrawal = z.strictObject({
  layer: LayerId,
  version: Version,
  /** For everybody who printed it or handed it out. */
  why: z.string().min(1),
  /** Who decided it: a role or a pseudonym, never a legal name. */
  role: z.string().min(1).optional(),
  on: Day,
});
export type Withdrawal = z.infer<typeof Withdrawal>;

export const Withdrawn = z.strictObject({ withdrawn: z.array(Withdrawal) });
export type Withdrawn = z.infer<typeof Withdrawn>;
