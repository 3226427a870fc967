/** The witnesses are all there. */
import { expect, test } from 'vitest';
import { ask, PACKAGES, type Program } from './programs.js';

test.each(Object.entries(PACKAGES))('%s is installed (Debian package %s)', async (program) => {
  await expect(ask(program as Program, [])).resolves.toBeDefined();
});
