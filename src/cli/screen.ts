/**
 * A flyer for a screen: its sides as an accessible PDF. The colours are those of the previews (preview/ink.ts), but that
 * black is black and grey is grey: no reader has asked how a press mixes them.
 */
import { deflateSync } from 'node:zlib';
import { findBlock } from '../compose/flyer.js';
import { richToString } from '../compose/rich-text.js';
import type { Color } from '../core/color.js';
import { fail } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { World } from '../core/world.js';
import type { Frame, ImageItem } from '../frame/frame.js';
import { walk } from '../frame/walk.js';
import { loadSharp } from '../load/pixels.js';
import type { Rgb } from '../pdf/content.js';
import { type Duplex, type ScreenPicture, writeScreenDocument } from '../pdf/screen.js';
import { inkToHex } from '../preview/ink.js';
import type { PressRoom } from './press-room.js';
import type { Composed } from './set-flyer.js';
import { TOOL } from './tool.js';
import { dateOf } from './workshop.js';

/** The accessible PDF of pages that show a flyer; `use.name` keeps apart what is made of the same flyer. */
export async function screenPdf(
  room: PressRoom,
  composed: Composed,
  pages: readonly Frame[],
  use: { readonly name: string; readonly duplex?: Duplex } = { name: 'screen' },
): Promise<Uint8Array> {
  const { flyer, key } = composed;
  const pictures = new Map<string, ScreenPicture>();
  for (const { item } of pages.flatMap((page) => [...walk(page)]))
    if (item.kind === 'image' && !pictures.has(item.image.digest))
      pictures.set(item.image.digest, await lightOf(item.image));
  return writeScreenDocument({
    pages,
    book: room.book(),
    meta: {
      title: titleOf(composed, room.content.publication.value.name),
      language: flyer.lang,
      creator: TOOL,
      date: new Date(`${dateOf(room)}T00:00:00Z`),
      documentId: `${use.name} ${key}`,
    },
    ...(use.duplex === undefined ? {} : { duplex: use.duplex }),
    rgb: rgbOf,
    picture(image) {
      const found = pictures.get(image.digest);
      if (!found) throw new Error(`picture ${image.digest} is on no page`);
      return found;
    },
    profile: screenProfile(room.world),
    digest: room.world.digest,
    deflate: (data) => deflateSync(data),
  });
}

/** In the reader's words where a headline has some, then what a volunteer calls it. */
function titleOf({ flyer }: Composed, name: string): string {
  const headline = findBlock(flyer, 'headline')?.title ?? findBlock(flyer, 'proclamation')?.own.title;
  const called = headline && flyer.lang !== 'en' ? richToString(headline) : flyer.langName;
  return `${called} · ${name} (${flyer.langEnglish})`;
}

function rgbOf(color: Color): Rgb {
  if (color.kind === 'k') {
    const light = 1 - color.k / 100;
    return [light, light, light];
  }
  const hex = inkToHex(color);
  const part = (at: number): number => Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return [part(1), part(3), part(5)];
}

/** A picture in press form as one for a screen: grey stays as it is, inks become sRGB. */
async function lightOf(image: ImageItem['image']): Promise<ScreenPicture> {
  if (image.channels === 1) return { bytes: image.bytes, channels: 1 };
  if (image.screen) return { bytes: image.screen, channels: 3 };
  const sharp = await loadSharp();
  const bytes = await sharp(image.bytes)
    .toColourspace('srgb')
    .jpeg({ quality: 90, chromaSubsampling: '4:4:4' })
    .toBuffer();
  return { bytes, channels: 3 };
}

const SCREEN_PROFILE = 'icc/sRGB-v4.icc';

function screenProfile(world: World): Uint8Array {
  return (
    world.read(SCREEN_PROFILE) ??
    fail({
      code: CODE.profile,
      message: `the screen's profile ${SCREEN_PROFILE} is missing`,
      hint: 'install kyr again',
    })
  );
}
