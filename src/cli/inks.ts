/** In which inks something is printed: from a job or the command line to an ink mode, and whether it will be legible. */
import type { Color } from '../core/color.js';
import { type Diagnostic, EXIT, type FilePlace, fail } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import {
  type Cmyk,
  contrastWithWhite,
  FOUR_COLOURS,
  type InkMode,
  spotNameFault,
  takesOwnAccent,
} from '../core/ink.js';
import type { LoadedOrganisation } from '../load/organisation.js';
import type { Job } from '../schema/job.js';

/** What a job's `press.ink` asks for. */
export function inkOfJob({ press }: Job): InkMode {
  const ink = press?.ink;
  if (ink === undefined) return FOUR_COLOURS;
  if (typeof ink === 'string') return { kind: ink };
  return { kind: 'spot', name: ink.spot, ...(ink.alternate ? { alternate: ink.alternate } : {}) };
}

/**
 * `4c`, `k`, `shell` or `spot:PANTONE 321 C`, and `95,35,40,35` for what stands in for a spot ink.
 * @throws KyrError KYR504 (exit 2)
 */
export function parseInk(text: string, alternate?: string): InkMode {
  const refuse = (message: string, hint: string): never =>
    fail({ code: CODE.usage, message, hint }, EXIT.usage);
  if (text === '4c' || text === 'k' || text === 'shell') {
    if (alternate !== undefined)
      refuse('--spot-alternate is for a spot ink', 'write --ink "spot:NAME" beside it');
    return { kind: text };
  }
  const name = /^spot:(.*)$/s.exec(text)?.[1]?.trim();
  if (name === undefined)
    return refuse(`there are no inks “${text}”`, 'write 4c, k, shell, or "spot:PANTONE 321 C"');
  const fault = spotNameFault(name);
  if (fault !== undefined) refuse(fault, 'write --ink "spot:PANTONE 321 C"');
  return { kind: 'spot', name, ...(alternate === undefined ? {} : { alternate: parseCmyk(alternate) }) };
}

/** @throws KyrError KYR504 (exit 2) */
function parseCmyk(text: string): Cmyk {
  const numbers = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const [c, m, y, k] = numbers;
  if (numbers.length !== 4 || numbers.some((n) => !(n >= 0 && n <= 100)))
    fail(
      {
        code: CODE.usage,
        message: `“${text}” are not four inks`,
        hint: 'write cyan, magenta, yellow and black in percent: --spot-alternate 95,35,40,35',
      },
      EXIT.usage,
    );
  return { c: c!, m: m!, y: y!, k: k! };
}

/** WCAG 2.2, 1.4.3: large bold letters, and any letters. */
const LEAST_CONTRAST = 3;
const GOOD_CONTRAST = 4.5;

/** White letters stand in the accent: too light a spot ink would lose the name of the language. */
export function checkLegible(accent: Color, at?: FilePlace): Diagnostic[] {
  const contrast = contrastWithWhite(accent);
  if (contrast >= GOOD_CONTRAST) return [];
  const what = accent.kind === 'spot' ? accent.name : 'the accent';
  return [
    {
      code: CODE.inkTooLight,
      level: contrast < LEAST_CONTRAST ? 'error' : 'warning',
      message: `white letters in ${what} are hard to read (contrast ${contrast.toFixed(1)} to 1)`,
      hint: `choose a darker ink, or say with its alternate how dark it is; from ${GOOD_CONTRAST} to 1 on it is well legible`,
      ...(at ? { at } : {}),
    },
  ];
}

/** Most congregations that a message names. */
const NAMED = 3;

/** Told where congregations have an accent of their own and the inks leave no room for it. */
export function tellUnusedAccents(
  ink: InkMode,
  organisations: Iterable<LoadedOrganisation | undefined>,
  at?: FilePlace,
): Diagnostic[] {
  if (takesOwnAccent(ink)) return [];
  const ids = [...new Set([...organisations].flatMap((o) => (o?.accent ? [o.id] : [])))];
  if (ids.length === 0) return [];
  const whose = ids.length > NAMED ? `${ids.length} congregations` : ids.join(', ');
  return [
    {
      code: CODE.accentUnused,
      level: 'warning',
      message: `the accent of ${whose} is not printed: ${
        ink.kind === 'spot'
          ? `the colour is ${ink.name}, one ink for everything`
          : 'the colour plates of a shell are the same in all its designs'
      }`,
      hint: 'leave it so, or print in 4c, where each design has inks of its own',
      ...(at ? { at } : {}),
    },
  ];
}
