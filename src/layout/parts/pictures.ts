/** Pictures that others hand in: a congregation's logo, a shop's union label. As large as their place lets them be. */
import type { Box } from '../../core/geometry.js';
import { box } from '../../core/geometry.js';
import type { Drawing, Item, PressImage } from '../../frame/frame.js';
import { rectPath } from '../../frame/path.js';

/** A picture in a place, undistorted; it stands at the upper edge, and at that side edge which is named. */
export function placePicture(
  picture: PressImage | Drawing,
  place: Box,
  edge: 'left' | 'right',
  alt: string,
): Item {
  const [ownWidth, ownHeight] =
    'items' in picture ? [picture.width, picture.height] : [picture.pixelWidth, picture.pixelHeight];
  const fit = Math.min(place.width / ownWidth, place.height / ownHeight);
  const [width, height] = [ownWidth * fit, ownHeight * fit];
  const left = edge === 'left' ? place.x : place.x + place.width - width;
  const item: Item =
    'items' in picture
      ? {
          kind: 'group',
          matrix: [fit, 0, 0, fit, left, place.y],
          clip: rectPath(box(0, 0, ownWidth, ownHeight)),
          items: picture.items,
        }
      : { kind: 'image', image: picture, matrix: [width, 0, 0, height, left, place.y] };
  return { kind: 'mark', role: 'Figure', alt, items: [item] };
}
