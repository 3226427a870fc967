/** The other threads that set designs: read the order, make the designs that they claim, and say what is known of them. */
import { parentPort } from 'node:worker_threads';
import { claim } from '../core/claims.js';
import { recordReads } from '../load/reads.js';
import type { CompositorWord, CompositorWork } from './compositors.js';
import { isFont, openCacheOf, openLasting } from './memory.js';
import { openPictures } from './pictures.js';
import { readOrder } from './read-order.js';
import { makeDesign, nameOf } from './run-shop.js';

const port = parentPort!;
const say = (word: CompositorWord): void => port.postMessage(word);

port.once('message', async (work: CompositorWork) => {
  const lasting = openLasting();
  const cache = openCacheOf(lasting);
  const { world, reads } = recordReads(lasting, isFont);
  const { plan, workshop } = await readOrder(world, work.job, work.options);
  const requests = new Map(plan.designs.map((design) => [nameOf(design), design]));
  const pictures = plan.proofs ? openPictures(cache, (page) => workshop.draw(page)) : undefined;
  const { names, owners, thread, from } = work;
  for (let at = claim(owners, thread, from); at !== undefined; at = claim(owners, thread, from)) {
    const name = names[at]!;
    try {
      const request = requests.get(name);
      if (!request) throw new Error(`the order has no design ${name}`);
      const { known, kept } = await makeDesign({ cache, pictures }, workshop.compose(request));
      // What cannot be kept on disk would be lost with this thread.
      if (!kept) say({ name, known });
    } catch {
      // The first thread makes it itself, and meets the error where errors are told.
    }
  }
  await pictures?.idle();
  say({ reads: reads() });
});
