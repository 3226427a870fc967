/** The second thread of codes-ahead.ts: makes one chunk of codes after another, as far ahead as there is room. */
import { parentPort } from 'node:worker_threads';
import { openCodeSeries } from '../../compose/code-series.js';
import { CHUNK, chunksOf, claim, RING, type SharedSeries, serialAt } from './codes-ahead.js';

parentPort?.on('message', (shared: SharedSeries) => {
  const { address, consumed, ready, strips } = shared;
  const series = openCodeSeries(address);
  const last = chunksOf(shared);
  for (let chunk = Atomics.load(shared.claimed, 0); chunk < last; chunk = Atomics.load(shared.claimed, 0)) {
    const read = Atomics.load(consumed, 0);
    if (chunk - read >= RING - 1) {
      Atomics.wait(consumed, 0, read, 1000);
      continue;
    }
    if (!claim(shared, chunk)) continue;
    const slot = chunk % RING;
    const bytes = strips.length / RING / CHUNK;
    for (let i = 0; i < CHUNK; i++) {
      const serial = serialAt(shared, chunk * CHUNK + i);
      if (serial !== undefined) strips.set(series.code(serial).strips, (slot * CHUNK + i) * bytes);
    }
    Atomics.store(ready, slot, chunk + 1);
    Atomics.notify(ready, slot);
  }
});
