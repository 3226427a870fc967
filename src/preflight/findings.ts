/**
 * Findings, each told once: the same clause with the same words about the same object is one finding, with its first
 * page and the number of pages it is on. A run of 60,000 pages with one bad form has one finding.
 */
import type { Diagnostic } from '../core/diagnostic.js';
import { CLAUSES, type ClauseId } from './clauses.js';

export interface Place {
  readonly page?: number;
  readonly object?: number;
}

export interface Finding {
  readonly clause: ClauseId;
  /** Of the worst case, where there is one. */
  message: string;
  /** How bad: the smaller, the worse. */
  worst: number | undefined;
  readonly page: number | undefined;
  readonly object: number | undefined;
  /** How many pages have it; 0 for a finding about the file. */
  pages: number;
  /** The last page that was counted. */
  last: number | undefined;
}

/** A file with more is bad enough; what comes after is counted and not kept. */
const MAX_FINDINGS = 500;

export class Findings {
  readonly #unasked: ReadonlySet<ClauseId>;
  readonly #all = new Map<string, Finding>();
  #dropped = 0;
  /** Listens while a form is walked, so that its findings can be told again on its next page. */
  readonly #recorders = new Set<Set<Finding>>();

  constructor(unasked: ReadonlySet<ClauseId> = new Set()) {
    this.#unasked = unasked;
  }

  /**
   * With a `size`, all sizes of one clause in one object are one finding, told with the smallest. A clause that is
   * not asked for is passed over.
   */
  add(clause: ClauseId, message: string, { page, object }: Place = {}, size?: number): void {
    if (this.#unasked.has(clause)) return;
    const key = `${clause}\n${size === undefined ? message : ''}\n${object ?? ''}`;
    let finding = this.#all.get(key);
    if (!finding) {
      if (this.#all.size >= MAX_FINDINGS) {
        this.#dropped++;
        return;
      }
      finding = { clause, message, worst: size, page, object, pages: 0, last: undefined };
      this.#all.set(key, finding);
    } else if (size !== undefined && finding.worst !== undefined && size < finding.worst) {
      finding.worst = size;
      finding.message = message;
    }
    this.#count(finding, page);
    for (const recorder of this.#recorders) recorder.add(finding);
  }

  /** Tells again what was recorded, for another page. */
  repeat(findings: ReadonlySet<Finding>, page: number): void {
    for (const finding of findings) {
      this.#count(finding, page);
      for (const recorder of this.#recorders) recorder.add(finding);
    }
  }

  /** Everything found while `work` is done. */
  record(work: () => void): ReadonlySet<Finding> {
    const found = new Set<Finding>();
    this.#recorders.add(found);
    try {
      work();
    } finally {
      this.#recorders.delete(found);
    }
    return found;
  }

  /** As diagnostics, errors first, each kind in the order found. `shown` is the file as people know it. */
  diagnostics(shown: string): Diagnostic[] {
    const made = [...this.#all.values()].map((finding): Diagnostic => {
      const { clause, message, page, object, pages } = finding;
      const { code, level, hint } = CLAUSES[clause];
      return {
        code,
        level,
        clause,
        message: pages > 1 ? `${message} (on ${pages} pages)` : message,
        hint,
        at: {
          pdf: shown,
          ...(page === undefined ? {} : { page }),
          ...(object === undefined ? {} : { object }),
        },
      };
    });
    if (this.#dropped > 0)
      made.push({
        code: CLAUSES.limit.code,
        level: 'error',
        clause: 'limit',
        message: `${this.#dropped} more findings are not listed`,
        hint: 'mend what is listed, and look again',
        at: { pdf: shown },
      });
    return [...made.filter((d) => d.level === 'error'), ...made.filter((d) => d.level !== 'error')];
  }

  #count(finding: Finding, page: number | undefined): void {
    if (page === undefined || finding.last === page) return;
    finding.last = page;
    finding.pages++;
  }
}
