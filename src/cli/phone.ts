/**
 * A flyer for a group chat: its sides as pictures, one picture for each right, the same in the shape of a status, and
 * beside each its words, to be pasted where an app asks what is on a picture.
 *
 * A picture of a right is one Frame, 4:5, which shows larger in a chat than a whole page; the status is a Frame that
 * uses it. Apps lay their own signs over a status: Meta asks for the upper 14 % (250 of 1920 pixels) and the lower 20 %
 * (340) to be free of text (its design recommendations for stories, as agencies hand them on:
 * odysseymediagroup.co.uk/client-resources/instagram-stories); for WhatsApp nothing was found that asks for more. The
 * picture stands between the two.
 */
import type { Flyer, Side } from '../compose/flyer.js';
import { messageText, sideText } from '../compose/plain-text.js';
import { PAPER } from '../core/color.js';
import type { Diagnostic } from '../core/diagnostic.js';
import { box, NO_INSETS, size, translate } from '../core/geometry.js';
import type { Frame } from '../frame/frame.js';
import { rectPath } from '../frame/path.js';
import type { PressRoom } from './press-room.js';
import { type Composed, compose, setPages } from './set-flyer.js';
import { checkPages, smallPicture } from './workshop.js';

export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Pixels of the longer edge of a side of the flyer. */
const CHAT = 1600;
/** Pixels to a point: pictures of rights are 360 points wide, and 1080 pixels. */
const PER_POINT = 3;
/** Points. 1080 × 1920 pixels. */
const STATUS = size(360, 640);
/** Of it, what apps cover above and below. */
const COVERED = { top: 250 / PER_POINT, bottom: 340 / PER_POINT };

/**
 * @param composed the flyer on paper  @param pages its sides
 * @returns the files of one folder, what they are in words, and what layout and preflight have to say
 * @throws KyrError for a right that is too long for a picture
 */
export async function phoneFiles(
  room: PressRoom,
  composed: Composed,
  pages: readonly Frame[],
): Promise<{
  readonly files: readonly NamedFile[];
  readonly says: string;
  readonly warnings: readonly Diagnostic[];
}> {
  const { bleed: _, safe: __, ...request } = composed.request;
  const pictures = compose(room, { ...request, medium: 'phone' });
  const made = pictures.flyer.sides.length > 0 ? setPages(room, pictures) : { pages: [], warnings: [] };
  const warnings = [
    ...made.warnings,
    ...checkPages(room, made.pages, pictures.style.safe, pictures.request.inkLimit),
  ];
  const files: NamedFile[] = [];
  const add = async (stem: string, page: Frame, ppi: number, side: Side, flyer: Flyer): Promise<void> => {
    files.push(
      { name: `${stem}.png`, bytes: await smallPicture(room, page, ppi) },
      textFile(`${stem}.txt`, sideText(side, flyer)),
    );
  };
  for (const [i, page] of pages.entries())
    await add(
      `${i + 1}-chat-${i === 0 ? 'front' : 'back'}`,
      page,
      (CHAT * 72) / Math.max(page.size.width, page.size.height),
      composed.flyer.sides[i] as Side,
      composed.flyer,
    );
  for (const [shape, frameOf] of [
    ['right', (page: Frame) => page],
    ['status', (page: Frame) => statusFrame(page, pictures)],
  ] as const)
    for (const [i, page] of made.pages.entries()) {
      const side = pictures.flyer.sides[i] as Side;
      await add(`${shape}-${i + 1}-${side.name}`, frameOf(page), PER_POINT * 72, side, pictures.flyer);
    }
  files.push(textFile('message.txt', messageText(composed.flyer)));
  const count = made.pages.length;
  return {
    files,
    says:
      count === 0
        ? `${pages.length === 1 ? 'its side' : 'both sides'}, with the words of each, and message.txt to paste; there are no rights in it to show one by one`
        : `${pages.length === 1 ? 'its side' : 'both sides'}, ${count} pictures for a chat and the same for a status, each with its words; message.txt is to paste`,
    warnings,
  };
}

const textFile = (name: string, text: string): NamedFile => ({ name, bytes: new TextEncoder().encode(text) });

/** The picture on a ground of the accent, between what apps cover. */
function statusFrame(page: Frame, { style }: Composed): Frame {
  const free = STATUS.height - COVERED.top - COVERED.bottom;
  return {
    id: `${page.id}-status`,
    size: STATUS,
    bleed: NO_INSETS,
    ...(page.lang ? { lang: page.lang } : {}),
    items: [
      { kind: 'path', path: rectPath(box(0, 0, STATUS.width, STATUS.height)), fill: style.accent },
      {
        kind: 'group',
        matrix: translate(0, COVERED.top + (free - page.size.height) / 2),
        items: [
          { kind: 'path', path: rectPath(box(0, 0, page.size.width, page.size.height)), fill: PAPER },
          { kind: 'use', frame: page, matrix: translate(0, 0) },
        ],
      },
    ],
  };
}
