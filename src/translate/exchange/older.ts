/** Whether a unit was translated from another English than today's. */
import type { InUnit } from './unit.js';

export const spaced = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();

/** White space alone is no other English: tools trim. A unit that brings no English says nothing. */
export const isOlder = ({ english }: InUnit, wanted: { readonly english: string }): boolean =>
  english !== undefined && english.trim() !== '' && spaced(english) !== spaced(wanted.english);
