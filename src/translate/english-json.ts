/**
 * locales/en/*.json, generated from content/: what translation tools show beside a translation. Nobody edits it
 * and kyr does not read it; content/ is the source.
 */
import type { Sentences } from '../compose/source-text.js';

/** File name (`us-federal.json`) → its text, keys nested by id as in every locale. */
export function englishJson(sentences: Sentences): Map<string, string> {
  return new Map(
    [...sentences]
      .filter(([, keys]) => keys.size > 0)
      .map(([namespace, keys]) => {
        const nested: Record<string, string | Record<string, string>> = {};
        for (const [key, sentence] of keys) {
          const dot = key.indexOf('.');
          if (dot === -1) nested[key] = sentence;
          else {
            const id = key.slice(0, dot);
            const group = nested[id];
            const inner = typeof group === 'object' ? group : {};
            inner[key.slice(dot + 1)] = sentence;
            nested[id] = inner;
          }
        }
        return [`${namespace}.json`, `${JSON.stringify(nested, null, 2)}\n`];
      }),
  );
}
