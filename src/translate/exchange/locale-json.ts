/**
 * A namespace's file with some of its sentences changed, and every other byte as it was: its order, its indentation,
 * and how it ends. A new sentence stands where the English has it.
 */

type Value = string | Record<string, string>;
type Nested = Record<string, Value>;

/**
 * @param text the file as it is, valid i18next JSON; undefined if there is none yet
 * @param changes dotted key → sentence
 * @param order every dotted key of the English, in its order
 */
export function changeSentences(
  text: string | undefined,
  changes: ReadonlyMap<string, string>,
  order: readonly string[],
): string {
  let nested = (text === undefined ? {} : JSON.parse(text)) as Nested;
  for (const [key, sentence] of changes) {
    const dot = key.indexOf('.');
    const [id, inner] = dot === -1 ? [key, undefined] : [key.slice(0, dot), key.slice(dot + 1)];
    if (inner === undefined || key in nested) nested = put<Value>(nested, key, sentence, order);
    else {
      const group = nested[id];
      const siblings = order.filter((one) => one.startsWith(`${id}.`)).map((one) => one.slice(dot + 1));
      const changed = put(typeof group === 'object' ? group : {}, inner, sentence, siblings);
      const ids = [...new Set(order.map((one) => one.split('.', 1)[0] as string))];
      nested = put<Value>(nested, id, changed, ids);
    }
  }
  const indent = /^[{[]\r?\n([ \t]+)/.exec(text ?? '')?.[1] ?? '  ';
  const end = text === undefined ? '\n' : (/\s*$/.exec(text)?.[0] ?? '');
  const lines = JSON.stringify(nested, null, indent);
  return `${text?.includes('\r\n') ? lines.replaceAll('\n', '\r\n') : lines}${end}`;
}

/** A new key comes after the nearest one before it, in the order of the English, that is there. */
function put<T>(
  map: Readonly<Record<string, T>>,
  key: string,
  value: T,
  order: readonly string[],
): Record<string, T> {
  if (Object.hasOwn(map, key)) return { ...map, [key]: value };
  const entries = Object.entries(map);
  const before = order.slice(0, Math.max(0, order.indexOf(key))).reverse();
  const neighbour = before.find((one) => Object.hasOwn(map, one));
  const at = neighbour === undefined ? 0 : entries.findIndex(([one]) => one === neighbour) + 1;
  // Not in the English: at the end.
  entries.splice(order.includes(key) ? at : entries.length, 0, [key, value]);
  return Object.fromEntries(entries);
}
