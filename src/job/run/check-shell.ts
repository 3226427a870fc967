/** A shell is printed once for all languages: before a file is made, all designs must really have the same one. */
import type { Diagnostic } from '../../core/diagnostic.js';
import { EXIT, failOnErrors } from '../../core/diagnostic.js';
import { CODE } from '../../core/diagnostic-codes.js';
import type { CompiledDesign } from '../shop.js';

/** @throws KyrError KYR344 (exit 4) naming each design whose colour plates are not those of the first */
export function checkShell(designs: ReadonlyMap<string, Pick<CompiledDesign, 'shell'>>): void {
  const [first, ...rest] = designs;
  if (!first) return;
  const [firstId, { shell: wanted = [] }] = first;
  failOnErrors(
    rest.flatMap(([id, { shell = [] }]): Diagnostic[] => {
      const side = wanted.findIndex((digest, i) => digest !== shell[i]);
      if (side === -1) return [];
      return [
        {
          code: CODE.shellDiffers,
          level: 'error',
          message: `the ${side === 0 ? 'front' : 'back'} of ${id} has other cyan, magenta and yellow plates than ${firstId}`,
          hint: 'print it in a run of its own, or all of them with ink: 4c; the rule under its headline stands elsewhere, or there is none',
        },
      ];
    }),
    EXIT.preflight,
  );
}
