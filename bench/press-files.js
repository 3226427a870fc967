/**
 * One run of ours, in a process of its own: the press files of a job, as `kyr build` makes them (journal, digests,
 * flush, manifest), without tickets, and without preflight, which is timed by itself; and so on one thread, since without
 * preflight another does not pay (job/run/crew.ts). Prints one line of JSON: the files.
 *
 * node bench/press-files.js JOB FOLDER [font|path|plain]
 */

const [, , job = '', folder = '', draw = 'plain'] = process.argv;
const built = (/** @type {string} */ path) => import(new URL(`../dist/bundle/${path}`, import.meta.url).href);
const { openOrder } = await built('order.js');
const order = await openOrder(job, draw === 'plain' ? {} : { traceable: draw });
const { plan } = order;
const { runFiles } = await built('run.js');
const { pressUnits } = await built('press-files.js');
const shop = { ...order.shop(() => {}), preflight: () => {} };
const { manifest } = await runFiles(
  { plan, shop, folder, missing: [], clock: () => performance.now() },
  async (/** @type {any} */ bench, /** @type {ReadonlyMap<string, unknown>} */ designs) => {
    await bench.makeAll(pressUnits(shop, plan, designs));
    return [];
  },
);
process.stdout.write(
  `${JSON.stringify({ files: manifest.files.map((/** @type {{ file: string }} */ f) => f.file) })}\n`,
);
