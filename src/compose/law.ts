/** Layers of law → what holds in one place. A later layer adds, replaces by id, or withdraws. */
import type { Hotline, Layer, Right } from '../schema/content.js';

/** A right or a hotline with the layer that has the last word on it; that layer's namespace has its translations. */
export interface Origin<T> {
  readonly value: T;
  readonly layer: string;
  readonly namespace: string;
}

export interface Law {
  /** The narrowest layer's name: `New York City`. */
  readonly jurisdiction: string;
  readonly layer: string;
  /** The newest version and writing date of the layers, the earliest check-after and expiry. */
  readonly version: string;
  readonly written: string;
  readonly checkAfter: string;
  readonly expires: string;
  readonly rights: ReadonlyMap<string, Origin<Right>>;
  readonly hotlines: ReadonlyMap<string, Origin<Hotline>>;
  /** Namespace of the layer whose disclaimer holds. */
  readonly disclaimer: string | undefined;
}

/** `us/ny/nyc` ↔ the file `us-ny-nyc.json` of every locale. */
export const namespaceOf = (layer: string): string => layer.replaceAll('/', '-');

/** @param layers from the widest place to the narrowest; at least one */
export function resolveLaw(layers: readonly Layer[]): Law {
  const rights = new Map<string, Origin<Right>>();
  const hotlines = new Map<string, Origin<Hotline>>();
  let disclaimer: string | undefined;
  for (const layer of layers) {
    const namespace = namespaceOf(layer.layer);
    for (const id of layer.withdraw ?? []) {
      rights.delete(id);
      hotlines.delete(id);
    }
    for (const value of layer.rights ?? []) rights.set(value.id, { value, layer: layer.layer, namespace });
    for (const value of layer.hotlines ?? [])
      hotlines.set(value.id, { value, layer: layer.layer, namespace });
    if (layer.disclaimer) disclaimer = namespace;
  }
  const sorted = (pick: (layer: Layer) => string): string[] => layers.map(pick).sort();
  const narrowest = layers[layers.length - 1] as Layer;
  return {
    jurisdiction: narrowest.name,
    layer: narrowest.layer,
    version: sorted((l) => l.version).at(-1) as string,
    written: sorted((l) => l.written).at(-1) as string,
    checkAfter: sorted((l) => l['check-after'])[0] as string,
    expires: sorted((l) => l.expires)[0] as string,
    rights,
    hotlines,
    disclaimer,
  };
}
