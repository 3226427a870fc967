/**
 * What a withdrawal means for printing: nothing goes out of a version that was withdrawn. Not for the press, and not as
 * a draft either, since drafts are photocopied and handed on too; whoever writes the next version gives it another
 * number and may print drafts of that at once. Nothing releases it: not --hold-unready, not `release:` in a job.
 */
import { type LayerVersion, versionName } from '../compose/trace-law.js';
import type { Diagnostic } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { PlacedWithdrawal } from '../load/withdrawn.js';
import type { Withdrawal } from '../schema/withdrawn.js';
import type { Manifest } from './manifest.js';

export const isOf = (withdrawal: Withdrawal, { layer, version }: LayerVersion): boolean =>
  withdrawal.layer === layer && withdrawal.version === version;

/** Who and when: `lawyer, 2026-11-25`. */
export const signedBy = ({ role, on }: Pick<Withdrawal, 'role' | 'on'>): string =>
  role === undefined ? on : `${role}, ${on}`;

/** KYR607, an error for each layer whose version is withdrawn. Say them with exit 6 where something is printed. */
export function findWithdrawn(
  layers: readonly LayerVersion[],
  withdrawn: readonly PlacedWithdrawal[],
): Diagnostic[] {
  return layers.flatMap((layer): Diagnostic[] => {
    const found = withdrawn.find((w) => isOf(w, layer));
    if (!found) return [];
    return [
      {
        code: CODE.withdrawn,
        level: 'error',
        message: `${versionName(layer)} was withdrawn (${signedBy(found)}) and is not printed, not even as a draft: ${found.why}`,
        hint: `correct content/${layer.layer}.yaml and give it a newer version; then a lawyer reads it`,
        at: found.at,
      },
    ];
  });
}

/** KYR607, an error for each withdrawn version that a finished run prints sentences of: it must not be printed now. */
export function withdrawnIn(
  { law = [], designs }: Pick<Manifest, 'law' | 'designs'>,
  withdrawn: readonly PlacedWithdrawal[],
): Diagnostic[] {
  const printed = law.filter(({ layer }) => designs.some((d) => d.layers?.includes(layer) ?? true));
  return findWithdrawn(printed, withdrawn).map((d) => ({
    ...d,
    hint: 'do not print this run, and stop handing out what was printed: `kyr withdraw` wrote the notices',
  }));
}

/** The list with one more entry, in order of layer and version. */
export const withEntry = (list: readonly Withdrawal[], entry: Withdrawal): Withdrawal[] =>
  [...list, entry].sort((a, b) => compare(versionName(a), versionName(b)));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The file's text: one line an entry, so that a withdrawal is one line in a diff. */
export function formatWithdrawn(list: readonly Withdrawal[]): string {
  const lines = [
    '# yaml-language-server: $schema=../schema/withdrawn.schema.json',
    '# Written by `kyr withdraw`: versions of layers that are not printed any more, and why. `--undo` takes one out.',
  ];
  if (list.length === 0) return [...lines, 'withdrawn: []', ''].join('\n');
  const entries = list.map(({ layer, version, why, role, on }) => {
    const by = role === undefined ? '' : `, role: ${JSON.stringify(role)}`;
    return `  - { layer: ${layer}, version: '${version}', why: ${JSON.stringify(why)}${by}, on: ${on} }`;
  });
  return [...lines, 'withdrawn:', ...entries, ''].join('\n');
}
