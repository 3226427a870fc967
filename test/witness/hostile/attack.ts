/**
 * One hostile input, handed to the built command as a child process: how it ends, what it says, what it leaves behind,
 * and what it takes. Time is that of the processor, since a machine may be busy with other things; memory is the most
 * that the process ever had.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'vitest';
import { readDiagnostics, type Shown } from '../../cli/command.js';
import { type Files, listing, openProject } from '../../cli/project.js';
import { ROOT } from '../setup.js';

/** Seconds and megabytes that nothing hostile may go beyond. */
const MOST = { seconds: 5, megabytes: 512 } as const;
/** Characters on stderr: a person reads it. */
const MOST_SAID = 40_000;

export interface Attack {
  readonly name: string;
  readonly files: Files;
  /** Words of the command line; a flyer for the organisation o.yaml unless said. */
  readonly run?: readonly string[];
  /** What no file can be written as: links, devices, files of holes. */
  readonly prepare?: (folder: string) => void;
  /** The one code that is told; undefined where it is made harmless, and the command ends well. */
  readonly code?: string | undefined;
  /** Where, as the message begins; `o.yaml` unless said. */
  readonly at?: string;
  /** In the message or the hint. */
  readonly says?: RegExp | undefined;
}

export const FLYER = ['flyer', '--lang', 'es', '--organisation', 'o.yaml', '--out', 'flyer.pdf'];
export const TEXT = ['flyer', '--lang', 'es', '--organisation', 'o.yaml', '--for', 'text'];

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
  readonly megabytes: number;
}

/** Loaded into the child before kyr: says on a stream of its own what the process took, as the last thing it does. */
const METER = `data:text/javascript,${encodeURIComponent(
  "import{writeSync}from'node:fs';process.on('exit',()=>{const u=process.resourceUsage();writeSync(3,JSON.stringify([(u.userCPUTime+u.systemCPUTime)/1e6,u.maxRSS/1024]))})",
)}`;

function runMetered(args: readonly string[], cwd: string): Promise<Ran> {
  const child = spawn(process.execPath, ['--import', METER, join(ROOT, 'bin', 'kyr.js'), ...args], {
    cwd,
    env: { ...process.env, SOURCE_DATE_EPOCH: '1796083200' },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    // What hangs is killed, and then has told nothing of what it took.
    timeout: 120_000,
    killSignal: 'SIGKILL',
  });
  const said = ['', '', '', ''];
  for (const fd of [1, 2, 3])
    child.stdio[fd]!.on('data', (bytes: Buffer) => {
      said[fd] += bytes.toString();
    });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      const [seconds, megabytes] = said[3] === '' ? [Infinity, Infinity] : (JSON.parse(said[3]!) as number[]);
      resolve({ code, stdout: said[1]!, stderr: said[2]!, seconds: seconds!, megabytes: megabytes! });
    });
  });
}

/** Holds one attack against all that is promised. Gives back what was said on stdout, and its diagnostics. */
export async function withstand(
  attack: Attack,
): Promise<{ stdout: string; told: readonly Shown[]; folder: string }> {
  const folder = openProject(attack.files);
  attack.prepare?.(folder);
  // A link to a device has no digest: it is left out, as what was there before.
  const before = attack.prepare ? undefined : listing(folder);
  const ran = await runMetered(attack.run ?? FLYER, folder);
  const { stdout, stderr, code } = ran;
  const told = readDiagnostics(stderr);
  expect(stderr).not.toContain('this is a bug in kyr');
  expect(stderr.length, stderr.slice(0, 500)).toBeLessThan(MOST_SAID);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  expect(stderr).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  if (attack.code === undefined) expect([code, stderr]).toEqual([0, expect.any(String)]);
  else {
    expect([2, 3], stderr.slice(0, 500)).toContain(code);
    expect(told[0]).toMatchObject({ level: 'error', code: attack.code });
    expect(told[0]!.at).toMatch(new RegExp(`^${(attack.at ?? 'o.yaml').replaceAll('.', '\\.')}`));
    if (before) expect(listing(folder)).toEqual(before);
  }
  if (attack.says !== undefined) expect(`${told[0]?.message} ${told[0]?.hint}`).toMatch(attack.says);
  expect(ran.seconds, 'seconds of the processor').toBeLessThan(MOST.seconds);
  expect(ran.megabytes, 'megabytes').toBeLessThan(MOST.megabytes);
  return { stdout, told, folder };
}
