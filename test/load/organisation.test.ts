/** Organisations and their logos: what may be printed in black ink, and what is refused before it is decoded. */
import sharp, { type Metadata, type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import type { PressImage } from '../../src/frame/frame.js';
import { type LoadedOrganisation, loadOrganisation } from '../../src/load/organisation.js';
import { bytesOf, type Files, memoryWorld, short, theRefusal } from './kit.js';

const load = (yaml: string, more: Files = {}): Promise<LoadedOrganisation> =>
  loadOrganisation(memoryWorld({ 'church/st.yaml': yaml, ...more }), 'church/st.yaml', 'st.yaml');
const withLogo = (bytes: Uint8Array | string): Promise<LoadedOrganisation> =>
  load('organisation: st\nlogo: mark.png\n', { 'church/mark.png': bytes });

const picture = (
  width: number,
  height: number,
  background: string | { r: number; g: number; b: number; alpha: number },
): Sharp => sharp({ create: { width, height, channels: 4, background }, limitInputPixels: false });
const metadata = (bytes: Uint8Array): Promise<Metadata> => sharp(bytes).metadata();

describe('an organisation', () => {
  test('may be an id alone', async () => {
    expect(await load('organisation: st\n')).toEqual({ id: 'st', withhold: false });
  });

  test('comes with all it wants printed', async () => {
    expect(
      await load(
        'organisation: st\nname: { en: St. Brigid, ar: كنيسة }\naddress: 1 Street\nphone: 718-555-0101\nweb: https://st.example.org\nwithhold: true\n',
      ),
    ).toEqual({
      id: 'st',
      name: { en: 'St. Brigid', ar: 'كنيسة' },
      address: '1 Street',
      phone: '718-555-0101',
      web: 'https://st.example.org',
      withhold: true,
    });
  });
});

/** The picture that a logo became. */
const pictureOf = async (bytes: Uint8Array | string): Promise<PressImage> => {
  const { logo } = await withLogo(bytes);
  if (!logo || 'items' in logo) throw new Error('the logo is no picture');
  return logo;
};

describe('a logo is refused', () => {
  test.each(['../mark.png', '/etc/mark.png', 'a/../../mark.png', '..\\\\mark.png', 'C:\\\\mark.png'])(
    'outside the folder of its file: %s',
    async (path) => {
      const refusal = await theRefusal(() =>
        load(`organisation: st\nlogo: "${path}"\n`, { 'mark.png': 'x', '/etc/mark.png': 'x' }),
      );
      expect(short(refusal)).toBe('st.yaml:2:1 KYR401');
      expect(refusal.message).toContain('outside');
    },
  );

  test('that is not there', async () => {
    expect(short(await theRefusal(() => load('organisation: st\nlogo: gone.png\n')))).toBe(
      'st.yaml:2:1 KYR101',
    );
  });

  test.each([
    ['text', 'this is no picture'],
    ['GIF', 'GIF89a'],
    ['nothing', ''],
  ])('that holds %s under the name of a PNG', async (_, bytes) => {
    const refusal = await theRefusal(() => withLogo(bytes));
    expect(short(refusal)).toBe('st.yaml:2:1 KYR401');
    expect(refusal.message).toContain('neither a PNG, a JPEG nor an SVG');
  });

  test('that is a PNG cut short, or broken in the middle', async () => {
    const noise = await sharp({
      create: {
        width: 200,
        height: 200,
        channels: 3,
        background: '#888',
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
      },
    })
      .png()
      .toBuffer();
    const head = bytesOf('\u0000'.repeat(20));
    head.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    for (const broken of [head, noise.subarray(0, noise.length / 2)]) {
      const refusal = await theRefusal(() => withLogo(new Uint8Array(broken)));
      expect(short(refusal)).toBe('st.yaml:2:1 KYR401');
      expect(refusal.message).toContain('cannot be read');
    }
  });

  test('of 60 megapixels in a few kilobytes, before it is decoded', async () => {
    const bomb = await sharp(Buffer.alloc(60_000_000), { raw: { width: 10_000, height: 6_000, channels: 1 } })
      .png({ compressionLevel: 6 })
      .toBuffer();
    expect(bomb.length).toBeLessThan(500_000);
    const refusal = await theRefusal(() => withLogo(new Uint8Array(bomb)));
    expect(short(refusal)).toBe('st.yaml:2:1 KYR401');
    expect(refusal.message).toBe('the logo has 10000 × 6000 pixels, more than 25 million');
  });

  test('without naming the folders of whoever made it', async () => {
    const refusal = await theRefusal(() =>
      loadOrganisation(
        memoryWorld({ '/home/maria/st.yaml': 'organisation: st\nlogo: m.png\n', '/home/maria/m.png': 'no' }),
        '/home/maria/st.yaml',
        'st.yaml',
      ),
    );
    expect(JSON.stringify(refusal)).not.toContain('maria');
  });
});

describe('a good logo', () => {
  test.each([
    ['PNG in colour', picture(300, 150, '#c02040').png()],
    ['PNG in grey', picture(300, 150, '#777').greyscale().png()],
    ['JPEG', picture(300, 150, '#c02040').jpeg()],
    ['CMYK JPEG', picture(300, 150, '#c02040').flatten().toColourspace('cmyk').jpeg()],
  ])('%s becomes a JPEG of one channel', async (_, image) => {
    const logo = await pictureOf(new Uint8Array(await image.toBuffer()));
    expect(logo).toMatchObject({ channels: 1, pixelWidth: 300, pixelHeight: 150 });
    expect(await metadata(logo.bytes)).toMatchObject({
      format: 'jpeg',
      channels: 1,
      width: 300,
      height: 150,
    });
  });

  test('keeps its paper white where it was see-through', async () => {
    const clear = await picture(40, 40, { r: 0, g: 0, b: 0, alpha: 0 }).png().toBuffer();
    const logo = await pictureOf(new Uint8Array(clear));
    const pixels = await sharp(logo.bytes).raw().toBuffer();
    expect(Math.min(...pixels)).toBeGreaterThan(250);
  });

  test('black stays black', async () => {
    const logo = await pictureOf(new Uint8Array(await picture(40, 40, '#000').png().toBuffer()));
    expect(Math.max(...(await sharp(logo.bytes).raw().toBuffer()))).toBeLessThan(5);
  });

  test('is made no larger than it is printed, in its own proportions', async () => {
    const logo = await pictureOf(new Uint8Array(await picture(4000, 1000, '#333').png().toBuffer()));
    expect([logo.pixelWidth, logo.pixelHeight]).toEqual([900, 225]);
    const small = await pictureOf(new Uint8Array(await picture(30, 20, '#333').png().toBuffer()));
    expect([small.pixelWidth, small.pixelHeight]).toEqual([30, 20]);
  });

  test('stands upright although its camera lay on its side', async () => {
    const turned = await picture(300, 150, '#333').jpeg().withMetadata({ orientation: 6 }).toBuffer();
    const logo = await pictureOf(new Uint8Array(turned));
    expect([logo.pixelWidth, logo.pixelHeight]).toEqual([150, 300]);
  });

  test('tells nothing of where and with what it was taken', async () => {
    const tagged = await picture(30, 20, '#333')
      .jpeg()
      .withExif({ IFD0: { Artist: 'Maria', Software: 'Camera 5' } })
      .toBuffer();
    const logo = await pictureOf(new Uint8Array(tagged));
    expect((await metadata(logo.bytes)).exif).toBeUndefined();
    expect(Buffer.from(logo.bytes).includes('Maria')).toBe(false);
  });

  test('the same picture gives the same bytes and digest', async () => {
    const bytes = new Uint8Array(await picture(300, 150, '#c02040').png().toBuffer());
    expect((await withLogo(bytes)).logo).toEqual((await withLogo(bytes)).logo);
  });
});
