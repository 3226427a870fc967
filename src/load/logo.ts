/**
 * A logo (PNG or JPEG) → a one-channel JPEG for the black plate. A logo in black ink survives photocopiers and
 * one-colour presses, and needs no conversion that could turn its black into four inks.
 * Colour logos and SVG come with the ink modes; until then they are printed in shades of black, or refused.
 */
import sharp from 'sharp';
import { type FilePlace, fail } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { World } from '../core/world.js';
import type { PressImage } from './organisation.js';

/** Larger pictures are refused before they are decoded: a decompression bomb is a few kilobytes on disk. */
const MAX_PIXELS = 40_000_000;
/** Wide enough for 600 ppi at the widest place a logo is printed. */
const MAX_SIDE = 900;

/** @throws KyrError KYR101, KYR401 */
export async function loadLogo(world: World, path: string, at: FilePlace): Promise<PressImage> {
  const bytes = world.read(path);
  if (bytes === undefined)
    fail({
      code: CODE.fileMissing,
      message: 'there is no such logo file',
      hint: 'put the picture beside the organisation file',
      at,
    });
  if (!isPng(bytes) && !isJpeg(bytes))
    fail({
      code: CODE.logo,
      message: 'the logo is neither a PNG nor a JPEG picture',
      hint: 'save it as PNG, at least 300 pixels wide',
      at,
    });
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
      .rotate()
      .flatten({ background: '#ffffff' })
      .resize(MAX_SIDE, MAX_SIDE, { fit: 'inside', withoutEnlargement: true })
      .greyscale()
      // Without it sharp writes grey as three equal channels.
      .toColourspace('b-w')
      .jpeg({ quality: 90, chromaSubsampling: '4:4:4', mozjpeg: false })
      .toBuffer({ resolveWithObject: true });
    return {
      digest: world.digest(data),
      bytes: data,
      pixelWidth: info.width,
      pixelHeight: info.height,
      channels: 1,
    };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
    fail({
      code: CODE.logo,
      message: `the logo cannot be read as a picture (${reason})`,
      hint: 'open it in a picture program and save it again as PNG, below 40 megapixels',
      at,
    });
  }
}

const startsWith = (bytes: Uint8Array, ...head: number[]): boolean => head.every((b, i) => bytes[i] === b);
const isPng = (bytes: Uint8Array): boolean => startsWith(bytes, 0x89, 0x50, 0x4e, 0x47);
const isJpeg = (bytes: Uint8Array): boolean => startsWith(bytes, 0xff, 0xd8, 0xff);
