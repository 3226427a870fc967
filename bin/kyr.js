#!/usr/bin/env node
// Starts kyr. Built by `npm run build` (npm ci does it); without it there is nothing to start.
import { existsSync } from 'node:fs';
import module from 'node:module';

// From Node 22.1: modules that were compiled once are not compiled at every start.
module.enableCompileCache?.();

// `kyr … | head` closes the pipe before all is said: what nobody reads is not missed, and a build goes on.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error) => {
    if (error.code !== 'EPIPE') throw error;
  });

const main = new URL('../dist/bundle/main.js', import.meta.url);
if (existsSync(main)) {
  const { run } = await import(main.href);
  process.exitCode = await run(process.argv.slice(2));
} else {
  process.stderr.write('kyr is not built yet: run `npm ci` (or `npm run build`) in its folder first.\n');
  process.exitCode = 1;
}
