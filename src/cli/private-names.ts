/**
 * Who stands behind a role: locales/_private/names.yaml, in a folder that git ignores by a .gitignore of its own, for
 * the people who hold the folder. Nothing in it is ever printed, shown or put into a result.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT, fail } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { LanguageTag } from '../core/language.js';
import type { DiskWorld } from '../load/disk-world.js';
import { loadPrivateNames, PRIVATE_NAMES } from '../load/second-reading.js';
import type { PrivateNames } from '../schema/second-reading.js';
import { writeOne } from './write.js';

/** Role → legal name, for one language. */
export const namesOf = (world: DiskWorld, tag: LanguageTag): Readonly<Record<string, string>> =>
  loadPrivateNames(world).names[tag] ?? {};

/** @throws KyrError KYR845 (exit 2) where the role is a legal name that the private file knows */
export function refuseLegalName(world: DiskWorld, role: string): void {
  const known = Object.values(loadPrivateNames(world).names).flatMap((names) => Object.values(names));
  const folded = (name: string): string => name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
  if (!known.some((name) => folded(name) === folded(role))) return;
  fail(
    {
      code: CODE.legalName,
      message: 'what was given as the role is a legal name in the private file',
      hint: 'sign with a role or a pseudonym; _review.yaml is read by everybody',
    },
    EXIT.usage,
  );
}

/** Keeps the name behind a role. The guard stands before the first name is written. */
export async function keepName(
  world: DiskWorld,
  tag: LanguageTag,
  role: string,
  name: string,
): Promise<void> {
  const root = world.project ?? world.shipped;
  const guard = join(root, 'locales', '_private', '.gitignore');
  const encoder = new TextEncoder();
  if (!existsSync(guard))
    await writeOne(
      guard,
      encoder.encode('# Legal names: nothing here goes into git, this file neither.\n*\n'),
    );
  const { names } = loadPrivateNames(world);
  const kept: PrivateNames = { names: { ...names, [tag]: { ...names[tag], [role]: name } } };
  await writeOne(join(root, PRIVATE_NAMES), encoder.encode(formatNames(kept)));
}

function formatNames({ names }: PrivateNames): string {
  const lines = [
    '# PRIVATE. Written by `kyr locale sign --name`: who stands behind a role. Give it to nobody.',
    'names:',
  ];
  for (const [tag, roles] of Object.entries(names).sort(([a], [b]) => (a < b ? -1 : 1))) {
    lines.push(`  ${tag}:`);
    for (const [role, name] of Object.entries(roles).sort(([a], [b]) => (a < b ? -1 : 1)))
      lines.push(`    ${JSON.stringify(role)}: ${JSON.stringify(name)}`);
  }
  return `${lines.join('\n')}\n`;
}
