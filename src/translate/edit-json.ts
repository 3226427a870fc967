/**
 * Sentences of a namespace file replaced where they stand: every other byte of the file stays as it is, however it was
 * indented, so that a change is one line in a diff.
 */
import { isMap, isScalar, type Node, parseDocument } from 'yaml';

/** @param changes path of keys (`['door', 'title']`) and the new sentence  @throws Error for a path that is not there */
export function replaceSentences(
  json: string,
  changes: readonly { readonly path: readonly string[]; readonly text: string }[],
): string {
  // As everywhere here, JSON is read as the YAML it is: that parser keeps positions.
  const document = parseDocument(json, { schema: 'core' });
  const spots = changes.map(({ path, text }) => {
    const range = valueAt(document.contents, path)?.range;
    if (!range) throw new Error(`replaceSentences: there is no ${path.join('.')}`);
    return { start: range[0], end: range[1], text: JSON.stringify(text) };
  });
  return spots
    .sort((a, b) => b.start - a.start)
    .reduce((file, { start, end, text }) => file.slice(0, start) + text + file.slice(end), json);
}

function valueAt(node: unknown, path: readonly string[]): Node | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return isScalar(node) ? node : undefined;
  if (!isMap(node)) return undefined;
  const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key);
  return valueAt(pair?.value, rest);
}
