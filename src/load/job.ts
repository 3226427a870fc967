/** jobs/: an order, its delivery lists and its organisations, checked and joined. */
import { dirname, resolve } from 'node:path';
import type { World } from '../core/world.js';
import { Job } from '../schema/job.js';
import { type Checked, readChecked } from './checked-file.js';
import { type CongregationRow, loadCongregations } from './congregations.js';
import { type LoadedOrganisation, loadOrganisation } from './organisation.js';
import { BLACK_ALONE, type Separation } from './separation.js';

export interface LoadedJob {
  readonly job: Checked<Job>;
  /** By the name under which the job's runs ask for them. */
  readonly congregations: ReadonlyMap<string, readonly CongregationRow[]>;
  readonly organisations: ReadonlyMap<string, LoadedOrganisation>;
}

/** The job file alone: what it says decides how the files it names are read. @param path absolute  @throws KyrError */
export const readJob = (world: World, path: string, shown: (path: string) => string): Checked<Job> =>
  readChecked(world, path, Job, shown(path));

/**
 * @param job as readJob reads it, from `path`; the files it names lie beside it
 * @param separation what becomes of the colours of logos and accents
 * @throws KyrError
 */
export async function loadJob(
  world: World,
  { job, path }: { readonly job: Checked<Job>; readonly path: string },
  shown: (path: string) => string,
  separation: Separation = BLACK_ALONE,
): Promise<LoadedJob> {
  const beside = (name: string): string => resolve(dirname(path), name);

  const congregations = new Map<string, readonly CongregationRow[]>();
  const organisations = new Map<string, LoadedOrganisation>();
  for (const run of job.value.runs) {
    if ('congregations' in run) {
      const file = beside(run.congregations);
      congregations.set(run.congregations, await loadCongregations(world, file, shown(file), separation));
    } else if (run.organisation !== undefined) {
      const file = beside(run.organisation);
      organisations.set(run.organisation, await loadOrganisation(world, file, shown(file), separation));
    }
  }
  return { job, congregations, organisations };
}
