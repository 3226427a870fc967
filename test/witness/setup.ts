/**
 * Makes the main job once, for all witnesses: through the command line, in an empty folder, so that no cache of
 * an earlier build answers. With KYR_WITNESS_RUN the run is made in that folder and left there; if a finished run
 * lies there already, it is the one that is witnessed.
 *
 * User, home and machine carry tell-tale names while it is made: what must not appear in any file can then be
 * searched for, whatever the machine is called.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the finished run. */
    run: string;
    /** What `kyr build` wrote on stdout and stderr; empty for a run that was there already. */
    said: string;
    /** Names that the build could see and no file may hold. */
    telltales: string[];
  }
}

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const JOB = join(ROOT, 'jobs/nyc-30000.yaml');

const TELLTALES = {
  USER: 'telltale-user',
  LOGNAME: 'telltale-user',
  USERNAME: 'telltale-user',
  HOSTNAME: 'telltale-machine',
};

export default function setup(project: TestProject): () => void {
  const asked = process.env.KYR_WITNESS_RUN;
  const work = mkdtempSync(join(tmpdir(), 'kyr-witness-'));
  const run = asked === undefined ? join(work, 'run') : resolve(asked);
  const home = join(work, 'telltale-home');
  let said = '';
  if (!existsSync(join(run, 'SHA256SUMS'))) {
    execFileSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: 'inherit' });
    mkdirSync(home);
    mkdirSync(dirname(run), { recursive: true });
    const command = [join(ROOT, 'bin/kyr.js'), 'build', JOB, '--out', run, '--progress', 'json'];
    said = execFileSync('sh', ['-c', 'exec "$@" 2>&1', 'sh', process.execPath, ...command], {
      cwd: home,
      env: { ...process.env, ...TELLTALES, HOME: home },
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
  }
  project.provide('run', run);
  project.provide('said', said);
  project.provide('telltales', [...new Set(Object.values(TELLTALES)), 'telltale-home', work, ROOT]);
  return () => rmSync(work, { recursive: true, force: true });
}
