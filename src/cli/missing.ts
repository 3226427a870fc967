/** What stands between a run and the press, for people. */
import type { Clearance } from '../job/gate.js';
import type { Plan } from '../job/plan/plan.js';

/** One sentence a reason, for the ticket and the manifest. */
export const missingSentences = (clearance: Clearance): string[] => clearance.missing.map((d) => d.message);

/** The last line of `plan` and `build`. */
export const lastLine = (clearance: Clearance, plan: Plan): string =>
  plan.held.length > 0 ? heldLine(plan.held) : missingLine(clearance);

const missingLine = (clearance: Clearance): string =>
  clearance.cleared ? 'Cleared for press.' : `Missing for press: ${missingSentences(clearance).join('; ')}.`;

/** The last line where languages are held: what is printed is cleared. */
const heldLine = (held: Plan['held']): string =>
  `Cleared for press, but for what is HELD: ${held.map((h) => `${h.english} (${h.ordered} pieces): ${h.why.join('; ')}`).join('. ')}.`;
