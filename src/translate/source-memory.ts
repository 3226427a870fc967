/**
 * Keeps what each sentence was translated from: `_source.yaml` of a locale. An entry moves on to a newer English only
 * when somebody has held the translation against it: by translating, importing, signing or settling it. Editing a
 * translation alone moves nothing, since a mended comma does not say that the new English was read.
 */
import type { Sentence } from '../lint/standing.js';
import type { SourceMemory } from '../schema/locale.js';

/** The memory with the given sentences as translated from their `source`; all others stay as they are. */
export function remember(
  memory: SourceMemory,
  sentences: readonly Pick<Sentence, 'namespace' | 'key' | 'source'>[],
): SourceMemory {
  const source = structuredClone(memory.source);
  for (const { namespace, key, source: english } of sentences)
    source[namespace] = { ...source[namespace], [key]: english };
  return { source };
}

/** The memory without what `keep` does not want: sentences that the English has no more. */
export function forget(
  memory: SourceMemory,
  keep: (namespace: string, key: string) => boolean,
): SourceMemory {
  const kept = Object.entries(memory.source).map(
    ([namespace, keys]) =>
      [namespace, Object.fromEntries(Object.entries(keys).filter(([key]) => keep(namespace, key)))] as const,
  );
  return { source: Object.fromEntries(kept.filter(([, keys]) => Object.keys(keys).length > 0)) };
}

/** The file's text: one line a sentence, keys in order, so that a change is one line in a diff. */
export function formatSourceMemory({ source }: SourceMemory): string {
  const lines = [
    '# yaml-language-server: $schema=../../schema/source.schema.json',
    '# Written by kyr: the English that each sentence was translated from. Where it is another today, the translation',
    '# is stale, and `kyr locale status` shows both.',
  ];
  const namespaces = Object.entries(source).sort(([a], [b]) => (a < b ? -1 : 1));
  if (namespaces.length === 0) return [...lines, 'source: {}', ''].join('\n');
  lines.push('source:');
  for (const [namespace, keys] of namespaces) {
    lines.push(`  ${namespace}:`);
    for (const [key, english] of Object.entries(keys).sort(([a], [b]) => (a < b ? -1 : 1)))
      lines.push(`    ${key}: ${JSON.stringify(english)}`);
  }
  return `${lines.join('\n')}\n`;
}
