/** `kyr verify`: is a finished run still what was made, and does it add up? Writes nothing. */
import { join, resolve } from 'node:path';
import { EXIT } from '../../core/diagnostic.js';
import { verifyRun } from '../../job/verify.js';
import { withdrawnIn } from '../../job/withdrawn.js';
import { loadWithdrawn } from '../../load/withdrawn.js';
import type { Outcome } from '../output.js';
import { openWorld } from '../world.js';

export async function verify(folder: string): Promise<Outcome> {
  const report = await verifyRun(resolve(folder), folder);
  const { manifest, reprints } = report;
  const withdrawn = manifest ? withdrawnIn(manifest, loadWithdrawn(openWorld())) : [];
  const ok = report.ok && withdrawn.length === 0;
  const total = manifest?.total;
  const of = manifest?.reprint ? `reprint of ${manifest.reprint.of}: ` : '';
  const inside =
    reprints.length === 0
      ? ''
      : `\n${reprints.length === 1 ? 'A reprint lies' : `${reprints.length} reprints lie`} in it, not looked at here; kyr verify checks each: ${reprints.map((name) => join(folder, name)).join(', ')}`;
  return {
    exitCode: ok ? EXIT.done : EXIT.preflight,
    data: { ok, files: report.files, total: total ?? null, reprints },
    text:
      ok && total
        ? `${of}${report.files} files as they were made; ${total.ordered} pieces ordered, ${total.overs} overs, ${total.printed} printed on ${total.sheets} sheets${inside}`
        : '',
    diagnostics: [...report.diagnostics, ...withdrawn],
  };
}
