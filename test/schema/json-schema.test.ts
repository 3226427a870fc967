/** schema/ is generated from the zod schemas and may not fall behind them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { jsonSchemas } from '../../src/schema/json-schema.js';

const folder = join(import.meta.dirname, '..', '..', 'schema');

test('schema/ holds what `npm run generate` would write, and nothing else', () => {
  expect(readdirSync(folder).sort()).toEqual([...jsonSchemas().keys()].sort());
  for (const [name, text] of jsonSchemas())
    expect([name, readFileSync(join(folder, name), 'utf8')]).toEqual([name, text]);
});
