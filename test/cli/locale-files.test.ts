/** Where translations are kept. */
import { expect, test } from 'vitest';
import { kyrHere, readDiagnostics } from './command.js';
import { listing, openEmpty } from './project.js';

test.each([
  [['locale', 'new', 'uz-Cyrl']],
  [['locale', 'sign', 'es', '--state', 'translated', '--role', 'translator']],
])('%j outside of every project writes nothing, least of all into what is installed', async (args) => {
  const cwd = openEmpty();
  const ran = await kyrHere(args, { cwd });
  expect(ran.code).toBe(3);
  expect(readDiagnostics(ran.stderr)).toMatchObject([
    { code: 'KYR110', message: expect.stringContaining('no project of kyr') },
  ]);
  expect(listing(cwd)).toEqual({});
});
