/** The other threads of a run: make the press files that they claim, aside, and say what they wrote. */
import { parentPort } from 'node:worker_threads';
import { claim } from '../core/claims.js';
import { inFolder, writePart } from '../job/disk.js';
import { checkOf, idOf } from '../job/run/bench.js';
import { pressUnits } from '../job/run/press-files.js';
import { compileDesigns } from '../job/run/run.js';
import type { CrewWord, CrewWork } from './crew.js';
import { knownOrder } from './order.js';

const port = parentPort!;

port.once('message', async ({ order, task, thread }: CrewWork) => {
  const { plan, shop: open } = knownOrder(order);
  const shop = open(() => {});
  const designs = await compileDesigns(plan, shop);
  const units = new Map(pressUnits(shop, plan, designs).map((unit) => [unit.file, unit]));
  for (let index = claim(task.owners, thread); index !== undefined; index = claim(task.owners, thread)) {
    const { file, id } = task.units[index]!;
    const unit = units.get(file);
    try {
      // A file of another profile, plan or design than the first thread knows is not to be had here.
      if (!unit || idOf(shop, unit) !== id) throw new Error(`${file} would be another one`);
      const path = inFolder(task.folder, file);
      const written = await writePart(path, (sink) => unit.make(sink, id), checkOf(shop, unit));
      port.postMessage({ unit: index, written } satisfies CrewWord);
    } catch {
      // The first thread makes it itself, and meets the error where errors are told.
      port.postMessage({ unit: index } satisfies CrewWord);
    }
  }
});
