/**
 * What an operator asks to have printed again: understood from what she typed, as the name of a folder, and in words.
 * She asks by what she can read: sheet numbers off slugs, piece numbers out of run.csv, a language, a congregation. A
 * withheld congregation is asked for by its delivery number, and named nowhere: the plan does not know its name.
 */
import { EXIT, fail, nearest } from '../../core/diagnostic.js';
import { CODE } from '../../core/diagnostic-codes.js';
import { canonicalTag, type LanguageTag } from '../../core/language.js';
import { countNumbers, formatRanges, mergeRanges, type NumberRange } from '../numbers.js';
import { lastNumbers, type Plan, type PlannedLine } from '../plan/plan.js';

/** What was typed. Together they narrow each other down. */
export interface Asked {
  readonly sheets?: string;
  readonly pieces?: string;
  readonly lang?: string;
  readonly organisation?: string;
  /** Overs as in the job on top of the pieces. */
  readonly overs?: boolean;
}

/** What was typed, understood. */
export interface Selection {
  readonly sheets?: readonly NumberRange[];
  readonly pieces?: readonly NumberRange[];
  readonly lang?: LanguageTag;
  /** An organisation's id, or the label of a delivery or of a withheld run. */
  readonly organisation?: string;
  readonly overs: boolean;
}

/**
 * Understands what was typed. Throws KYR504 (exit 2) for what is no number or range, and for overs on whole sheets;
 * KYR505 (exit 3) for what the run does not have, saying what it has.
 */
export function readSelection(plan: Plan, asked: Asked): Selection {
  const { lang, organisation } = asked;
  if (asked.sheets !== undefined && plan.batches.length === 0)
    fail({
      code: CODE.notInRun,
      message: 'this job has no sheets: the shop imposes the 1-up files',
      hint: 'ask with --pieces, --lang or --organisation',
    });
  const narrowed = lang !== undefined || organisation !== undefined || asked.pieces !== undefined;
  if (asked.overs && asked.sheets !== undefined && !narrowed)
    fail(
      {
        code: CODE.usage,
        message: 'whole sheets have no overs: each comes once more, as it was',
        hint: 'leave out --overs; or ask for the pieces with --pieces',
      },
      EXIT.usage,
    );
  return {
    ...(asked.sheets === undefined
      ? {}
      : { sheets: readRanges(asked.sheets, 'sheet', lastNumbers(plan).sheet, plan.job) }),
    ...(asked.pieces === undefined
      ? {}
      : { pieces: readRanges(asked.pieces, 'piece', lastNumbers(plan).piece, plan.job) }),
    ...(lang === undefined ? {} : { lang: findLanguage(plan, lang) }),
    ...(organisation === undefined ? {} : { organisation: findOrganisation(plan, organisation) }),
    overs: asked.overs ?? false,
  };
}

/** `412-431`, `412-431,440`, `7 9`. Slugs and run.csv write numbers without separators, and so must she. */
function readRanges(typed: string, what: 'sheet' | 'piece', last: number, job: string): NumberRange[] {
  const misread = (message: string, hint: string): never =>
    fail({ code: CODE.usage, message: `--${what}s ${typed}: ${message}`, hint }, EXIT.usage);
  for (const [grouped] of typed.matchAll(/(?<![\d,])\d{1,3}(?:,\d{3})+(?!\d)/g)) {
    const joined = grouped.replaceAll(',', '');
    if (Number(joined) <= last)
      misread(
        `${grouped} could be one number or several`,
        `write ${joined}, or ${grouped.replaceAll(',', ' ')} in quotes for several`,
      );
  }
  const parts = typed
    .trim()
    .replace(/\s*[-–—]\s*/g, '-')
    .split(/[\s,;+]+/)
    .filter((part) => part !== '');
  if (parts.length === 0) misread('names none', `write numbers such as 412-431 or 412-431,440`);
  const ranges = parts.map((part): NumberRange => {
    const match = /^(\d+)(?:-(\d+))?$/.exec(part);
    if (!match) return misread(`“${part}” is no number`, 'write numbers such as 412-431 or 412-431,440');
    const range = { first: Number(match[1]), last: Number(match[2] ?? match[1]) };
    if (range.last < range.first)
      misread(`${part} runs backwards`, `write ${range.last}-${range.first} if that is meant`);
    return range;
  });
  for (const range of ranges)
    if (range.first < 1 || range.last > last)
      fail({
        code: CODE.notInRun,
        message: `${what}${range.first === range.last ? '' : 's'} ${formatRanges([range])} ${range.first === range.last ? 'is' : 'are'} not in the run: ${job} has ${what}s 1 to ${last}`,
        hint:
          what === 'sheet'
            ? 'the number is at the right end of the line above the marks'
            : 'run.csv says which pieces are whose',
      });
  return mergeRanges(ranges);
}

function findLanguage(plan: Plan, typed: string): LanguageTag {
  const tags = plan.languages.map((l) => l.tag);
  const tag = canonicalTag(typed) ?? typed;
  if (tags.includes(tag)) return tag;
  return fail({
    code: CODE.notInRun,
    message: `nothing of ${plan.job} is in “${typed}”`,
    hint: `it has: ${tags.join(', ')}`,
  });
}

/** Who a line is for, by the name that file names have. Empty for a run by language alone. */
export const whose = (line: Pick<PlannedLine, 'design' | 'lang'>): string =>
  line.design.slice(line.lang.length + 1);

function findOrganisation(plan: Plan, typed: string): string {
  const known = [...new Set(plan.lines.map(whose))].filter((id) => id !== '');
  if (known.includes(typed)) return typed;
  const number = /^delivery-0*(\d+)$/.exec(typed)?.[1];
  const delivery = plan.congregations.find((c) => c.delivery === Number(number));
  if (delivery) return delivery.label;
  const near = nearest(typed, known);
  return fail({
    code: CODE.notInRun,
    message: `nothing of ${plan.job} is for “${typed}”`,
    hint: near
      ? `did you mean ${near}?`
      : known.length === 0
        ? 'it is ordered by language alone'
        : `it has: ${known.join(', ')}; a withheld one is asked for by its delivery number`,
  });
}

/** Sheets and nothing else: they come as they were. */
export const isWhole = ({ sheets, pieces, lang, organisation }: Selection): boolean =>
  sheets !== undefined && pieces === undefined && lang === undefined && organisation === undefined;

/** The folder's name. The same selection has the same name, however it was typed. */
export function nameOf(selection: Selection, digest: (text: string) => string): string {
  const { sheets, pieces, lang, organisation, overs } = selection;
  const numbers = (what: string, ranges: readonly NumberRange[]): string => {
    const list = ranges
      .map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`))
      .join('+');
    return list.length <= 60
      ? `${what}-${list}`
      : `${what}-${ranges[0]!.first}-to-${ranges.at(-1)!.last}-in-${ranges.length}-parts-${digest(list).slice(0, 8)}`;
  };
  return [
    ...(sheets ? [numbers('sheets', sheets)] : []),
    ...(pieces ? [numbers('pieces', pieces)] : []),
    ...(lang === undefined ? [] : [`lang-${lang}`]),
    ...(organisation === undefined ? [] : [`organisation-${organisation}`]),
    ...(overs ? ['overs'] : []),
  ].join('_');
}

/** For people, and short enough for a slug. */
export function wordsFor(plan: Plan, selection: Selection): string {
  const { sheets, pieces, lang, organisation, overs } = selection;
  const numbers = (what: string, ranges: readonly NumberRange[]): string => {
    const one = countNumbers(ranges) === 1;
    const list = formatRanges(ranges);
    return list.length <= 40
      ? `${what}${one ? '' : 's'} ${list}`
      : `${countNumbers(ranges)} ${what}s between ${ranges[0]!.first} and ${ranges.at(-1)!.last}`;
  };
  const whole = isWhole(selection);
  return [
    whole ? numbers('sheet', sheets!) : pieces ? numbers('piece', pieces) : 'all pieces',
    ...(sheets && !whole ? [`on ${numbers('sheet', sheets)}`] : []),
    ...(lang === undefined ? [] : [`in ${plan.languages.find((l) => l.tag === lang)!.english}`]),
    ...(organisation === undefined ? [] : [`for ${organisation}`]),
    ...(overs ? ['and overs'] : []),
  ].join(' ');
}
