/** Frames, fonts and tools that the tests of pdf/, preview/ and preflight/ share. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { parse } from 'yaml';
import { BLACK, type Color, PAPER, REGISTRATION } from '../../src/core/color.js';
import { allSides, box, NO_INSETS, scale, size, translate } from '../../src/core/geometry.js';
import type { Direction } from '../../src/core/language.js';
import { pt } from '../../src/core/units.js';
import type { Frame, ImageItem, Item } from '../../src/frame/frame.js';
import { circlePath, linePath, rectPath } from '../../src/frame/path.js';
import type { PageSpec } from '../../src/pdf/page.js';
import type { OutputIntent, PdfMeta } from '../../src/pdf/x4.js';
import { openFontBook } from '../../src/text/font-book.js';
import { setParagraph } from '../../src/text/paragraph.js';
import type { FontEntry } from '../../src/text/types.js';

const root = new URL('../../', import.meta.url);
const file = (path: string): Uint8Array => new Uint8Array(readFileSync(new URL(path, root)));

export const deflate = (bytes: Uint8Array): Uint8Array => deflateSync(bytes);
export const digest = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

const { fonts }: { fonts: FontEntry[] } = parse(new TextDecoder().decode(file('fonts/fonts.yaml')));
export const book = openFontBook({
  entries: fonts,
  read: (name) => file(`fonts/${name}`),
  subsetWasm: () => file('node_modules/harfbuzzjs/dist/harfbuzz-subset.wasm'),
});

export const intent: OutputIntent = {
  profile: file('icc/GRACoL2006-TR006.icc'),
  condition: 'CGATS TR 006',
  info: 'GRACoL 2006, coated #1',
};
export const meta: PdfMeta = {
  title: 'Rights & <doors>: ¿Qué decir?',
  language: 'es',
  creator: 'kyr 0.1.0',
  date: new Date('2026-11-01T12:00:00Z'),
  trapped: false,
  documentId: 'sample',
};

export interface Sample {
  readonly lang: string;
  readonly script: string;
  readonly family: string;
  readonly text: string;
  readonly direction?: Direction;
}

/** One text in each script that has its own way of going wrong. */
export const SAMPLES: Record<string, Sample> = {
  latin: { lang: 'es', script: 'Latn', family: 'Noto Sans', text: 'Usted tiene derecho a guardar silencio.' },
  chinese: { lang: 'zh-Hans', script: 'Hans', family: 'Noto Sans SC', text: '您有权保持沉默。请不要开门。' },
  bengali: {
    lang: 'bn',
    script: 'Beng',
    family: 'Noto Sans Bengali',
    text: 'আপনার নীরব থাকার অধিকার আছে। দরজা খুলবেন না।',
  },
  thai: { lang: 'th', script: 'Thai', family: 'Noto Sans Thai', text: 'อย่าเปิดประตู คุณไม่จำเป็นต้องตอบคำถาม' },
  khmer: { lang: 'km', script: 'Khmr', family: 'Noto Sans Khmer', text: 'អ្នកមានសិទ្ធិនៅស្ងៀម' },
  burmese: { lang: 'my', script: 'Mymr', family: 'Noto Sans Myanmar', text: 'သင်သည် တိတ်ဆိတ်စွာ နေပိုင်ခွင့်ရှိသည်။' },
  arabic: {
    lang: 'ar',
    script: 'Arab',
    family: 'Noto Sans Arabic',
    text: 'لا تفتح الباب. لك الحق في التزام الصمت والله معك.',
    direction: 'rtl',
  },
  hebrew: {
    lang: 'he',
    script: 'Hebr',
    family: 'Noto Sans Hebrew',
    text: 'אל תפתחו את הדלת. יש לכם זכות שתיקה.',
    direction: 'rtl',
  },
  urdu: {
    lang: 'ur',
    script: 'Aran',
    family: 'Noto Nastaliq Urdu',
    text: 'آپ کو خاموش رہنے کا حق ہے۔ دروازہ نہ کھولیں۔',
    direction: 'rtl',
  },
};

/** A set paragraph with its top left corner at x, y. */
export function textItems(
  sample: Sample,
  place: { x: number; y: number; width: number; size: number; color?: Color; weight?: number },
): Item[] {
  const paragraph = setParagraph(book, {
    spans: [
      {
        text: sample.text,
        style: {
          families: [sample.family, 'Noto Sans'],
          weight: place.weight ?? 400,
          size: pt(place.size),
          color: place.color ?? BLACK,
        },
      },
    ],
    lang: sample.lang,
    script: sample.script,
    direction: sample.direction ?? 'ltr',
    width: pt(place.width),
    leading: pt(place.size * 1.5),
  });
  const items = paragraph.lines.flatMap((line) => line.items);
  return [{ kind: 'group', matrix: translate(place.x, place.y), items }];
}

export const PETROL: Color = { kind: 'cmyk', c: 95, m: 35, y: 40, k: 35 };

/** A small CMYK or grey JPEG: left half full cyan (or black), right half white. */
export async function picture(channels: 1 | 4): Promise<ImageItem['image']> {
  const width = 64;
  const raw = Buffer.alloc(width * width * 3, 255);
  for (let y = 0; y < width; y++)
    for (let x = 0; x < width / 2; x++)
      raw.fill(0, (y * width + x) * 3, (y * width + x) * 3 + (channels === 1 ? 3 : 1));
  const source = sharp(raw, { raw: { width, height: width, channels: 3 } });
  const bytes = new Uint8Array(
    await source
      .toColourspace(channels === 1 ? 'b-w' : 'cmyk')
      .jpeg({ quality: 95 })
      .toBuffer(),
  );
  return { digest: digest(bytes), bytes, pixelWidth: width, pixelHeight: width, channels };
}

/** A mark that several Frames use. */
export const BADGE: Frame = {
  id: 'badge',
  size: size(40, 40),
  bleed: NO_INSETS,
  items: [
    { kind: 'path', path: circlePath(20, 20, 18), fill: PETROL },
    { kind: 'path', path: linePath(10, 20, 30, 20), stroke: { color: PAPER, width: pt(2), cap: 'round' } },
  ],
};

/** A flyer side that has one of everything. */
export async function side(id: string, sample: Sample): Promise<Frame> {
  return {
    id,
    size: size(396, 612),
    bleed: allSides(9),
    lang: sample.lang,
    items: [
      { kind: 'path', path: rectPath(box(-9, -9, 414, 99)), fill: PETROL },
      {
        kind: 'mark',
        role: 'H1',
        items: textItems(sample, { x: 24, y: 20, width: 340, size: 20, color: PAPER, weight: 700 }),
      },
      { kind: 'mark', role: 'P', items: textItems(sample, { x: 24, y: 110, width: 340, size: 14 }) },
      { kind: 'use', frame: BADGE, matrix: translate(24, 300) },
      { kind: 'use', frame: BADGE, matrix: [2, 0, 0, 2, 100, 280] },
      { kind: 'image', image: await picture(4), matrix: [60, 0, 0, 60, 24, 400] },
      { kind: 'image', image: await picture(1), matrix: [60, 0, 0, 60, 104, 400] },
      {
        kind: 'path',
        path: rectPath(box(200, 400, 60, 60)),
        fill: { kind: 'spot', name: 'PANTONE 320 C', tint: 60, alt: PETROL },
        stroke: { color: BLACK, width: pt(0.5) },
      },
      {
        kind: 'group',
        matrix: scale(0.5),
        clip: rectPath(box(560, 800, 100, 100)),
        items: [{ kind: 'path', path: circlePath(610, 850, 60), fill: { kind: 'k', k: 30 } }],
      },
    ],
  };
}

/** A 1-up page around a side: crop marks outside the bleed, every side used through the page's own Frame. */
export function onePage(used: Frame, id = `page-${used.id}`): PageSpec {
  const { width, height } = used.size;
  return {
    frame: {
      id,
      size: used.size,
      bleed: allSides(36),
      items: [
        { kind: 'use', frame: used, matrix: [1, 0, 0, 1, 0, 0] },
        {
          kind: 'path',
          path: [...linePath(-30, 0, -12, 0), ...linePath(0, -30, 0, -12)],
          stroke: { color: REGISTRATION, width: pt(0.25) },
        },
      ],
    },
    media: box(-36, -36, width + 72, height + 72),
    bleed: box(-9, -9, width + 18, height + 18),
    trim: box(0, 0, width, height),
  };
}
