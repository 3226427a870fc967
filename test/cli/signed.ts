/** A project whose languages are signed: nobody has signed what ships. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { kyrHere } from './command.js';
import { copyShipped, fixture, openProject } from './project.js';

export const PRESS_JOB = fixture('press.yaml');
export const SIGNED_ON = '2026-11-30';
export const SIGNED = ['en', 'es', 'ar'] as const;

/** Signs a language in a project, as if on SIGNED_ON. */
export async function signIn(folder: string, tag: string, state: string, role: string): Promise<void> {
  const args = ['locale', 'sign', tag, '--state', state, '--role', role, '--on', SIGNED_ON];
  const signed = await kyrHere(args, { cwd: folder });
  expect(signed.code, signed.stderr).toBe(0);
}

/** A project whose English a lawyer has approved and whose Spanish and Arabic have had a second reader. */
export async function openSigned(job = PRESS_JOB): Promise<string> {
  const folder = openProject({ 'job.yaml': job });
  copyShipped(folder, 'content', ...SIGNED.map((tag) => `locales/${tag}`));
  await signIn(folder, 'en', 'final', 'lawyer');
  await signIn(folder, 'es', 'reviewed', 'second reader');
  await signIn(folder, 'ar', 'reviewed', 'second reader');
  return folder;
}

export const reviewOf = (folder: string, tag: string): string =>
  readFileSync(join(folder, 'locales', tag, '_review.yaml'), 'utf8');
