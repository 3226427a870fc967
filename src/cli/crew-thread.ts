/** The other threads of a run: make the press files that they claim, aside, and say what they wrote. */
import { parentPort } from 'node:worker_threads';
import { inFolder, writePart } from '../job/disk.js';
import { checkOf } from '../job/run/bench.js';
import { claim } from '../job/run/crew.js';
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
  for (let index = claim(task, thread); index !== undefined; index = claim(task, thread)) {
    const { file, id } = task.units[index]!;
    const unit = units.get(file);
    try {
      if (!unit) throw new Error(`no unit makes ${file}`);
      const path = inFolder(task.folder, file);
      const written = await writePart(path, (sink) => unit.make(sink, id), checkOf(shop, unit));
      port.postMessage({ unit: index, written } satisfies CrewWord);
    } catch {
      // The first thread makes it itself, and meets the error where errors are told.
      port.postMessage({ unit: index } satisfies CrewWord);
    }
  }
});
