/** Reads the QR code off a picture, as a phone would. */
import jsqr from 'jsqr';
import sharp from 'sharp';

/** The text of the code in a PNG; undefined if none is found. */
export async function decodeCode(png: Uint8Array): Promise<string | undefined> {
  const { data, info } = await sharp(png)
    .flatten({ background: '#ffffff' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  // The types of a CommonJS module say `default` twice.
  const decode = jsqr as unknown as typeof jsqr.default;
  return decode(new Uint8ClampedArray(data), info.width, info.height)?.data;
}
