/**
 * The printing condition of a run: one of the two that ship (icc/README.md says where they come from), or the shop's
 * own profile. It is embedded in every file as output intent, separates logos, and says how much ink is too much.
 */

import { type FilePlace, fail } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import { profileFault, readProfileHead } from '../core/icc-profile.js';
import type { InkMode } from '../core/ink.js';
import type { DiskWorld } from '../load/disk-world.js';
import { BLACK_ALONE, measureInkLimit, type Separation } from '../load/separation.js';
import { CUSTOM, type OutputIntent } from '../pdf/x4.js';
import { FRAME_RULES } from '../preflight/frame.js';

/** `ink`: the most that the profile makes of any colour, as `measureInkLimit` finds it; a test holds it. */
export const PROFILES = {
  GRACoL2006: {
    file: 'icc/GRACoL2006-TR006.icc',
    condition: 'CGATS TR 006',
    info: 'GRACoL 2006, coated paper grade 1',
    ink: 300,
  },
  FOGRA39: {
    file: 'icc/FOGRA39L_coated.icc',
    condition: 'FOGRA39',
    info: 'ISO Coated v2 (FOGRA39L)',
    ink: 318,
  },
} as const;
export type ProfileName = keyof typeof PROFILES;

export interface PrintingCondition {
  readonly intent: OutputIntent;
  /** The profile as the World reads it. */
  readonly file: string;
  /** Where the profile lies on disk. */
  readonly path: string;
  /** Most ink in percent: the profile's own, and never more than a shop takes. */
  readonly inkLimit: number;
}

export interface ConditionChoice {
  readonly profile?: ProfileName | undefined;
  /** The shop's own profile, which then stands in for one that ships. */
  readonly icc?: { readonly path: string; readonly shown: string; readonly at?: FilePlace } | undefined;
  /** Registered name of what the shop's own profile describes, such as `CGATS 21`. */
  readonly condition?: string | undefined;
}

/** @throws KyrError KYR101, KYR702 for a profile that is gone, or cannot be an output intent */
export async function openCondition(
  world: DiskWorld,
  choice: ConditionChoice = {},
): Promise<PrintingCondition> {
  if (choice.icc) return openOwn(world, choice.icc, choice.condition);
  const { file, condition, info, ink } = PROFILES[choice.profile ?? 'GRACoL2006'];
  const profile = world.read(file);
  const path = world.find(file);
  if (!profile || path === undefined)
    fail({ code: CODE.profile, message: `the output profile ${file} is missing`, hint: 'install kyr again' });
  return { intent: { profile, condition, info }, file, path, inkLimit: Math.min(FRAME_RULES.ink, ink) };
}

async function openOwn(
  world: DiskWorld,
  { path, shown, at }: NonNullable<ConditionChoice['icc']>,
  condition = CUSTOM,
): Promise<PrintingCondition> {
  const place = at ?? { file: shown };
  const profile = world.read(path);
  if (!profile)
    fail({
      code: CODE.fileMissing,
      message: `there is no output profile ${shown}`,
      hint: 'name the .icc file of the press, beside the job or by its whole path',
      at: place,
    });
  const refuse = (why: string): never =>
    fail({
      code: CODE.profile,
      message: `the output profile ${shown} ${why}`,
      hint: 'ask the shop for the CMYK output profile of press and paper (class prtr), or leave it out: GRACoL 2006 is used',
      at: place,
    });
  const fault = profileFault(profile);
  if (fault !== undefined) refuse(fault);
  const info = readProfileHead(profile).description || shown;
  const ink = await measureInkLimit(path).catch(() => refuse('cannot be used to separate colours'));
  return { intent: { profile, condition, info }, file: path, path, inkLimit: Math.min(FRAME_RULES.ink, ink) };
}

/** What becomes of the colours of logos. */
export const separationFor = (mode: InkMode, condition: PrintingCondition): Separation =>
  mode.kind === '4c' ? { kind: 'process', profile: condition.path, limit: condition.inkLimit } : BLACK_ALONE;
