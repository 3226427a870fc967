/** The World of a command: the working folder and its project, SOURCE_DATE_EPOCH, and days that are typed. */
import { join } from 'node:path';
import { EXIT, fail } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import { readChecked } from '../load/checked-file.js';
import { type DiskWorld, openDiskWorld } from '../load/disk-world.js';
import { Day } from '../schema/parts.js';
import { Project } from '../schema/project.js';

/** @throws KyrError where the project's kyr.yaml holds what nobody would read */
export function openWorld(): DiskWorld {
  const world = openDiskWorld(process.cwd(), process.env.SOURCE_DATE_EPOCH);
  checkProject(world);
  return world;
}

/** @throws KyrError as `openWorld` */
export function checkProject(world: DiskWorld): void {
  if (world.project === undefined) return;
  const file = join(world.project, 'kyr.yaml');
  readChecked(world, file, Project, world.shown(file));
}

/** @throws KyrError (exit 2) for a day on the command line that is none */
export function checkDay(day: string): void {
  if (Day.safeParse(day).success) return;
  const hint = 'write it as YYYY-MM-DD';
  fail({ code: CODE.badValue, message: `“${day}” is not a date`, hint }, EXIT.usage);
}
