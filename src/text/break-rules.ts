/**
 * Step 5, first: the line breaking algorithm of UAX #14, rules LB2 to LB31 of revision 50 (Unicode 15), with the numbers of its
 * section 8.2, example 7, as the Consortium's LineBreakTest has them. It promises that test whole.
 * It knows no language: words of Thai, spaces of Korean, tokens and pins are tailorings (tailorings.ts).
 */
import { lineBreakClass } from './character-classes.js';

/** A character with the marks that belong to it (LB9). */
interface Unit {
  /** UTF-16 index of the character; the unit ends where the next begins. */
  readonly start: number;
  readonly cls: string;
  /** Whether its last character is U+200D (LB8a). */
  joins: boolean;
}

/** Where a line may end, by the index of the character after it, and whether it must. Never 0, never the end. */
export function standardBreaks(text: string): Map<number, boolean> {
  const units = findUnits(text);
  const classes = units.map((u) => u.cls);
  const numbers = findNumbers(classes);
  const breaks = new Map<number, boolean>();
  let flags = 0;
  for (let i = 1; i < units.length; i++) {
    // How many regional indicators stand in a row before this place (LB30a).
    flags = classes[i - 1] === 'RI' ? flags + 1 : 0;
    const must = MUST_AFTER.has(classes[i - 1]!) && !(classes[i - 1] === 'CR' && classes[i] === 'LF');
    if (must || mayBreak(classes, i, units[i - 1]!.joins, flags % 2 === 1, numbers))
      breaks.set(units[i]!.start, must);
  }
  return breaks;
}

/** LB4, LB5. */
const MUST_AFTER = new Set(['BK', 'CR', 'LF', 'NL']);
/** LB9: what no mark can belong to. */
const TAKES_NO_MARK = new Set(['BK', 'CR', 'LF', 'NL', 'SP', 'ZW']);

/** LB9 and LB10. */
function findUnits(text: string): Unit[] {
  const units: Unit[] = [];
  let at = 0;
  for (const char of text) {
    const cls = lineBreakClass(char.codePointAt(0)!);
    const before = units.at(-1);
    if (cls !== 'CM' && cls !== 'ZWJ') units.push({ start: at, cls, joins: false });
    else if (before && !TAKES_NO_MARK.has(before.cls)) before.joins = cls === 'ZWJ';
    else units.push({ start: at, cls: 'AL', joins: cls === 'ZWJ' });
    at += char.length;
  }
  return units;
}

/**
 * LB25 as example 7 of section 8.2 has it: a number with its signs is one piece,
 * `(PR | PO)? (OP | HY)? NU (NU | SY | IS)* (CL | CP)? (PR | PO)?`. The places inside such pieces.
 */
function findNumbers(classes: readonly string[]): ReadonlySet<number> {
  const inside = new Set<number>();
  const is = (i: number, ...names: string[]): boolean => names.includes(classes[i] ?? '');
  for (let i = 0; i < classes.length; i++) {
    let at = i;
    if (is(at, 'PR', 'PO')) at++;
    if (is(at, 'OP', 'OE', 'HY')) at++;
    if (!is(at, 'NU')) continue;
    at++;
    while (is(at, 'NU', 'SY', 'IS')) at++;
    if (is(at, 'CL', 'CP')) at++;
    if (is(at, 'PR', 'PO')) at++;
    for (let place = i + 1; place < at; place++) inside.add(place);
    // A sign after one number may stand before the next.
    i = is(at - 1, 'PR', 'PO') ? at - 2 : at - 1;
  }
  return inside;
}

const LETTER = new Set(['AL', 'HL']);
const IDEOGRAPH = new Set(['ID', 'EB', 'EM']);
const HANGUL = new Set(['JL', 'JV', 'JT', 'H2', 'H3']);
const CLOSE = new Set(['CL', 'CP']);
const NUMERIC_SIGN = new Set(['PR', 'PO']);
const has = (set: ReadonlySet<string>, cls: string | undefined): boolean => set.has(cls ?? '');
const opens = (cls: string | undefined): boolean => cls === 'OP' || cls === 'OE';

/** Whether a line may end before the unit `i`; the rules in their order, each with its number. */
function mayBreak(
  classes: readonly string[],
  i: number,
  joined: boolean,
  halfFlag: boolean,
  numbers: ReadonlySet<number>,
): boolean {
  const before = classes[i - 1]!;
  const after = classes[i]!;
  /** The last class before the spaces that stand before this place. */
  let j = i - 1;
  while (j >= 0 && classes[j] === 'SP') j--;
  const beforeSpaces = classes[j];

  if (has(MUST_AFTER, after) || before === 'CR') return false; // LB5, LB6
  if (after === 'SP' || after === 'ZW') return false; // LB7
  if (beforeSpaces === 'ZW') return true; // LB8
  if (joined) return false; // LB8a
  if (before === 'WJ' || after === 'WJ') return false; // LB11
  if (before === 'GL') return false; // LB12
  if (after === 'GL' && before !== 'SP' && before !== 'BA' && before !== 'HY') return false; // LB12a
  if (after === 'EX') return false; // LB13
  if (before !== 'NU' && (has(CLOSE, after) || after === 'IS' || after === 'SY')) return false; // LB13
  if (opens(beforeSpaces)) return false; // LB14
  if (beforeSpaces === 'QU' && opens(after)) return false; // LB15
  if (has(CLOSE, beforeSpaces) && after === 'NS') return false; // LB16
  if (beforeSpaces === 'B2' && after === 'B2') return false; // LB17
  if (before === 'SP') return true; // LB18
  if (before === 'QU' || after === 'QU') return false; // LB19
  if (before === 'CB' || after === 'CB') return true; // LB20
  if (after === 'BA' || after === 'HY' || after === 'NS' || before === 'BB') return false; // LB21
  if ((before === 'HY' || before === 'BA') && classes[i - 2] === 'HL') return false; // LB21a
  if (before === 'SY' && after === 'HL') return false; // LB21b
  if (after === 'IN') return false; // LB22
  if ((has(LETTER, before) && after === 'NU') || (before === 'NU' && has(LETTER, after))) return false; // LB23
  if (before === 'PR' && has(IDEOGRAPH, after)) return false; // LB23a
  if (has(IDEOGRAPH, before) && after === 'PO') return false; // LB23a
  if (has(NUMERIC_SIGN, before) && has(LETTER, after)) return false; // LB24
  if (has(LETTER, before) && has(NUMERIC_SIGN, after)) return false; // LB24
  if (numbers.has(i)) return false; // LB25
  if (before === 'JL' && ['JL', 'JV', 'H2', 'H3'].includes(after)) return false; // LB26
  if ((before === 'JV' || before === 'H2') && (after === 'JV' || after === 'JT')) return false; // LB26
  if ((before === 'JT' || before === 'H3') && after === 'JT') return false; // LB26
  if ((has(HANGUL, before) && after === 'PO') || (before === 'PR' && has(HANGUL, after))) return false; // LB27
  if (has(LETTER, before) && has(LETTER, after)) return false; // LB28
  if (before === 'IS' && has(LETTER, after)) return false; // LB29
  if ((has(LETTER, before) || before === 'NU') && after === 'OP') return false; // LB30
  if (before === 'CP' && (has(LETTER, after) || after === 'NU')) return false; // LB30
  if (halfFlag && after === 'RI') return false; // LB30a
  if ((before === 'EB' || before === 'XP') && after === 'EM') return false; // LB30b
  return true; // LB31
}
