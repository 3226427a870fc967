/**
 * A namespace's file with some of its sentences changed. A sentence that is there is replaced where it stands, and every
 * other byte stays as it is, however the file was indented: a change is one line in a diff. For a sentence that is not
 * there yet, the file is laid out anew with its own indentation and line ends, and the new one stands where the English
 * has it.
 */
import { isMap, isScalar, type Node, parseDocument } from 'yaml';

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
  // As everywhere here, JSON is read as the YAML it is: that parser keeps positions.
  const contents = text === undefined ? undefined : parseDocument(text, { schema: 'core' }).contents;
  const spots: { start: number; end: number; sentence: string }[] = [];
  const added = new Map<string, string>();
  for (const [key, sentence] of changes) {
    const range = (valueAt(contents, [key]) ?? valueAt(contents, splitKey(key)))?.range;
    if (range) spots.push({ start: range[0], end: range[1], sentence });
    else added.set(key, sentence);
  }
  const replaced = spots
    .sort((a, b) => b.start - a.start)
    .reduce(
      (file, { start, end, sentence }) => file.slice(0, start) + JSON.stringify(sentence) + file.slice(end),
      text ?? '',
    );
  return added.size === 0 && text !== undefined
    ? replaced
    : addSentences(text === undefined ? undefined : replaced, added, order);
}

function valueAt(node: unknown, [key, ...rest]: readonly string[]): Node | undefined {
  if (key === undefined) return isScalar(node) ? node : undefined;
  if (!isMap(node)) return undefined;
  const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key);
  return valueAt(pair?.value, rest);
}

/** `door.title` → `door`, `title`; a headline has a key of one part. */
function splitKey(key: string): readonly string[] {
  const dot = key.indexOf('.');
  return dot === -1 ? [key] : [key.slice(0, dot), key.slice(dot + 1)];
}

function addSentences(
  text: string | undefined,
  added: ReadonlyMap<string, string>,
  order: readonly string[],
): string {
  let nested = (text === undefined ? {} : JSON.parse(text)) as Nested;
  const ids = [...new Set(order.map((key) => splitKey(key)[0] as string))];
  for (const [key, sentence] of added) {
    const [id, inner] = splitKey(key) as [string, string?];
    if (inner === undefined) nested = put<Value>(nested, id, sentence, ids);
    else {
      const group = nested[id];
      const siblings = order.filter((one) => one.startsWith(`${id}.`)).map((one) => one.slice(id.length + 1));
      const changed = put(typeof group === 'object' ? group : {}, inner, sentence, siblings);
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
