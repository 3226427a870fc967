/** The printing plates of a page, as ghostscript's tiffsep makes them. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { hear, inScratch } from './programs.js';

export const INKS = ['Cyan', 'Magenta', 'Yellow', 'Black'] as const;
export type Ink = (typeof INKS)[number];

/** Ink of every pixel, 0 to 255, row by row. */
export interface Plate {
  readonly width: number;
  readonly height: number;
  readonly ink: Uint8Array;
}
export type Plates = Readonly<Record<Ink, Plate>>;

/** Pages `first` to `last`, counted from 1. */
export async function separate(pdf: string, ppi: number, first = 1, last = first + 1): Promise<Plates[]> {
  const pages = await separateAll(pdf, ppi, first, last);
  return pages.map(
    (page) => Object.fromEntries(INKS.map((ink) => [ink, page.get(ink)!])) as unknown as Plates,
  );
}

/** Every plate by the name of its ink, spot inks too. */
export function separateAll(
  pdf: string,
  ppi: number,
  first = 1,
  last = first + 1,
): Promise<ReadonlyMap<string, Plate>[]> {
  return inScratch(async (folder) => {
    const args = [
      '-q',
      '-dNOPAUSE',
      '-dBATCH',
      '-dSAFER',
      '-sDEVICE=tiffsep',
      `-r${ppi}`,
      `-dFirstPage=${first}`,
      `-dLastPage=${last}`,
      `-sOutputFile=${join(folder, 'p%d.tif')}`,
      pdf,
    ];
    const { out } = await hear('gs', args);
    if (out.trim() !== '') throw new Error(`gs ${pdf} said: ${out}`);
    const pages = Array.from({ length: last - first + 1 }, (_, i) => i + 1);
    const names = readdirSync(folder);
    return Promise.all(
      pages.map(async (page) => {
        const inks = names.flatMap((name) => new RegExp(`^p${page}\\((.+)\\)\\.tif$`).exec(name)?.[1] ?? []);
        const plates = await Promise.all(inks.map((ink) => readPlate(join(folder, `p${page}(${ink}).tif`))));
        return new Map(inks.map((ink, i) => [ink, plates[i]!]));
      }),
    );
  });
}

async function readPlate(path: string): Promise<Plate> {
  const { data, info } = await sharp(path).raw().toBuffer({ resolveWithObject: true });
  const ink = new Uint8Array(info.width * info.height);
  for (let i = 0; i < ink.length; i++) ink[i] = 255 - data[i * info.channels]!;
  return { width: info.width, height: info.height, ink };
}

export const inked = ({ ink }: Plate): number => ink.reduce((n, value) => n + (value > 0 ? 1 : 0), 0);

/** Every pixel takes the most ink of itself and its eight neighbours. */
export function widen({ width, height, ink }: Plate): Plate {
  const wide = new Uint8Array(ink.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let most = 0;
      for (let dy = -1; dy <= 1; dy++)
        for (let dx = -1; dx <= 1; dx++) {
          const [nx, ny] = [x + dx, y + dy];
          if (nx >= 0 && ny >= 0 && nx < width && ny < height) most = Math.max(most, ink[ny * width + nx]!);
        }
      wide[y * width + x] = most;
    }
  return { width, height, ink: wide };
}

/** Pixels where `plate` has more ink than `limit`, as `x,y`; a few are enough to find the place. */
export function beyond(plate: Plate, limit: Plate): string[] {
  if (plate.width !== limit.width || plate.height !== limit.height)
    throw new Error(`plates of ${plate.width}×${plate.height} and ${limit.width}×${limit.height} pixels`);
  const found: string[] = [];
  for (let i = 0; i < plate.ink.length && found.length < 20; i++)
    if (plate.ink[i]! > limit.ink[i]!) found.push(`${i % plate.width},${Math.floor(i / plate.width)}`);
  return found;
}

export const cut = (plate: Plate, left: number, top: number, width: number, height: number): Plate => {
  const ink = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    ink.set(
      plate.ink.subarray((top + y) * plate.width + left, (top + y) * plate.width + left + width),
      y * width,
    );
  return { width, height, ink };
};

/** The most ink of all plates together, in percent, over squares of `side` pixels. */
export function mostInkOver(plates: Iterable<Plate>, side: number): number {
  const all = [...plates];
  const { width, height } = all[0]!;
  let most = 0;
  for (let top = 0; top + side <= height; top += side)
    for (let left = 0; left + side <= width; left += side) {
      let sum = 0;
      for (const { ink } of all)
        for (let y = top; y < top + side; y++)
          for (let x = left; x < left + side; x++) sum += ink[y * width + x]!;
      most = Math.max(most, sum / (side * side));
    }
  return most / 2.55;
}

/** The most ink within a pixel of a place. */
export function near(plate: Plate, x: number, y: number): number {
  let most = 0;
  for (let dy = -1; dy <= 1; dy++)
    for (let dx = -1; dx <= 1; dx++)
      most = Math.max(most, plate.ink[(Math.floor(y) + dy) * plate.width + Math.floor(x) + dx] ?? 0);
  return most;
}
