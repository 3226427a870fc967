/** Today, for the gate: expiry and dialled numbers are measured against it. Output has no clock. */
import type { World } from '../core/world.js';

/** `2026-11-23`, of SOURCE_DATE_EPOCH where it is set. */
export const today = (world: Pick<World, 'epoch'>): string =>
  (world.epoch ?? new Date()).toISOString().slice(0, 10);
