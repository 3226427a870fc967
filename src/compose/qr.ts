/** QR codes as Frames: one path of black rectangles, rows merged. */
import { create } from 'qrcode';
import { BLACK } from '../core/color.js';
import { box, NO_INSETS, size } from '../core/geometry.js';
import { keepRecent } from '../core/recent.js';
import type { Frame, Segment } from '../frame/frame.js';
import { rectPath } from '../frame/path.js';

/** ISO/IEC 18004 asks for four modules of paper around the code. */
export const QUIET_ZONE = 4;

/** `bytes`: one segment of bytes, as in codes that differ in a serial number; `mixed`: whatever is shortest. */
export type QrMode = 'mixed' | 'bytes';

const modulesOf = (
  value: string,
  mode: QrMode = 'mixed',
): { readonly size: number; readonly data: Uint8Array } =>
  create(mode === 'mixed' ? value : [{ data: new TextEncoder().encode(value), mode: 'byte' }], {
    errorCorrectionLevel: 'Q',
  }).modules;

/** A run shows one code a language on all its designs: the same is the same Frame. */
const frames = keepRecent<Frame>(64);

/**
 * A code that fills a square of `side` points; the quiet zone lies outside and is the layout's to keep free.
 * Error level Q: codes of level M were not read after three simulated photocopies, codes of level Q were.
 */
export function qrFrame(value: string, side: number, mode: QrMode = 'mixed'): Frame {
  const key = `${mode} ${side} ${value}`;
  const frame = frames.get(key) ?? drawCode(value, side, mode);
  frames.set(key, frame);
  return frame;
}

function drawCode(value: string, side: number, mode: QrMode): Frame {
  const { size: count, data } = modulesOf(value, mode);
  const module = side / count;
  const path: Segment[] = [];
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; ) {
      let end = column;
      while (end < count && data[row * count + end]) end++;
      if (end > column)
        path.push(...rectPath(box(column * module, row * module, (end - column) * module, module)));
      column = Math.max(end, column + 1);
    }
  }
  return {
    id: `qr-${side}-${value}`,
    size: size(side, side),
    bleed: NO_INSETS,
    items: [{ kind: 'mark', role: 'Figure', alt: value, items: [{ kind: 'path', path, fill: BLACK }] }],
  };
}

/** Side of one module in points, for a code of `side` points: preflight wants at least 0.4 mm. */
export const moduleSide = (value: string, side: number): number => side / modulesOf(value).size;
