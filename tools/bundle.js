/**
 * dist/ once more in a few files, in dist/bundle/, for bin/kyr.js to start: Node looks for every module, reads it and
 * compiles it by itself, and a flyer is made by 360 of them. They lie as deep as the modules do, so that they find what
 * ships as those do. Part of `npm run build`.
 *
 * Not in them are packages that read files of their own (harfbuzzjs, pdfkit, sharp), and those that a single command needs.
 *
 * Measured, a cold process to one Spanish flyer: from its compiled design 0.114 CPU seconds before, 0.091 since; with the
 * compile 1.79 and 1.54.
 */
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';

const PACKAGES = /^(bidi-js|color-string|commander|csv-parse|i18next|qrcode|saxes|svgpath|yaml|zod)(\/|$)/;
const dist = (/** @type {string} */ file) => fileURLToPath(new URL(`../dist/${file}`, import.meta.url));

/** @param {string} id  @param {string | undefined} from */
function isPackageApart(id, from) {
  const isOurs = from === undefined || /^([./]|[A-Z]:)/.test(id);
  // What a package that is in them imports is in them too.
  return !isOurs && !/[\\/]node_modules[\\/]/.test(from) && !PACKAGES.test(id);
}

await build({
  input: {
    main: dist('cli/main.js'),
    'crew-thread': dist('cli/crew-thread.js'),
    'compositor-thread': dist('cli/compositor-thread.js'),
    // Where bench/ enters.
    order: dist('cli/order.js'),
    run: dist('job/run/run.js'),
    'press-files': dist('job/run/press-files.js'),
  },
  platform: 'node',
  external: isPackageApart,
  // `init` makes flyers too, and loads at once what `flyer` loads when it is called.
  checks: { ineffectiveDynamicImport: false },
  onLog(level, log) {
    if (level === 'warn') throw new Error(log.message);
  },
  output: {
    dir: dist('bundle'),
    cleanDir: true,
    sourcemap: true,
    comments: { jsdoc: false },
    chunkFileNames: '[name].js',
    codeSplitting: {
      groups: [
        // Each with all that it imports: what every command needs and a remembered flyer; what a run needs whose designs
        // are compiled; what sets a flyer.
        { name: 'start', test: /[\\/]dist[\\/]cli[\\/](main|commands[\\/]flyer)\.js$/, priority: 3 },
        {
          name: 'press',
          test: /[\\/]dist[\\/](cli[\\/](order|crew)|job[\\/]run[\\/](run|press-files))\.js$/,
          priority: 2,
        },
        { name: 'set', test: /[\\/]dist[\\/]cli[\\/]make-flyer\.js$/, priority: 1 },
      ],
    },
  },
});
