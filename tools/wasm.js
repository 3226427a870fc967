/**
 * `npm run wasm`: assembles src/compose/best-mask.wat, whose bytes stand in src/compose/best-mask.ts. A test fails where
 * they are out of date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { assemble } from './assemble.js';

const at = (/** @type {string} */ file) => fileURLToPath(new URL(`../src/compose/${file}`, import.meta.url));
writeFileSync(at('best-mask.ts'), await assemble(readFileSync(at('best-mask.wat'), 'utf8')));
