/** The bytes of best-mask.wat are those that its text assembles to. What it finds is held against qrcode in code-series.test.ts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { assemble } from '../../tools/assemble.js';
import { ROOT } from '../cli/command.js';

test('best-mask.ts is best-mask.wat, assembled', async () => {
  const text = (file: string): string => readFileSync(join(ROOT, 'src/compose', file), 'utf8');
  expect(text('best-mask.ts')).toBe(await assemble(text('best-mask.wat')));
});
