/** The trace of the law: it ends where the law ends, and names every layer on the way. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resolveLaw } from '../../src/compose/law.js';
import { traceLaw, versionName } from '../../src/compose/trace-law.js';
import { type Checked, checkText } from '../../src/load/checked-file.js';
import { Layer } from '../../src/schema/content.js';

const IDS = ['silent', 'search', 'door', 'help'];

/** A layer file as somebody would write it. */
function layerFile(
  layer: string,
  { rights = [], hotlines = [], withdraw = [] }: Partial<Record<string, readonly string[]>>,
): Checked<Layer> {
  const entry = (id: string, more: string): string =>
    `  - id: ${id}\n    basis: [x]\n    confidence: H\n    sources: [x]\n${more}    text: { say: "${layer} says ${id}" }\n`;
  const list = (name: string, ids: readonly string[], more: string): string =>
    ids.length === 0 ? '' : `${name}:\n${ids.map((id) => entry(id, more)).join('')}`;
  const text = [
    `layer: ${layer}\nname: ${layer}\nversion: '2026.11'\nwritten: 2026-11-23\n`,
    'check-after: 2027-05-23\nexpires: 2027-11-23\n',
    withdraw.length === 0 ? '' : `withdraw: [${withdraw.join(', ')}]\n`,
    list('rights', rights, ''),
    list('hotlines', hotlines, '    number: 311-0000\n'),
  ].join('');
  return checkText(text, Layer, `content/${layer}.yaml`);
}

describe('each step', () => {
  const layers = [
    layerFile('us/federal', { rights: ['silent', 'search', 'door'], hotlines: ['help'] }),
    layerFile('us/ny', { rights: ['silent'], withdraw: ['search', 'help'] }),
    layerFile('us/ny/nyc', { rights: ['search'], withdraw: ['door'] }),
  ];
  const { rights, hotlines } = traceLaw(layers);
  const steps = (id: string): string[] =>
    (rights.get(id) ?? hotlines.get(id) ?? []).map(
      (s) => `${versionName(s)} ${s.does} ${s.at.file}:${s.at.line}`,
    );

  test('adds, then replaces', () => {
    expect(steps('silent')).toEqual([
      'us/federal@2026.11 adds content/us/federal.yaml:8',
      'us/ny@2026.11 replaces content/us/ny.yaml:9',
    ]);
  });
  test('withdraws, at the line that says so', () => {
    expect(steps('door')).toEqual([
      'us/federal@2026.11 adds content/us/federal.yaml:18',
      'us/ny/nyc@2026.11 withdraws content/us/ny/nyc.yaml:7',
    ]);
    expect(steps('help').at(-1)).toBe('us/ny@2026.11 withdraws content/us/ny.yaml:7');
  });
  test('says anew what was withdrawn', () => {
    expect(steps('search').map((s) => s.split(' ')[1])).toEqual(['adds', 'withdraws', 'adds']);
  });
});

test('what holds at the end of the trace is the law, whatever the layers do', () => {
  const some = fc.subarray(IDS);
  const anyLayer = fc.record({ rights: some, hotlines: some, withdraw: some });
  fc.assert(
    fc.property(fc.array(anyLayer, { minLength: 1, maxLength: 4 }), (written) => {
      const layers = written.map((w, i) =>
        layerFile(['us/federal', 'us/ny', 'us/ny/nyc', 'us/ny/nyc/x'][i]!, w),
      );
      const law = resolveLaw(layers.map((l) => l.value));
      const trace = traceLaw(layers);
      for (const kind of ['rights', 'hotlines'] as const) {
        const holding = [...trace[kind]].flatMap(([id, steps]) => {
          const last = steps.at(-1)!;
          return last.value === undefined ? [] : [[id, last.layer] as const];
        });
        const sorted = (pairs: readonly (readonly [string, string])[]) => [...pairs].sort();
        expect(sorted(holding)).toEqual(sorted([...law[kind]].map(([id, o]) => [id, o.layer] as const)));
      }
    }),
  );
});
