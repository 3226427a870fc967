/**
 * A Frame as stable, readable text: the form in which tests and reviewers see a layout. Numbers have two
 * decimals at most; glyph ids are left out (they change with a font's version), widths are kept.
 */
import type { Color } from '../core/color.js';
import type { Matrix } from '../core/geometry.js';
import { trimNumber } from '../core/units.js';
import { type Frame, type Item, runWidth, type Segment } from './frame.js';

const n = (value: number): string => trimNumber(value, 2);

export function dumpFrame(frame: Frame): string {
  const { size, bleed } = frame;
  const lang = frame.lang ? ` lang=${frame.lang}` : '';
  const head = `frame ${frame.id} ${n(size.width)}x${n(size.height)} bleed=${[bleed.top, bleed.right, bleed.bottom, bleed.left].map(n).join(',')}${lang}`;
  return `${[head, ...frame.items.flatMap((item) => dumpItem(item, '  '))].join('\n')}\n`;
}

function dumpItem(item: Item, indent: string): string[] {
  switch (item.kind) {
    case 'glyphs': {
      const { run, at } = item;
      const direction = run.rtl ? ' rtl' : '';
      return [
        `${indent}glyphs ${n(at.x)},${n(at.y)} ${run.font} ${n(run.size)} ${dumpColor(run.color)} w=${n(runWidth(run))} ${run.lang}${direction} ${JSON.stringify(run.text)}`,
      ];
    }
    case 'path': {
      const fill = item.fill
        ? ` fill=${dumpColor(item.fill)}${item.rule === 'evenodd' ? ' evenodd' : ''}`
        : '';
      const stroke = item.stroke ? ` stroke=${dumpColor(item.stroke.color)}/${n(item.stroke.width)}` : '';
      return [`${indent}path${fill}${stroke} ${dumpPath(item.path)}`];
    }
    case 'image':
      return [
        `${indent}image ${item.image.digest.slice(0, 12)} ${item.image.pixelWidth}x${item.image.pixelHeight}px ${dumpMatrix(item.matrix)}`,
      ];
    case 'mark': {
      const lang = item.lang ? ` lang=${item.lang}` : '';
      const alt = item.alt === undefined ? '' : ` alt=${JSON.stringify(item.alt)}`;
      const part = item.part === undefined ? '' : ` part=${item.part}`;
      const links = (item.links ?? []).map(({ href }) => ` href=${href}`).join('');
      return [
        `${indent}mark ${item.role}${lang}${part}${alt}${links}`,
        ...item.items.flatMap((i) => dumpItem(i, `${indent}  `)),
      ];
    }
    case 'group':
      return [
        `${indent}group ${dumpMatrix(item.matrix)}${item.clip ? ` clip=${dumpPath(item.clip)}` : ''}`,
        ...item.items.flatMap((i) => dumpItem(i, `${indent}  `)),
      ];
    case 'use':
      return [`${indent}use ${item.frame.id} ${dumpMatrix(item.matrix)}`];
  }
}

function dumpColor(color: Color): string {
  switch (color.kind) {
    case 'k':
      return `k${n(color.k)}`;
    case 'cmyk':
      return `cmyk(${[color.c, color.m, color.y, color.k].map(n).join(' ')})`;
    case 'spot':
      return `spot(${color.name} ${n(color.tint)})`;
    case 'all':
      return `all${n(color.tint)}`;
  }
}

const dumpMatrix = (m: Matrix): string => `[${m.map((v) => trimNumber(v, 4)).join(' ')}]`;

/** Long paths (a QR code has hundreds of segments) are cut: the count and a check sum of the rest stand in. */
function dumpPath(path: readonly Segment[]): string {
  const words = path.map((s) => [s[0], ...s.slice(1).map((v) => n(v as number))].join(' '));
  if (words.length <= 16) return words.join(' ');
  let sum = 0;
  for (const ch of words.join(' ')) sum = (Math.imul(sum, 31) + ch.charCodeAt(0)) >>> 0;
  return `${words.slice(0, 4).join(' ')} … (${words.length} segments, ${sum.toString(16)})`;
}
