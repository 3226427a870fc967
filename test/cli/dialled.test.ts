/** Whoever prints a number dials it first: what the gate asks for is exactly what stands on the paper. */
import { describe, expect, test } from 'vitest';
import { openEditions } from '../../src/cli/editions.js';
import { hotlineNumbers } from '../../src/cli/press-room.js';
import { compose } from '../../src/cli/set-flyer.js';
import { plainText } from '../../src/compose/plain-text.js';
import { shipped } from '../compose/room.js';

const EDITIONS = openEditions(shipped, {}).map(({ room }) => {
  const { publication, edition } = room.content;
  return [`${publication.value.publication}/${edition.name} for ${room.law.layer}`, room] as const;
});

describe.each(EDITIONS)('%s', (_, room) => {
  test('is held back for the numbers of its hotlines that it prints, and for no other', () => {
    const { flyer } = compose(room, {
      lang: 'en',
      size: room.content.edition.sizes[0] as string,
      draft: false,
      approvedOn: '2026-11-30',
      address: room.content.publication.value.address,
    });
    const words = plainText(flyer).split(/[^\d-]+/);
    const numbers = [...room.law.hotlines.values()].flatMap(({ value }) => [
      value.number,
      ...(value.short === undefined ? [] : [value.short]),
    ]);
    const asked = [...new Set(hotlineNumbers(room))].sort();
    const isPrinted = (number: string): boolean => words.includes(number);
    // A sentence of a right may name 311 too; what is asked for is printed, and each hotline's own number is asked for.
    expect(asked.filter((number) => !isPrinted(number))).toEqual([]);
    const long = [...new Set(numbers)].filter((number) => number.includes('-') && isPrinted(number)).sort();
    expect(asked.filter((number) => number.includes('-'))).toEqual(long);
  });
});
