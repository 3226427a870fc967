/** Options that several commands have, and what is wrong with a value before a command sees it. */
import { InvalidArgumentError, Option } from 'commander';
import { type Pt, parseLength } from '../../core/units.js';
import type { Outcome } from '../output.js';

/** Carries a command out and shows what came of it. */
export type Act = (json: boolean, work: () => Outcome | Promise<Outcome>) => Promise<void>;

export const json = (): Option =>
  new Option('--json', 'print one JSON object instead of text').default(false);
export const publication = (): Option =>
  new Option('--publication <id>', 'what to print').default('ice-encounter');
export const edition = (): Option =>
  new Option('--edition <name>', 'of the publication, such as core or full (default: its first)');
export const layer = (): Option =>
  new Option('--layer <id>', 'the place whose law holds').default('us/ny/nyc');

export const holdUnready = (): Option =>
  new Option('--hold-unready', 'press: print the languages that are ready, and hold the others');

export const traceable = (): Option =>
  new Option(
    '--traceable',
    'for benchmarks: take a job that has a code of its own on every piece, which gives readers away',
  );

export function asLength(value: string): Pt {
  const length = parseLength(value);
  if (length === undefined || length < 0)
    throw new InvalidArgumentError('write a length such as 0.125 in or 3 mm.');
  return length;
}

export function asCount(value: string): number {
  if (!/^[1-9]\d?$/.test(value)) throw new InvalidArgumentError('write a number such as 2.');
  return Number(value);
}

export function asRole(value: string): string {
  if (value.trim() === '' || value.length > 60)
    throw new InvalidArgumentError('write a role such as “second reader” or “lawyer”.');
  return value.trim();
}

export function asScript(value: string): string {
  if (!/^[A-Z][a-z]{3}$/.test(value))
    throw new InvalidArgumentError('write an ISO 15924 code such as Latn, Arab or Hans.');
  return value;
}
