/**
 * Preflight of a PDF as it lies on disk: what was written is read back before it gets its final name, and again by
 * `kyr verify`. What preflight asks is in preflight/; this only brings file and zlib to it.
 */
import { readFileSync, statSync } from 'node:fs';
import { type Diagnostic, EXIT, KyrError } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { Purpose } from '../preflight/clauses.js';
import { type PdfPreflight, preflightPdf } from '../preflight/pdf.js';
import { inflate } from './inflate.js';
import type { ManifestFile } from './manifest.js';

/** A file is read into memory whole. */
export const MOST_BYTES = 1 << 30;

/** What a file of a run is for: press files and sheets go to a press, the rest to an office printer. */
export const purposeOf = (kind: ManifestFile['kind']): Purpose =>
  kind === 'press' || kind === 'sheets' ? 'press' : 'office';

/** Preflights a file on disk under the name that people know. Throws what `fs` throws where it cannot be read. */
export function preflightFile(path: string, shown: string, purpose: Purpose): PdfPreflight {
  return preflightPdf(readFileSync(path), shown, { inflate, purpose });
}

/**
 * Throws a KyrError (exit 4) with every error of a part that is about to get its name, so that it never does; of a file
 * that goes into a zip, its bytes. Warnings are not told here: preflight/frame.ts told them of the design.
 */
export function refuseFaulty(part: string | Uint8Array, shown: string, purpose: Purpose): void {
  const size = typeof part === 'string' ? statSync(part).size : part.length;
  const read = (): PdfPreflight =>
    typeof part === 'string'
      ? preflightFile(part, shown, purpose)
      : preflightPdf(part, shown, { inflate, purpose });
  const { ok, diagnostics } = size > MOST_BYTES ? TOO_LARGE : read();
  if (ok) return;
  const first: Diagnostic = {
    code: CODE.preflight,
    level: 'error',
    message: `${shown} was not written: it fails preflight`,
    hint: 'mend what is listed; if nothing of yours is to blame, this is a fault of kyr: please report it',
  };
  throw new KyrError([first, ...diagnostics.filter((d) => d.level === 'error')], EXIT.preflight);
}

const TOO_LARGE: Pick<PdfPreflight, 'ok' | 'diagnostics'> = {
  ok: false,
  diagnostics: [
    {
      code: CODE.notReadable,
      level: 'error',
      message: 'a file of more than 1 GB cannot be preflighted',
      hint: 'make smaller batches',
    },
  ],
};
