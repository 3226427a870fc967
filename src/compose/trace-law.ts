/**
 * Layers of law → what each of them did to every right, hotline and disclaimer: who said it first, who replaced it,
 * who withdrew it, with file and line. `law.ts` says what holds in the end; this says how it came to that, for
 * people who have to answer for it. Both read the layers in the same way: a layer withdraws before it says anew.
 */
import type { FilePlace } from '../core/diagnostic.js';
import type { Checked } from '../load/checked-file.js';
import type { Hotline, Layer, Right } from '../schema/content.js';

/** One layer in one version: a version of the text for a place. */
export interface LayerVersion {
  readonly layer: string;
  readonly version: string;
}

/** `us/ny/nyc@2026.11`: how people name a version, and how `kyr withdraw` is told of it. */
export const versionName = ({ layer, version }: LayerVersion): string => `${layer}@${version}`;

export interface Step<T> extends LayerVersion {
  readonly does: 'adds' | 'replaces' | 'withdraws';
  readonly at: FilePlace;
  /** What it says; absent where it withdraws. */
  readonly value?: T;
  /** Where one of its values stands, such as `text`, `door`. */
  readonly place: (...path: PropertyKey[]) => FilePlace;
}

/** Steps from the widest layer to the narrowest; the last one holds. */
export interface LawTrace {
  readonly rights: ReadonlyMap<string, readonly Step<Right>[]>;
  readonly hotlines: ReadonlyMap<string, readonly Step<Hotline>[]>;
  readonly disclaimer: readonly Step<NonNullable<Layer['disclaimer']>>[];
}

/** @param layers from the widest place to the narrowest */
export function traceLaw(layers: readonly Checked<Layer>[]): LawTrace {
  const rights = new Map<string, Step<Right>[]>();
  const hotlines = new Map<string, Step<Hotline>[]>();
  const disclaimer: Step<NonNullable<Layer['disclaimer']>>[] = [];

  for (const { value: layer, place } of layers) {
    const step = <T>(before: readonly Step<T>[], value: T | undefined, path: PropertyKey[]): Step<T> => {
      const held = before.at(-1)?.value !== undefined;
      return {
        layer: layer.layer,
        version: layer.version,
        does: value === undefined ? 'withdraws' : held ? 'replaces' : 'adds',
        at: place(...path),
        ...(value === undefined ? {} : { value }),
        place: (...inner) => place(...path, ...inner),
      };
    };
    const put = <T>(into: Map<string, Step<T>[]>, id: string, value: T | undefined, path: PropertyKey[]) => {
      const before = into.get(id) ?? [];
      into.set(id, [...before, step(before, value, path)]);
    };
    for (const [i, id] of (layer.withdraw ?? []).entries()) {
      if (rights.has(id)) put(rights, id, undefined, ['withdraw', i]);
      if (hotlines.has(id)) put(hotlines, id, undefined, ['withdraw', i]);
    }
    for (const [i, right] of (layer.rights ?? []).entries()) put(rights, right.id, right, ['rights', i]);
    for (const [i, line] of (layer.hotlines ?? []).entries()) put(hotlines, line.id, line, ['hotlines', i]);
    if (layer.disclaimer) disclaimer.push(step(disclaimer, layer.disclaimer, ['disclaimer']));
  }
  return { rights, hotlines, disclaimer };
}
