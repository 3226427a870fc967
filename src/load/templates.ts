/**
 * templates/ → one template: base ← layout ← size ← the layout in that size ← script ← language, each of these two with
 * what it has of its own in that size. Maps merge, lists replace.
 */

import { fail, nearest } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { World } from '../core/world.js';
import { TemplateFile, type TemplatePart } from '../schema/template.js';
import { readChecked } from './checked-file.js';

/** @throws KyrError KYR110 if there is no such size, KYR305 if there is no template for the script */
export function loadTemplate(
  world: World,
  want: { layout: string; size: string; script: string; lang: string },
): TemplatePart {
  const needed = [
    'templates/base.yaml',
    `templates/layouts/${want.layout}.yaml`,
    `templates/sizes/${want.size}.yaml`,
    `templates/scripts/${want.script}.yaml`,
  ];
  for (const file of needed) {
    if (world.read(file) !== undefined) continue;
    const folder = file.slice(0, file.lastIndexOf('/'));
    const known = world.list(folder).map((name) => name.replace(/\.yaml$/, ''));
    const asked = file.slice(file.lastIndexOf('/') + 1, -'.yaml'.length);
    const near = nearest(asked, known);
    const isSize = folder === 'templates/sizes';
    fail({
      code: isSize ? CODE.unknownName : CODE.templateMissing,
      message: isSize ? `there is no size “${asked}”` : `there is no template ${file}`,
      hint: near ? `did you mean “${near}”?` : `there are: ${known.join(', ')}`,
    });
  }
  const language = `templates/languages/${want.lang}.yaml`;
  const files = world.read(language) === undefined ? needed : [...needed, language];
  const parts = files.map((file) => readChecked(world, file, TemplateFile).value);
  const whole = parts.map(({ in: _, ...part }) => part);
  const inSize = parts.map((part) => part.in?.[want.size]);
  const [base, layout, size, ...readers] = whole;
  // What a layout has of its own in this size comes after what every layout has in it; a script's and a language's
  // after what they have in every size.
  const [, ofLayout, , ...ofReaders] = inSize;
  const last = readers.flatMap((reader, i) => [reader, ofReaders[i]]);
  return [base, layout, size, ofLayout, ...last].reduce<TemplatePart>(
    (under, over) => merge(under, over ?? {}),
    {},
  );
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function merge<T>(under: T, over: T): T {
  if (!isMap(under) || !isMap(over)) return over === undefined ? under : over;
  const merged: Record<string, unknown> = { ...under };
  for (const [key, value] of Object.entries(over))
    merged[key] = key in merged ? merge(merged[key], value) : value;
  return merged as T;
}
