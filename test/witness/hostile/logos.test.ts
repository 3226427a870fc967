/** Hostile logos: bombs, lies, loops, what would be fetched or run, and files that are not where they seem to be. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { beforeAll, describe, test } from 'vitest';
import { ensureBuilt } from '../../cli/command.js';
import { openEmpty } from '../../cli/project.js';
import { type Attack, withstand } from './attack.js';

beforeAll(ensureBuilt);

const organisation = (logo: string): string => `organisation: o\nname: Sample\nlogo: ${logo}\n`;
const withLogo = (name: string, bytes: Uint8Array | string): Attack['files'] => ({
  'o.yaml': organisation(name),
  [name]: bytes,
});

function chunk(type: string, data: Uint8Array): Buffer {
  const bytes = Buffer.alloc(12 + data.length);
  bytes.writeUInt32BE(data.length);
  bytes.write(type, 4, 'latin1');
  bytes.set(data, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length);
  return bytes;
}

/** A PNG whose head says what it likes of the bytes that follow, with more chunks between them. */
function png(
  [width, height]: readonly [number, number],
  { depth = 8, type = 0, interlace = 0 } = {},
  raw = 0,
  between: readonly Buffer[] = [],
): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width);
  head.writeUInt32BE(height, 4);
  head.set([depth, type, 0, 0, interlace], 8);
  const data = deflateSync(Buffer.alloc(raw), { level: 9 });
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    ...between,
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
const inflated = (type: string): Buffer =>
  chunk(type, Buffer.concat([Buffer.from('x\0\0'), deflateSync(Buffer.alloc(400_000_000))]));

const plain = await sharp({ create: { width: 400, height: 400, channels: 3, background: '#a03060' } })
  .png()
  .toBuffer();
const photo = await sharp(plain).jpeg().toBuffer();
/** The same JPEG, whose frame header says another size (ISO/IEC 10918-1, B.2.2). */
function saying(width: number, height: number): Buffer {
  const bytes = Buffer.from(photo);
  for (let at = 2; at < bytes.length; at += 2 + bytes.readUInt16BE(at + 2))
    if (bytes[at + 1]! >= 0xc0 && bytes[at + 1]! <= 0xc2) {
      bytes.writeUInt16BE(height, at + 5);
      bytes.writeUInt16BE(width, at + 7);
      break;
    }
  return bytes;
}

const MANY = /pixels, more than 25 million/;
const UNREADABLE = /cannot be read as a picture/;
const pictures: readonly (readonly [string, string, Uint8Array, string | undefined, RegExp?])[] = [
  ['a bomb of 20,000 × 20,000', 'l.png', png([20_000, 20_000], { depth: 1 }, 20_000 * 2501), 'KYR401', MANY],
  [
    'the same, interlaced',
    'l.png',
    png([20_000, 20_000], { depth: 1, interlace: 1 }, 20_000 * 2501),
    'KYR401',
    MANY,
  ],
  [
    'one of 24 million that is not too large, deep and interlaced',
    'l.png',
    png([4900, 4900], { depth: 16, type: 6, interlace: 1 }, 4900 * 4900 * 8 + 40_000),
    undefined,
  ],
  ['a hair', 'l.png', png([1, 20_000_000], {}, 40_000_000), 'KYR401', /far longer one way/],
  ['a head that says more than there is', 'l.png', png([4000, 4000], { type: 2 }, 100), 'KYR401', UNREADABLE],
  ['a head that says less than there is', 'l.png', png([400, 400], { type: 2 }, 300_000_000), undefined],
  ['no size', 'l.png', png([0, 0]), 'KYR401', UNREADABLE],
  [
    'a profile that inflates to 400 MB',
    'l.png',
    png([400, 400], {}, 400 * 401, [inflated('iCCP')]),
    undefined,
  ],
  ['a note that inflates to 400 MB', 'l.png', png([400, 400], {}, 400 * 401, [inflated('zTXt')]), undefined],
  ['half of a picture', 'l.png', plain.subarray(0, plain.length / 2), 'KYR401', UNREADABLE],
  [
    'a page and an archive behind the picture',
    'l.png',
    Buffer.concat([plain, Buffer.from('PK\x03\x04<script>alert(1)</script>')]),
    undefined,
  ],
  ['a JPEG that says 65,500 × 65,500', 'l.jpg', saying(65_500, 65_500), 'KYR401', MANY],
  ['a JPEG that says more than there is', 'l.jpg', saying(4000, 4000), 'KYR401', UNREADABLE],
  ['half of a JPEG', 'l.jpg', photo.subarray(0, photo.length / 2), 'KYR401', UNREADABLE],
  ['the head of a JPEG', 'l.jpg', Buffer.from('ffd8ffe0', 'hex'), 'KYR401', UNREADABLE],
  ['pictures that move', 'l.png', await sharp(plain).gif().toBuffer(), 'KYR401', /neither a PNG/],
  ['pages', 'l.jpg', await sharp(plain).tiff().toBuffer(), 'KYR401', /neither a PNG/],
];

describe('a picture with', () => {
  test.each(pictures.map((row) => [row[0], row] as const))(
    '%s',
    async (name, [, file, bytes, code, says]) => {
      await withstand({ name, files: withLogo(file, bytes), code, says });
    },
  );
});

const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 100">';
const SHAPE = '<path d="M0 0h10v10z"/>';
const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');

const drawings: readonly (readonly [string, string, string | undefined, RegExp?])[] = [
  [
    'a billion laughs',
    `<!DOCTYPE svg [<!ENTITY l0 "ha">${laughs}]>${SVG}<title>&l9;</title>${SHAPE}</svg>`,
    'KYR341',
    /entities/,
  ],
  [
    'an entity from a file',
    `<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>${SVG}<title>&a;</title>${SHAPE}</svg>`,
    'KYR341',
    /entities/,
  ],
  [
    'a document type from elsewhere',
    `<!DOCTYPE svg SYSTEM "http://127.0.0.1:1/x.dtd">${SVG}${SHAPE}</svg>`,
    undefined,
  ],
  [
    'a style sheet from elsewhere',
    `<?xml-stylesheet href="http://127.0.0.1:1/x.css"?>${SVG}${SHAPE}</svg>`,
    undefined,
  ],
  [
    'a style that imports',
    `${SVG}<style>@import url(http://127.0.0.1:1/x);.a{fill:red}</style>${SHAPE}</svg>`,
    'KYR340',
  ],
  ['a script', `${SVG}<script>alert(1)</script>${SHAPE}</svg>`, 'KYR340', /runs nothing/],
  ['handlers', `${SVG}<path onclick="alert(1)" onload="alert(1)" d="M0 0h10v10z"/></svg>`, undefined],
  ['a picture from a file', `${SVG}<image href="file:///etc/passwd" width="9" height="9"/></svg>`, 'KYR340'],
  [
    'a picture in itself',
    `${SVG}<image href="data:image/png;base64,AAAA" width="9" height="9"/></svg>`,
    'KYR340',
  ],
  ['a clone from elsewhere', `${SVG}<use xlink:href="http://127.0.0.1:1/y#z"/></svg>`, 'KYR340'],
  [
    'a page in itself',
    `${SVG}<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="x"/></foreignObject></svg>`,
    'KYR340',
  ],
  ['groups 70,000 deep', `${SVG}${'<g>'.repeat(70_000)}${'</g>'.repeat(70_000)}</svg>`, 'KYR342', /deep/],
  ['groups 100,000 deep', `${SVG}${'<g>'.repeat(100_000)}${'</g>'.repeat(100_000)}</svg>`, 'KYR342', /KB/],
  ['coordinates of 1e308', `${SVG}<path d="M0 0L1e308 1e308L-1e308 0z"/></svg>`, 'KYR340', /farther/],
  ['coordinates that are no number', `${SVG}<path d="M0 0LNaN 5z"/></svg>`, 'KYR340'],
  [
    'scales that multiply without end',
    `${SVG}<g transform="scale(1e308)"><g transform="scale(1e308)">${SHAPE}</g></g></svg>`,
    'KYR340',
    /farther/,
  ],
  [
    'a viewBox of 1e308',
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1e308 1e308"><path d="M0 0L1e307 1e307z"/></svg>`,
    undefined,
  ],
  [
    'a viewBox that is no number',
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 -1 NaN">${SHAPE}</svg>`,
    'KYR341',
  ],
  [
    'a path without end',
    `${SVG}<path d="M0 0${'a9 9 0 1 1 1 1'.repeat(35_000)}z"/></svg>`,
    'KYR342',
    /segments/,
  ],
  [
    '40,000 attributes',
    `${SVG}<path ${Array.from({ length: 40_000 }, (_, i) => `a${i}="1"`).join(' ')} d="M0 0h10v10z"/></svg>`,
    undefined,
  ],
  [
    '3000 names of namespaces over 4900 shapes',
    `${SVG.replace(' viewBox', `${Array.from({ length: 3000 }, (_, i) => ` xmlns:a${i}="u${i}"`).join('')} viewBox`)}${SHAPE.repeat(4900)}</svg>`,
    undefined,
  ],
  ['4900 faults', `${SVG}${'<image/>'.repeat(4900)}</svg>`, 'KYR340'],
  ['the name of an element of 100,000 letters', `${SVG}<${'x'.repeat(100_000)}/></svg>`, 'KYR340'],
  ['a comment without end', `${SVG}<style>${'/*'.repeat(8000)}</style>${SHAPE}</svg>`, 'KYR340'],
  ['a zero byte', `${SVG}\0${SHAPE}</svg>`, 'KYR341'],
];

describe('a drawing with', () => {
  test.each(drawings.map((row) => [row[0], row] as const))('%s', async (name, [, svg, code, says]) => {
    await withstand({
      name,
      files: withLogo('l.svg', svg),
      at: code === 'KYR401' ? 'o.yaml:3' : 'l.svg',
      code,
      says,
    });
  });
});

const OUTSIDE = /lies outside the folder/;
const NO_FILE = /no such logo file/;
const elsewhere = (): string => {
  const folder = openEmpty();
  writeFileSync(join(folder, 'mark.svg'), `${SVG}${SHAPE}</svg>`);
  return folder;
};
const hole = (bytes: number) => (folder: string) => {
  writeFileSync(join(folder, 'l.png'), plain.subarray(0, 8));
  truncateSync(join(folder, 'l.png'), bytes);
};

describe('a logo that is', () => {
  test.each([
    ['above its folder', '../../etc/passwd', undefined, 'KYR401', OUTSIDE],
    ['a path from the root', '/etc/passwd', undefined, 'KYR401', OUTSIDE],
    [
      'a link out of the folder',
      'l.svg',
      (f: string) => symlinkSync(join(elsewhere(), 'mark.svg'), join(f, 'l.svg')),
      'KYR401',
      OUTSIDE,
    ],
    [
      'behind a link out of the folder',
      's/mark.svg',
      (f: string) => symlinkSync(elsewhere(), join(f, 's')),
      'KYR401',
      OUTSIDE,
    ],
    [
      'a link to a device',
      'l.png',
      (f: string) => symlinkSync('/dev/zero', join(f, 'l.png')),
      'KYR401',
      OUTSIDE,
    ],
    ['a link to itself', 'l.png', (f: string) => symlinkSync('l.png', join(f, 'l.png')), 'KYR101', NO_FILE],
    ['a folder', 'd', (f: string) => mkdirSync(join(f, 'd')), 'KYR101', NO_FILE],
    [
      'a pipe that nobody writes to',
      'l.png',
      (f: string) => execFileSync('mkfifo', [join(f, 'l.png')]),
      'KYR101',
      NO_FILE,
    ],
    ['a file of 1 GB of holes', 'l.png', hole(2 ** 30), 'KYR423', /1024\.0 MB/],
    ['a file of 5 GB of holes', 'l.png', hole(5 * 2 ** 30), 'KYR423', /5120\.0 MB/],
    ['an address', 'https://127.0.0.1:1/l.png', undefined, 'KYR101', NO_FILE],
    ['a name of 5000 letters', `${'a'.repeat(5000)}.png`, undefined, 'KYR106', /255 characters/],
    ['a name with a zero byte', '"a\\0b.png"', undefined, 'KYR207', /U\+0000/],
    ['a name that is read backwards', '"a\\u202egnp.png"', undefined, 'KYR207', /U\+202E/],
  ] as const)('%s', async (name, logo, prepare, code, says) => {
    await withstand({
      name,
      files: { 'o.yaml': organisation(logo) },
      at: 'o.yaml:3',
      code,
      says,
      ...(prepare ? { prepare: (folder) => void prepare(folder) } : {}),
    });
  });
});
