/** The World of a command: the working folder, SOURCE_DATE_EPOCH, and today for the gate (never for output). */
import { type DiskWorld, openDiskWorld } from '../load/disk-world.js';

export const openWorld = (): DiskWorld => openDiskWorld(process.cwd(), process.env.SOURCE_DATE_EPOCH);

/** `2026-11-23`: what expiry and dialled numbers are measured against. */
export const today = (world: Pick<DiskWorld, 'epoch'>): string =>
  (world.epoch ?? new Date()).toISOString().slice(0, 10);
