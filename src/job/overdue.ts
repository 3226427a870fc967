/**
 * Days that a layer of law names and that have passed: check-after, on which somebody should have looked whether the
 * law has changed, and expires, after which the gate lets nothing through. Warnings alone: the gate refuses.
 */
import { versionName } from '../compose/trace-law.js';
import type { Diagnostic } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { Checked } from '../load/checked-file.js';
import type { Layer } from '../schema/content.js';

/** @param today `2026-11-23`; a layer holds on the days themselves */
export function findOverdue(layers: readonly Checked<Layer>[], today: string): Diagnostic[] {
  return layers.flatMap(({ value, place }): Diagnostic[] => {
    const name = versionName(value);
    if (today > value.expires)
      return [
        {
          code: CODE.expired,
          level: 'warning',
          message: `${name} expired on ${value.expires}: it no longer goes to press`,
          hint: 'read the law again, write a newer version and have a lawyer approve it',
          at: place('expires'),
        },
      ];
    if (today > value['check-after'])
      return [
        {
          code: CODE.checkDue,
          level: 'warning',
          message: `${name} was to be checked after ${value['check-after']}, the day that every flyer names`,
          hint: `see whether the law has changed; if not, write a newer version with a later check-after. It expires on ${value.expires}`,
          at: place('check-after'),
        },
      ];
    return [];
  });
}
