/** A Shop for tests: real fonts, text and press writer; designs are a name and a number on a coloured ground. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { deflateSync } from 'node:zlib';
import { openCodeSeries } from '../../src/compose/code-series.js';
import { makeCodeTables } from '../../src/compose/code-tables.js';
import { BLACK } from '../../src/core/color.js';
import { allSides, box, type Size, size } from '../../src/core/geometry.js';
import { inch, pt } from '../../src/core/units.js';
import type { Frame } from '../../src/frame/frame.js';
import { rectPath } from '../../src/frame/path.js';
import type { NamedLanguage, SetText } from '../../src/impose/slug.js';
import { type PlanInput, planJob } from '../../src/job/plan/plan-job.js';
import { purposeOf, refuseFaulty } from '../../src/job/preflight.js';
import type { CompiledDesign, Shop } from '../../src/job/shop.js';
import type { CongregationRow } from '../../src/load/congregations.js';
import { openDiskWorld, shippedFolder } from '../../src/load/disk-world.js';
import { loadFontEntries, readFont } from '../../src/load/fonts.js';
import type { LoadedOrganisation } from '../../src/load/organisation.js';
import { compileFrames } from '../../src/pdf/compile.js';
import { openRunWriter } from '../../src/pdf/run.js';
import { Job } from '../../src/schema/job.js';
import { openFontBook } from '../../src/text/font-book.js';
import { setParagraph } from '../../src/text/paragraph.js';
import type { FontBook } from '../../src/text/types.js';

const require = createRequire(import.meta.url);
const world = openDiskWorld(shippedFolder());
const entries = loadFontEntries(world);
let opened: FontBook | undefined;
const book = (): FontBook => {
  opened ??= openFontBook({
    entries,
    read: (file) => readFont(world, entries, file),
    subsetWasm: () => readFileSync(require.resolve('harfbuzzjs/dist/harfbuzz-subset.wasm')),
  });
  return opened;
};

export const FAMILIES = ['Noto Sans', 'Noto Sans Arabic', 'Noto Sans SC'];
export const setText: SetText = (input) => setParagraph(book(), input);
export const digest = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

const named = (
  tag: string,
  name: string,
  english: string,
  script: string,
  direction: 'ltr' | 'rtl',
): [string, NamedLanguage] => [tag, { tag, name, english, script, direction }];
export const LANGUAGES = new Map([
  named('en', 'English', 'English', 'Latn', 'ltr'),
  named('es', 'Español', 'Spanish', 'Latn', 'ltr'),
  named('ar', 'العربية', 'Arabic', 'Arab', 'rtl'),
  named('zh-Hans', '简体中文', 'Chinese, Simplified', 'Hans', 'ltr'),
]);

export const HALF_LETTER: Size = size(inch(5.5), inch(8.5));

export const SECRET = 'zufluchtskirche-am-tor';
export const SECRET_NAME = 'Zuflucht am Tor';

/** Four congregations, one of which withholds itself. */
export function rows(quantity = 30): CongregationRow[] {
  const row = (organisation: LoadedOrganisation, orders: CongregationRow['orders'], line: number) => ({
    organisation,
    orders,
    at: { file: 'congregations.csv', line },
  });
  return [
    row(
      { id: 'sample-st-brigid', name: { en: "Sample: St Brigid's & Friends" }, withhold: false },
      [
        { lang: 'es', quantity },
        { lang: 'en', quantity: quantity + 5 },
      ],
      2,
    ),
    row(
      { id: 'sample-masjid', name: { en: 'Sample: Masjid an-Nur', ar: 'مسجد النور' }, withhold: false },
      [{ lang: 'ar', quantity: quantity * 2 }],
      3,
    ),
    row({ id: SECRET, name: { en: SECRET_NAME }, withhold: true }, [{ lang: 'es', quantity: 17 }], 4),
    row(
      {
        id: 'sample-long-name',
        name: {
          en: 'Sample: The Greater New Hope Missionary Fellowship Tabernacle of the Holy Redeemer in the Lower East Side',
        },
        withhold: false,
      },
      [{ lang: 'zh-Hans', quantity: 41 }],
      5,
    ),
  ];
}

export interface JobOptions {
  readonly purpose?: 'draft' | 'press';
  readonly batch?: number;
  readonly spanish?: number;
  readonly sheets?: boolean;
  readonly proofs?: boolean;
  readonly sides?: 1 | 2;
}

export function jobInput(options: JobOptions = {}): PlanInput {
  const congregations = rows();
  const spanish = options.spanish ?? 120;
  const sum = spanish + 60 + congregations.flatMap((r) => r.orders).reduce((n, o) => n + o.quantity, 0);
  return {
    job: Job.parse({
      job: 'test-run',
      title: 'Know your rights, test run',
      purpose: options.purpose ?? 'draft',
      publication: 'ice-encounter',
      layer: 'us/ny/nyc',
      size: 'half-letter',
      address: 'https://example.org/{lang}',
      sample: true,
      contact: { name: 'Night desk', phone: '212-555-0100' },
      runs: [
        { language: 'es', quantity: spanish },
        { language: 'ar', quantity: 60 },
        { congregations: 'congregations.csv' },
      ],
      total: sum,
      output: {
        ...(options.sheets === false ? {} : { sheets: { batch: options.batch ?? 20 } }),
        proofs: options.proofs ?? true,
      },
    }),
    congregations: new Map([['congregations.csv', congregations]]),
    organisations: new Map(),
    languages: LANGUAGES,
    edition: 'core',
    sides: options.sides ?? 2,
    trim: HALF_LETTER,
    bleed: 9,
    place: (...path) => ({ file: `job.yaml, ${path.join('.')}` }),
  };
}

export const testPlan = (options: JobOptions = {}): ReturnType<typeof planJob> => planJob(jobInput(options));

/** A side that shows its edges: colour to the bleed, a line at the trim, its name in the middle. */
function side(key: string, lang: NamedLanguage, which: 'front' | 'back', words: string): Frame {
  const { width, height } = HALF_LETTER;
  const set = (text: string, y: number, type: number) =>
    setText({
      spans: [
        {
          text,
          style: { families: FAMILIES, weight: 700, size: pt(type), color: BLACK },
          lang: lang.tag,
          isolate: lang.direction,
        },
      ],
      lang: 'en',
      script: 'Latn',
      direction: 'ltr',
      width: pt(width - 40),
      leading: pt(type * 1.3),
      align: 'center',
    }).lines.flatMap((l) => l.items.map((i) => ({ ...i, at: { x: pt(i.at.x + 20), y: pt(i.at.y + y) } })));
  return {
    id: `${key}-${which}`,
    size: HALF_LETTER,
    bleed: allSides(9),
    lang: lang.tag,
    items: [
      {
        kind: 'path',
        path: rectPath(box(-9, -9, width + 18, height + 18)),
        fill:
          which === 'front'
            ? { kind: 'cmyk', c: 12, m: 0, y: 4, k: 0 }
            : { kind: 'cmyk', c: 0, m: 8, y: 22, k: 0 },
      },
      {
        kind: 'path',
        path: rectPath(box(18, 18, width - 36, 60)),
        stroke: { color: BLACK, width: pt(1) },
      },
      ...set(lang.name, 25, 34),
      ...set(`${which} · ${words}`, 200, 20),
    ],
  };
}

export interface TestShop extends Shop {
  /** What was asked for, in order. */
  readonly calls: string[];
  /** Every word that was set for slugs, tickets, labels and proofs. */
  readonly words: string[];
}

export interface ShopOptions {
  /** Its designs have a front alone. */
  readonly sides?: 1 | 2;
  /** Throws out of the nth PDF that is written, in the middle of it. */
  readonly failAt?: number;
  /** Stands in for a changed sentence of a language. */
  readonly salt?: Readonly<Record<string, string>>;
  /** Reads every PDF back, as the command line does: too slow for every test of a run. */
  readonly preflight?: boolean;
  /** Of the city's layer. */
  readonly version?: string;
}

export function testShop(options: ShopOptions = {}): TestShop {
  const calls: string[] = [];
  const words: string[] = [];
  let written = 0;
  const intent = {
    profile: new Uint8Array(readFileSync(`${shippedFolder()}/icc/GRACoL2006-TR006.icc`)),
    condition: 'CGATS TR 006',
    info: 'GRACoL 2006, coated #1',
  };
  const tools = { book: book(), deflate: (b: Uint8Array) => new Uint8Array(deflateSync(b)), digest };
  return {
    calls,
    words,
    tool: { version: '0.0.0-test', icu: 'none', unicode: 'none', fonts: { 'NotoSans-Regular': '1' } },
    press: 'GRACoL2006',
    families: FAMILIES,
    law: [
      { layer: 'us/federal', version: '2026.11' },
      { layer: 'us/ny', version: '2026.11' },
      { layer: 'us/ny/nyc', version: options.version ?? '2026.11' },
    ],
    address: 'https://example.org/{lang}',
    date: '2026-11-01',
    async compile({ lang, organisation }): Promise<CompiledDesign> {
      const who = organisation?.id ?? '';
      const key = digest(`${lang} ${who} ${options.salt?.[lang] ?? ''}`);
      const id = key.slice(0, 8);
      const language = LANGUAGES.get(lang)!;
      const pages = [
        side(id, language, 'front', who || 'plain'),
        side(id, language, 'back', who || 'plain'),
      ].slice(0, options.sides ?? 2);
      calls.push(`compile ${lang} ${who}`.trim());
      return {
        key,
        causes: {
          text: digest(`${lang} ${options.salt?.[lang] ?? ''}`),
          address: '',
          imprint: digest(who),
          logo: '',
          accent: '',
          template: '',
          ink: '4c',
          fonts: '',
        },
        code: `ICE-${lang.toUpperCase().slice(0, 2)}-${key.slice(0, 4).toUpperCase()}`,
        version: '2026-11',
        layers: ['us/federal', 'us/ny/nyc'],
        // As from a cache: no items, the set holds them.
        pages: pages.map((page) => ({ ...page, items: [] })),
        bare: pages.map((page) => ({ ...page, items: [] })),
        slots: [],
        set: async () => compileFrames(pages, tools),
        png: async (n) => new TextEncoder().encode(`png of ${key} ${n}`),
      };
    },
    async setOnce(_from, work) {
      const { frames, value } = work({
        setText: (input) => {
          words.push(...input.spans.map((s) => s.text));
          return setText(input);
        },
        families: FAMILIES,
      });
      return { set: compileFrames(frames, tools), value: JSON.parse(JSON.stringify(value)) };
    },
    async codes(address) {
      return openCodeSeries(address, makeCodeTables(address));
    },
    async writePdf(file, write) {
      written += 1;
      calls.push(`write ${file.title}`);
      const dies = options.failAt === written;
      const out = openRunWriter({
        write: dies
          ? (b) => {
              write(b);
              throw new Error('killed');
            }
          : write,
        meta: {
          title: file.title,
          creator: 'kyr test',
          date: new Date('2026-11-01T00:00:00Z'),
          trapped: false,
          documentId: file.id,
        },
        intent,
        digest,
        deflate: tools.deflate,
      });
      for await (const set of file.sets) out.add(set);
      for (const page of file.pages) out.page(page);
      out.end();
    },
    preflight(part, file, kind) {
      if (options.preflight) refuseFaulty(part, file, purposeOf(kind));
    },
  };
}
