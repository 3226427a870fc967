/**
 * Colour spaces (ISO 32000-1, 8.6): what a colour of theirs puts on which plate, and whether it is RGB. Tint
 * transforms are not evaluated: a spot ink is its own plate. Never throws; what cannot be read is `undefined`.
 */
import {
  ALL_INKS,
  greyInks,
  type Inks,
  NO_INKS,
  namedInks,
  type Plates,
  processInks,
  UNKNOWN_INKS,
} from './inks.js';
import type { PdfFile } from './read/file.js';
import { isList, isStream, isString, nameOf, numberOf, type PdfDict, type PdfValue } from './read/value.js';

export interface ColorSpace {
  /** For messages: `DeviceRGB`, `ICCBased (3 channels)`. */
  readonly name: string;
  readonly channels: number;
  /** Screen colour: as the device has it, or with a profile (Lab too). */
  readonly rgb?: 'device' | 'profiled';
  /** A Default space stands in for the device's own. */
  readonly byDefault?: boolean;
  readonly initial: readonly number[];
  readonly pattern?: boolean;
  /** Of an uncoloured pattern. */
  readonly under?: ColorSpace;
  inks(values: readonly number[]): Inks;
}

const at = (values: readonly number[], i: number): number => values[i] ?? 0;

export const DEVICE_GRAY: ColorSpace = {
  name: 'DeviceGray',
  channels: 1,
  initial: [0],
  inks: (v) => greyInks(at(v, 0)),
};
const DEVICE_RGB: ColorSpace = {
  name: 'DeviceRGB',
  channels: 3,
  rgb: 'device',
  initial: [0, 0, 0],
  inks: () => UNKNOWN_INKS,
};
const DEVICE_CMYK: ColorSpace = {
  name: 'DeviceCMYK',
  channels: 4,
  initial: [0, 0, 0, 1],
  inks: (v) => processInks(at(v, 0), at(v, 1), at(v, 2), at(v, 3), true),
};
const PATTERN: ColorSpace = {
  name: 'Pattern',
  channels: 0,
  initial: [],
  pattern: true,
  inks: () => NO_INKS,
};

const DEVICES: Readonly<Record<string, readonly [space: ColorSpace, standIn: string]>> = {
  DeviceGray: [DEVICE_GRAY, 'DefaultGray'],
  G: [DEVICE_GRAY, 'DefaultGray'],
  DeviceRGB: [DEVICE_RGB, 'DefaultRGB'],
  RGB: [DEVICE_RGB, 'DefaultRGB'],
  DeviceCMYK: [DEVICE_CMYK, 'DefaultCMYK'],
  CMYK: [DEVICE_CMYK, 'DefaultCMYK'],
};

const MAX_DEPTH = 8;

/** The space that a name or an array stands for, in the light of a resource dictionary. */
export function readColorSpace(
  file: PdfFile,
  plates: Plates,
  value: PdfValue | undefined,
  resources: PdfDict,
  depth = 0,
): ColorSpace | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const inner = (v: PdfValue | undefined): ColorSpace | undefined =>
    readColorSpace(file, plates, v, resources, depth + 1);
  const found = file.get(value);
  const name = nameOf(found);
  if (name !== undefined) {
    const device = DEVICES[name];
    const spaces = file.dict(resources.entries.get('ColorSpace'));
    if (device) {
      const standIn = spaces.entries.get(device[1]);
      const space = standIn === undefined ? undefined : inner(standIn);
      return space ? { ...space, byDefault: true } : device[0];
    }
    if (name === 'Pattern') return PATTERN;
    const own = spaces.entries.get(name);
    return own === undefined ? undefined : inner(own);
  }
  if (!isList(found)) return undefined;
  const family = nameOf(file.get(found[0]));
  switch (family) {
    case 'ICCBased':
      return iccBased(numberOf(file.entry(found[1], 'N')));
    case 'CalGray':
      return { name: 'CalGray', channels: 1, initial: [0], inks: (v) => greyInks(at(v, 0)) };
    case 'CalRGB':
    case 'Lab':
      return { name: family, channels: 3, rgb: 'profiled', initial: [0, 0, 0], inks: () => UNKNOWN_INKS };
    case 'Separation':
      return named(plates, [nameOf(file.get(found[1])) ?? ''], 'Separation');
    case 'DeviceN': {
      const names = file.list(found[1]).map((n) => nameOf(file.get(n)) ?? '');
      return names.length > 0 && names.length <= 32 ? named(plates, names, 'DeviceN') : undefined;
    }
    case 'Indexed':
    case 'I':
      return indexed(file, found, inner(found[1]));
    case 'Pattern': {
      const under = found[1] === undefined ? undefined : inner(found[1]);
      return under ? { ...PATTERN, under } : PATTERN;
    }
    default:
      // `[/DeviceRGB]` is a space too.
      return found.length === 1 && family !== undefined ? inner(found[0]) : undefined;
  }
}

function iccBased(channels: number | undefined): ColorSpace | undefined {
  const name = `ICCBased (${channels} channels)`;
  switch (channels) {
    case 1:
      return { name, channels: 1, initial: [0], inks: (v) => greyInks(at(v, 0)) };
    case 3:
      return { name, channels: 3, rgb: 'profiled', initial: [0, 0, 0], inks: () => UNKNOWN_INKS };
    case 4:
      return {
        name,
        channels: 4,
        initial: [0, 0, 0, 1],
        inks: (v) => processInks(at(v, 0), at(v, 1), at(v, 2), at(v, 3), false),
      };
    default:
      return undefined;
  }
}

function named(plates: Plates, names: readonly string[], family: string): ColorSpace {
  const name = `${family} ${names.join(', ')}`;
  const initial = names.map(() => 1);
  if (names.length === 1 && names[0] === 'All') return { name, channels: 1, initial, inks: () => ALL_INKS };
  const numbers = names.map((n) => (n === 'None' ? undefined : plates.of(n)));
  return {
    name,
    channels: names.length,
    initial,
    inks: (v) => namedInks(numbers.map((plate, i) => ({ plate, tint: at(v, i) }))),
  };
}

function indexed(
  file: PdfFile,
  space: readonly PdfValue[],
  base: ColorSpace | undefined,
): ColorSpace | undefined {
  if (!base) return undefined;
  const table = file.get(space[3]);
  const bytes = isString(table) ? table.bytes : isStream(table) ? file.decode(table).bytes : undefined;
  if (!bytes) return undefined;
  const { rgb } = base;
  return {
    name: `Indexed ${base.name}`,
    channels: 1,
    ...(rgb ? { rgb } : {}),
    ...(base.byDefault ? { byDefault: true } : {}),
    initial: [0],
    inks(v) {
      const first = Math.max(0, Math.floor(at(v, 0))) * base.channels;
      return base.inks([...bytes.subarray(first, first + base.channels)].map((byte) => byte / 255));
    },
  };
}
