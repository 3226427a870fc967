/**
 * Step 7: which breaks are used. Total fit (Knuth and Plass 1981) for ragged text: the fewest lines that the
 * measure allows, and among those the even ones. It knows widths, not glyphs.
 * It promises to return for every input; a piece that is wider than the measure gets a line of its own.
 */
import type { Break } from './breaks.js';

export interface FitInput {
  /** UTF-16 indices of the stretch between two required breaks. */
  readonly start: number;
  readonly end: number;
  /** The allowed breaks strictly inside it, in order. */
  readonly breaks: readonly Break[];
  /** Width of a line from one index to another, hanging spaces left out; same unit as `measure`. */
  readonly width: (start: number, end: number) => number;
  readonly measure: number;
  readonly balance: boolean;
  /** Where sentences begin, if they should begin lines. */
  readonly sentences: readonly number[];
  /** Where sentences begin, whether they should begin lines or not. */
  readonly openings: readonly number[];
  /** Whether a line from one index to another holds one word only, or what is read as one (a phone number). */
  readonly isOneWord: (start: number, end: number) => boolean;
}

/** Rounding of sums must not push a word over the edge. In points. */
const SLACK = 0.01;
/** A sentence that starts in mid-line weighs more than any unevenness; it never costs a line. */
const SENTENCE = 100;
/** More than the unevenness of any few lines together, less than a sentence that starts in mid-line. */
const LONELY = 10;
const LONELY_SHARE = 0.34;
/** The first word of a sentence at the end of a line, the less the more of the sentence stands there. */
const DANGLING = 0.3;
const DANGLING_SHARE = 0.2;
/** A sentence that begins in mid-line, where it need not: a little less even, and easier to find again. */
const RUN_ON = 0.04;
/** A break inside a word costs this much or more. */
const CUT = 0.3;
const OVERFULL = 1e4;

/** The ends of the lines, the last of them `end`. */
export function fitLines(input: FitInput): number[] {
  const nodesOf = (breaks: readonly Break[]): Node[] => [
    { at: input.start, cost: 0 },
    ...breaks,
    { at: input.end, cost: 0 },
  ];
  const all = nodesOf(input.breaks);
  // No word is cut to save a line; where whole words need two lines more, or do not fit at all, it is.
  const whole = nodesOf(input.breaks.filter(({ cost }) => cost < CUT));
  const [lines, linesOfWhole] = [fewestLines(input, all), fewestLines(input, whole)];
  if (lines === 1) return [input.end];
  if (whole.length < all.length && linesOfWhole <= lines + 1) {
    const ends = fitInto(input, whole, linesOfWhole);
    if (ends && fits(input, ends)) return ends;
  }
  for (let count = lines; count <= all.length; count++) {
    const ends = fitInto(input, all, count);
    if (ends) return ends;
  }
  return all.slice(1).map((n) => n.at);
}

const fits = ({ start, width, measure }: FitInput, ends: readonly number[]): boolean =>
  ends.every((end, i) => width(i === 0 ? start : ends[i - 1]!, end) <= measure + SLACK);

interface Node {
  readonly at: number;
  readonly cost: number;
}

function fewestLines({ width, measure }: FitInput, nodes: readonly Node[]): number {
  let lines = 0;
  for (let from = 0; from < nodes.length - 1; lines++) {
    let to = from + 1;
    while (to + 1 < nodes.length && width(nodes[from]!.at, nodes[to + 1]!.at) <= measure + SLACK) to++;
    from = to;
  }
  return lines;
}

/** Dynamic programming over (lines used, break): the cheapest way to set everything in exactly `count` lines. */
function fitInto(input: FitInput, nodes: readonly Node[], count: number): number[] | undefined {
  const last = nodes.length - 1;
  const steps = nodes.map((_, i) => stepsFrom(input, nodes, i, count));
  let costs: (number | undefined)[] = nodes.map((_, i) => (i === 0 ? 0 : undefined));
  const cameFrom: number[][] = [];
  for (let line = 1; line <= count; line++) {
    const next: (number | undefined)[] = nodes.map(() => undefined);
    const from: number[] = [];
    costs.forEach((before, i) => {
      if (before === undefined) return;
      for (const { to, price } of steps[i]!) {
        if (to === last && line < count) continue;
        const known = next[to];
        // Ties go to the earlier break, on every machine: sums of the same terms may differ in the last bit.
        if (known === undefined || before + price < known - 1e-9) {
          next[to] = before + price;
          from[to] = i;
        }
      }
    });
    cameFrom.push(from);
    costs = next;
  }
  if (costs[last] === undefined) return undefined;
  const ends: number[] = [];
  for (let line = count, at = last; line > 0; line--) {
    ends.push(nodes[at]!.at);
    at = cameFrom[line - 1]![at]!;
  }
  return ends.reverse();
}

/** The lines that can begin at a break, with their prices. */
function stepsFrom(
  input: FitInput,
  nodes: readonly Node[],
  from: number,
  count: number,
): { to: number; price: number }[] {
  const steps: { to: number; price: number }[] = [];
  for (let to = from + 1; to < nodes.length; to++) {
    const price = lineCost(input, nodes, from, to, count);
    if (price === undefined) break;
    steps.push({ to, price });
  }
  return steps;
}

/** What a line costs; undefined if it does not fit and could be shorter. */
function lineCost(
  { width, measure, balance, sentences, openings, isOneWord, end }: FitInput,
  nodes: readonly Node[],
  i: number,
  j: number,
  count: number,
): number | undefined {
  const from = nodes[i]!;
  const to = nodes[j]!;
  const wide = width(from.at, to.at);
  if (wide > measure + SLACK) {
    if (j > i + 1) return undefined;
    return OVERFULL * (wide / measure) ** 2 + to.cost;
  }
  const slack = (measure - wide) / measure;
  const endsSentence = to.at === end || sentences.includes(to.at);
  let cost = endsSentence && !balance ? 0 : slack * slack;
  cost += to.cost;
  if (endsSentence && count > 1 && isLonely(wide / measure, isOneWord(from.at, to.at), balance))
    cost += LONELY;
  for (const sentence of sentences) if (sentence > from.at && sentence < to.at) cost += SENTENCE;
  const inside = openings.filter((at) => at > from.at && at < to.at);
  cost += RUN_ON * inside.length;
  const opening = inside.at(-1);
  if (opening !== undefined && to.at !== end && !openings.includes(to.at))
    cost += DANGLING * Math.max(0, 1 - width(opening, to.at) / measure / DANGLING_SHARE);
  return cost;
}

/**
 * One short word on a line of its own, or a character or two where there are no words; in a headline any one word
 * but the longest.
 */
const isLonely = (share: number, oneWord: boolean, balance: boolean): boolean =>
  oneWord ? share < (balance ? 0.75 : LONELY_SHARE) : share < 0.12;
