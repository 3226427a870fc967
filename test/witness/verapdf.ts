/** veraPDF for the tests: brought by Maven into a folder beside the modules, once, as pom.xml pins it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask } from './programs.js';
import { ROOT } from './setup.js';

const POM = join(ROOT, 'test/witness/verapdf/pom.xml');

/** PDF/UA-1 and PDF/A-2u. */
export type Flavour = 'ua1' | '2u';

async function jars(): Promise<string> {
  const version = /<artifactId>greenfield-apps<\/artifactId>\s*<version>([\d.]+)</.exec(
    readFileSync(POM, 'utf8'),
  )?.[1];
  if (version === undefined) throw new Error(`${POM} names no version of veraPDF`);
  const folder = join(ROOT, 'node_modules/.cache', `verapdf-${version}`);
  if (!existsSync(join(folder, `greenfield-apps-${version}.jar`))) await bring(folder);
  return folder;
}

/** Maven writes colours to stderr even where all is well: its exit code tells. */
async function bring(folder: string): Promise<void> {
  const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${folder}`];
  const { code, out, err } = await ask('mvn', ['-q', '-B', '-f', POM, ...goal]);
  if (code !== 0) throw new Error(`Maven did not bring veraPDF:\n${out}${err}`);
}

export interface Verdict {
  readonly file: string;
  readonly passed: boolean;
}

/**
 * What veraPDF says of each file, in their order, with every failed rule in `said`.
 * @throws Error where it says nothing of one of them
 */
export async function validate(
  flavour: Flavour,
  files: readonly string[],
): Promise<{ readonly verdicts: readonly Verdict[]; readonly said: string }> {
  const options = ['-f', flavour, '--format', 'text', '-v'];
  const main = ['-cp', join(await jars(), '*'), 'org.verapdf.apps.GreenfieldCliWrapper'];
  const { out, err } = await ask('java', [...main, ...options, ...files]);
  const lines = new Set(out.split('\n'));
  const verdicts = files.map((file): Verdict => {
    const passed = lines.has(`PASS ${file} ${flavour}`);
    if (!passed && !lines.has(`FAIL ${file} ${flavour}`))
      throw new Error(`veraPDF says nothing of ${file}:\n${err || out}`);
    return { file, passed };
  });
  return { verdicts, said: out };
}
