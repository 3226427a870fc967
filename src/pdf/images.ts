/**
 * Pictures as image XObjects (ISO 32000-1, 8.9.5). The JPEG goes in as it is: four channels are DeviceCMYK, one
 * channel is a grey picture printed in black ink. There is no way in for RGB.
 */
import { fail } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { ImageItem } from '../frame/frame.js';
import { separation } from './operators.js';
import { dict, name, type PdfObject } from './value.js';

/** Throws KYR701 if the bytes are not a JPEG of the number of channels that the item says. */
export function imageObject(image: ImageItem['image']): PdfObject {
  const jpeg = readJpegHead(image.bytes);
  if (jpeg?.channels !== image.channels)
    fail({
      code: CODE.preflight,
      message: `picture ${image.digest.slice(0, 12)} is ${jpeg ? `a JPEG of ${jpeg.channels} channels` : 'not a JPEG'}, not a JPEG of ${image.channels}`,
      hint: 'convert it to CMYK or grey when it is loaded',
    });
  const grey = image.channels === 1;
  // Adobe's CMYK JPEGs store inverted ink (255 = none), and no reader turns it back unless Decode says so.
  // A grey picture stores light; as a tint of black it is inverted too.
  const inverted = grey || jpeg.adobe;
  return {
    value: dict({
      Type: name('XObject'),
      Subtype: name('Image'),
      Width: image.pixelWidth,
      Height: image.pixelHeight,
      ColorSpace: grey ? separation('Black', { kind: 'k', k: 100 }) : name('DeviceCMYK'),
      BitsPerComponent: 8,
      ...(inverted ? { Decode: grey ? [1, 0] : [1, 0, 1, 0, 1, 0, 1, 0] } : {}),
      Filter: name('DCTDecode'),
    }),
    stream: image.bytes,
  };
}

/** Channels from the frame header, and whether an Adobe APP14 segment stands before it (ITU T.81, annex B). */
function readJpegHead(bytes: Uint8Array): { channels: number; adobe: boolean } | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined;
  let adobe = false;
  let at = 2;
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1]!;
    const length = bytes[at + 2]! * 256 + bytes[at + 3]!;
    const startOfFrame =
      marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (startOfFrame) return { channels: bytes[at + 9]!, adobe };
    if (marker === 0xee && String.fromCharCode(...bytes.slice(at + 4, at + 9)) === 'Adobe') adobe = true;
    at += 2 + length;
  }
  return undefined;
}
