/**
 * How an element of an SVG is painted (SVG 1.1, 11): solid fill and stroke from attributes, `style` and the classes
 * of a plain style sheet. Everything that would need more than ink laid flat is named as a fault: transparency,
 * gradients, filters, masks, markers.
 */
import colorString from 'color-string';
import type { Rgb } from '../screen-color.js';
import type { Element } from './svg-tree.js';

export interface Paint {
  readonly fill: Rgb | undefined;
  readonly stroke: Rgb | undefined;
  readonly strokeWidth: number;
  readonly cap: 'butt' | 'round' | 'square';
  readonly join: 'miter' | 'round' | 'bevel';
  readonly dash: readonly number[];
  readonly rule: 'nonzero' | 'evenodd';
  readonly color: Rgb | undefined;
  readonly visible: boolean;
}

/** SVG's initial values. */
export const INITIAL_PAINT: Paint = {
  fill: [0, 0, 0],
  stroke: undefined,
  strokeWidth: 1,
  cap: 'butt',
  join: 'miter',
  dash: [],
  rule: 'nonzero',
  color: [0, 0, 0],
  visible: true,
};

/** Class name → its declarations. */
export type StyleSheet = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Told what is not understood, as the end of a sentence about the element. */
export type Tell = (what: string, hint: string) => void;

const FLATTEN = 'flatten transparency and effects, and expand the appearance, before saving';

/** Characters. Regular expressions that look for an end are asked of short texts alone. */
const LONGEST_SHEET = 16_000;
const LONGEST_VALUE = 100;

/** `.a, .b { fill: #123456; }`, as drawing programs write it. Anything else is told. */
export function readStyleSheet(text: string, tell: Tell): StyleSheet {
  const rules = new Map<string, ReadonlyMap<string, string>>();
  const plain = 'save it with presentation attributes instead of a style sheet';
  if (text.length > LONGEST_SHEET) tell(`is longer than ${LONGEST_SHEET} characters`, plain);
  const parts = text
    .slice(0, LONGEST_SHEET)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .split('}');
  const rest = parts.pop() ?? '';
  if (rest.trim() !== '') tell('holds more than rules for classes', plain);
  for (const part of parts) {
    const [selectors = '', body = ''] = part.split('{', 2);
    for (const selector of selectors.split(',').map((s) => s.trim())) {
      const name = /^\.([A-Za-z_][\w-]*)$/.exec(selector)?.[1];
      if (name === undefined) tell(`has the rule “${selector.slice(0, 40)}”`, plain);
      else rules.set(name, new Map([...(rules.get(name) ?? []), ...declarations(body)]));
    }
  }
  return rules;
}

function declarations(body: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const declaration of body.split(';')) {
    const at = declaration.indexOf(':');
    if (at > 0) found.set(declaration.slice(0, at).trim().toLowerCase(), declaration.slice(at + 1).trim());
  }
  return found;
}

/** Properties that change what is painted and are not understood, with the values that change nothing. */
const UNSUPPORTED: Readonly<Record<string, RegExp>> = {
  'clip-path': /^none$/,
  mask: /^none$/,
  filter: /^none$/,
  'mix-blend-mode': /^normal$/,
  marker: /^none$/,
  'marker-start': /^none$/,
  'marker-mid': /^none$/,
  'marker-end': /^none$/,
  'stroke-dashoffset': /^0(px)?$/,
  'vector-effect': /^none$/,
  'paint-order': /^normal$/,
  'transform-origin': /^0(px)?( 0(px)?)?$/,
};

/** Paint of an element; undefined where nothing of it, nor of what it holds, is painted. */
export function paintOf(element: Element, outer: Paint, sheet: StyleSheet, tell: Tell): Paint | undefined {
  const styled = new Map<string, string>();
  for (const name of (element.attributes.get('class') ?? '').split(/\s+/))
    for (const [key, value] of sheet.get(name) ?? []) styled.set(key, value);
  for (const [key, value] of declarations(element.attributes.get('style') ?? '')) styled.set(key, value);
  if (styled.has('transform')) tell('has a transform in its style', 'write it as an attribute');
  const get = (name: string): string | undefined => {
    const value = (styled.get(name) ?? element.attributes.get(name))?.trim();
    return value === '' || value === 'inherit' ? undefined : value;
  };

  for (const [name, harmless] of Object.entries(UNSUPPORTED)) {
    const value = get(name);
    if (value !== undefined && !harmless.test(value)) tell(`has ${name}: ${value.slice(0, 40)}`, FLATTEN);
  }
  const share = (name: string): number => {
    const value = get(name) ?? '1';
    const part = value.endsWith('%') ? Number(value.slice(0, -1)) / 100 : Number(value);
    if (part !== 0 && !(part >= 1)) tell(`has ${name} ${value.slice(0, 20)}: it is transparent`, FLATTEN);
    return part;
  };
  if (get('display') === 'none' || share('opacity') === 0) return undefined;

  const color = readColor(get('color'), outer.color, outer.color, 'color', tell);
  const solid = (name: 'fill' | 'stroke'): Rgb | undefined => {
    const paint = readColor(get(name), outer[name], color, name, tell);
    return share(`${name}-opacity`) === 0 ? undefined : paint;
  };
  const visibility = get('visibility');
  return {
    fill: solid('fill'),
    stroke: solid('stroke'),
    strokeWidth: readLength(get('stroke-width'), outer.strokeWidth, 'stroke-width', tell),
    cap: oneOf(get('stroke-linecap'), ['butt', 'round', 'square'], outer.cap, 'stroke-linecap', tell),
    join: oneOf(get('stroke-linejoin'), ['miter', 'round', 'bevel'], outer.join, 'stroke-linejoin', tell),
    dash: readDash(get('stroke-dasharray'), outer.dash, tell),
    rule: oneOf(get('fill-rule'), ['nonzero', 'evenodd'], outer.rule, 'fill-rule', tell),
    color,
    visible: visibility === undefined ? outer.visible : visibility === 'visible',
  };
}

function readColor(
  value: string | undefined,
  inherited: Rgb | undefined,
  current: Rgb | undefined,
  name: string,
  tell: Tell,
): Rgb | undefined {
  if (value === undefined) return inherited;
  if (value === 'none' || value === 'transparent') return undefined;
  if (/^currentcolor$/i.test(value)) return current;
  if (/^url\(/i.test(value)) {
    tell(`has ${name} ${value.slice(0, 40)}, a gradient or a pattern`, 'give it a solid colour');
    return undefined;
  }
  const [red, green, blue, alpha = 1] =
    (value.length > LONGEST_VALUE ? null : colorString.get.rgb(value)) ?? [];
  if (red === undefined || green === undefined || blue === undefined) {
    tell(`has the ${name} “${value.slice(0, 40)}”, which is no colour`, 'write it as #rrggbb');
    return undefined;
  }
  if (alpha === 0) return undefined;
  if (alpha < 1) tell(`has the ${name} ${value.slice(0, 40)}: it is transparent`, FLATTEN);
  return [red, green, blue];
}

/** CSS units at 96 to the inch, in user units. */
const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  pt: 96 / 72,
  pc: 16,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
};

/** A length of zero or more in user units. */
function readLength(value: string | undefined, otherwise: number, name: string, tell: Tell): number {
  if (value === undefined) return otherwise;
  const length = toUnits(value);
  if (length !== undefined && length >= 0) return length;
  tell(`has the ${name} “${value.slice(0, 40)}”`, 'write it as a plain number');
  return otherwise;
}

/** A number with or without a unit; undefined for percentages, ems and anything else. */
export function toUnits(value: string): number | undefined {
  if (value.length > LONGEST_VALUE) return undefined;
  const [, number, unit = ''] =
    /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*([a-z]*)\s*$/i.exec(value) ?? [];
  const factor = UNITS[unit.toLowerCase()];
  return number === undefined || factor === undefined ? undefined : Number(number) * factor;
}

function readDash(value: string | undefined, inherited: readonly number[], tell: Tell): readonly number[] {
  if (value === undefined) return inherited;
  if (value === 'none') return [];
  const dash = value
    .slice(0, 1000)
    .split(/[\s,]+/)
    .map(toUnits);
  if (dash.every((n) => n !== undefined && n >= 0) && dash.length <= 32) {
    const lengths = dash as number[];
    return lengths.every((n) => n === 0) ? [] : lengths;
  }
  tell(`has the stroke-dasharray “${value.slice(0, 40)}”`, 'write it as plain numbers');
  return [];
}

function oneOf<T extends string>(
  value: string | undefined,
  known: readonly T[],
  inherited: T,
  name: string,
  tell: Tell,
): T {
  if (value === undefined) return inherited;
  const found = known.find((each) => each === value);
  if (found === undefined) tell(`has the ${name} “${value.slice(0, 40)}”`, `write ${known.join(' or ')}`);
  return found ?? inherited;
}
