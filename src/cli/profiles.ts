/** The printing conditions that ship with the tool (icc/README.md says where the profiles come from). */

import { fail } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { World } from '../core/world.js';
import type { OutputIntent } from '../pdf/x4.js';

const PROFILES = {
  GRACoL2006: {
    file: 'icc/GRACoL2006-TR006.icc',
    condition: 'CGATS TR 006',
    info: 'GRACoL 2006, coated paper grade 1',
  },
  FOGRA39: { file: 'icc/FOGRA39L_coated.icc', condition: 'FOGRA39', info: 'ISO Coated v2 (FOGRA39L)' },
} as const;
export type ProfileName = keyof typeof PROFILES;

/** @throws KyrError KYR702 if the profile's file is gone */
export function outputIntent(world: World, name: ProfileName = 'GRACoL2006'): OutputIntent {
  const { file, condition, info } = PROFILES[name];
  const profile = world.read(file);
  if (!profile)
    fail({ code: CODE.profile, message: `the output profile ${file} is missing`, hint: 'install kyr again' });
  return { profile, condition, info };
}
