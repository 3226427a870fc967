/**
 * A logo → press form. PNG and JPEG become a JPEG in inks: in black alone where the run is, or where the picture has
 * no colour, so that its black survives photocopiers and is not turned into four inks; else in the process inks of
 * the run's profile. SVG stays vector (svg.ts).
 *
 * Promises: a picture never carries more ink than the limit, over areas of the size that preflight looks at.
 */
import type { Sharp } from 'sharp';
import { type FilePlace, fail, KyrError } from '../../core/diagnostic.js';
import { CODE } from '../../core/diagnostic-codes.js';
import type { World } from '../../core/world.js';
import type { Drawing, PressImage } from '../../frame/frame.js';
import { loadSharp } from '../pixels.js';
import { BLACK_ALONE, type Separation } from '../separation.js';
import { refuseLarge } from '../text-file.js';
import { readSvgLogo } from './svg.js';

/** Larger pictures are refused before they are decoded: a decompression bomb is a few kilobytes on disk. */
const MAX_PIXELS = 25_000_000;
/** Longer than wide, or wider than long: what is thinner would be a hair at the height of a logo. */
const MAX_RATIO = 100;
/** Bytes. */
export const MAX_FILE = 16 * 1024 * 1024;
/** Wide enough for 600 ppi at the widest place a logo is printed. */
const MAX_SIDE = 900;

/**
 * @param shown the logo's own name in messages
 * @param at where it is named
 * @throws KyrError KYR101, KYR401; KYR34x for an SVG
 */
export async function loadLogo(
  world: World,
  path: string,
  shown: string,
  at: FilePlace,
  separation: Separation = BLACK_ALONE,
): Promise<PressImage | Drawing> {
  refuseLarge(world, path, shown, MAX_FILE, at);
  const bytes = world.read(path);
  if (bytes === undefined)
    fail({
      code: CODE.fileMissing,
      message: 'there is no such logo file, or it is no file but a folder or a device',
      hint: 'put the picture beside the organisation file',
      at,
    });
  if (isSvg(bytes)) return readSvgLogo(bytes, shown, separation, world.digest);
  if (!isPng(bytes) && !isJpeg(bytes))
    fail({
      code: CODE.logo,
      message: 'the logo is neither a PNG, a JPEG nor an SVG picture',
      hint: 'save it as SVG, or as PNG at least 300 pixels wide',
      at,
    });
  const unreadable = (cause: unknown): never => {
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
    fail({
      code: CODE.logo,
      message: `the logo cannot be read as a picture (${reason})`,
      hint: 'open it in a picture program and save it again as PNG',
      at,
    });
  };
  const head = await (await loadSharp())(bytes, { limitInputPixels: false }).metadata().catch(unreadable);
  refuseShape(head as { readonly width: number; readonly height: number }, at);
  try {
    const picture = await openPicture(bytes);
    if (separation.kind === 'process' && (await isColored(picture)))
      return await separate(picture, separation, world.digest, at);
    return await inBlack(picture, world.digest);
  } catch (cause) {
    if (cause instanceof KyrError) throw cause;
    return unreadable(cause);
  }
}

/** By what the head of the file says, before a pixel is decoded; the decoder stops where there are more. */
function refuseShape(
  { width, height }: { readonly width: number; readonly height: number },
  at: FilePlace,
): void {
  const refuse = (why: string, hint: string): never =>
    fail({ code: CODE.logo, message: `the logo has ${width} × ${height} pixels, ${why}`, hint, at });
  if (width * height > MAX_PIXELS)
    refuse(
      `more than ${MAX_PIXELS / 1e6} million`,
      'save it smaller: 900 pixels along its longer side are enough',
    );
  if (Math.max(width / height, height / width) > MAX_RATIO)
    refuse('far longer one way than the other', 'cut it to what is to be seen');
}

const openPicture = async (bytes: Uint8Array): Promise<Sharp> =>
  (await loadSharp())(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'warning' })
    .rotate()
    .flatten({ background: '#ffffff' })
    .resize(MAX_SIDE, MAX_SIDE, { fit: 'inside', withoutEnlargement: true });

const JPEG = { quality: 90, chromaSubsampling: '4:4:4', mozjpeg: false } as const;

async function inBlack(picture: Sharp, digest: World['digest']): Promise<PressImage> {
  const { data, info } = await picture
    .clone()
    .greyscale()
    // Without it sharp writes grey as three equal channels.
    .toColourspace('b-w')
    .jpeg(JPEG)
    .toBuffer({ resolveWithObject: true });
  return toImage(data, info, 1, digest);
}

/** Between the channels of a pixel: less than this is noise, as JPEG leaves it in a grey picture. */
const CHROMA = 24;
/** Share of such pixels that makes a picture coloured. */
const COLORED = 0.001;

async function isColored(picture: Sharp): Promise<boolean> {
  const { data, info } = await picture
    .clone()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (info.channels < 3) return false;
  let colored = 0;
  for (let at = 0; at < data.length; at += info.channels) {
    const [r, g, b] = [data[at]!, data[at + 1]!, data[at + 2]!];
    if (Math.max(r, g, b) - Math.min(r, g, b) > CHROMA) colored++;
  }
  return colored > COLORED * info.width * info.height;
}

interface Raw {
  readonly data: Uint8Array;
  readonly info: { readonly width: number; readonly height: number; readonly channels: 1 | 2 | 3 | 4 };
}

/** How much lighter the darkest tones are made, of 255, until the ink is within the limit. */
const LIFTS = [0, 10, 20, 30, 45, 60];

/** In process inks. Where a profile goes beyond the limit in its darkest tones, they are lifted a little. */
async function separate(
  picture: Sharp,
  { profile, limit }: Extract<Separation, { kind: 'process' }>,
  digest: World['digest'],
  at: FilePlace,
): Promise<PressImage> {
  const sharp = await loadSharp();
  for (const lift of LIFTS) {
    const light = await picture
      .clone()
      .toColourspace('srgb')
      .linear((255 - lift) / 255, lift)
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { data, info } = await sharp(light.data, { raw: light.info })
      // No toColourspace('cmyk') here: it would convert by libvips' own profile first.
      .withIccProfile(profile, { attach: false })
      .jpeg(JPEG)
      .toBuffer({ resolveWithObject: true });
    const ink = await mostInk(data);
    if (ink <= limit)
      return { ...toImage(data, info, 4, digest), ink, screen: await onScreen(light, profile) };
  }
  fail({
    code: CODE.logo,
    message: `the logo carries more ink than the ${limit} % of the output profile`,
    hint: 'make its darkest parts lighter, or print it in black: save it as a grey picture',
    at,
  });
}

/** There and back through the profile: viewers take CMYK for far brighter than it prints. */
async function onScreen(light: Raw, profile: string): Promise<Uint8Array> {
  const sharp = await loadSharp();
  const inks = await sharp(light.data, { raw: light.info }).withIccProfile(profile).jpeg(JPEG).toBuffer();
  return sharp(inks).toColourspace('srgb').jpeg(JPEG).toBuffer();
}

/** Pixels along the side of an area: at most 0.7 mm on paper (preflight's step) from 300 ppi upwards. */
const AREA = 8;

/** The most ink in percent over areas of a CMYK JPEG as it will be printed, its losses included. */
export async function mostInk(jpeg: Uint8Array): Promise<number> {
  const sharp = await loadSharp();
  const { data, info } = await sharp(jpeg)
    .pipelineColourspace('cmyk')
    .toColourspace('cmyk')
    .raw()
    .toBuffer({ resolveWithObject: true });
  let most = 0;
  for (let top = 0; top < info.height; top += AREA)
    for (let left = 0; left < info.width; left += AREA) {
      const [bottom, right] = [Math.min(top + AREA, info.height), Math.min(left + AREA, info.width)];
      let sum = 0;
      for (let y = top; y < bottom; y++)
        for (let i = (y * info.width + left) * 4; i < (y * info.width + right) * 4; i++) sum += data[i]!;
      most = Math.max(most, sum / ((bottom - top) * (right - left)));
    }
  return Math.round(most / 2.55);
}

const toImage = (
  bytes: Uint8Array,
  { width, height }: { readonly width: number; readonly height: number },
  channels: 1 | 4,
  digest: World['digest'],
): PressImage => ({ digest: digest(bytes), bytes, pixelWidth: width, pixelHeight: height, channels });

const startsWith = (bytes: Uint8Array, ...head: number[]): boolean => head.every((b, i) => bytes[i] === b);
const isPng = (bytes: Uint8Array): boolean => startsWith(bytes, 0x89, 0x50, 0x4e, 0x47);
const isJpeg = (bytes: Uint8Array): boolean => startsWith(bytes, 0xff, 0xd8, 0xff);
/** By its first characters: `<`, after a byte order mark and white space. */
const isSvg = (bytes: Uint8Array): boolean =>
  /^\uFEFF?\s*<[?!s]/.test(new TextDecoder().decode(bytes.subarray(0, 200)));
