/**
 * pdfkit as a container: its pages, objects and cross-reference table are used; its text, fonts, colours and metadata
 * are not. What is written comes as PDF text, which pdfkit takes as it stands.
 */
import { formatValue, type PdfDict, type PdfValue } from './value.js';

declare global {
  namespace PDFKit {
    // pdfkit's own parts that its types leave out (0.20.2, pinned).
    interface PDFDocument {
      readonly _root: PDFKitReference;
    }
    interface PDFPage {
      readonly resources: PDFKitReference;
    }
  }
}

/** PDF text that pdfkit writes as it stands: its converter falls back to toString for a foreign tag. */
export class Verbatim {
  /** pdfkit counts a stream's length here; the text says it already. */
  Length?: number;
  readonly #pdf: string;
  constructor(pdf: string) {
    this.#pdf = pdf;
  }
  get [Symbol.toStringTag](): string {
    return 'Verbatim';
  }
  toString(): string {
    return this.#pdf;
  }
}

export const reference = (number: number): string => `${number} 0 R`;

export const verbatimEntries = (entries: PdfDict): Record<string, Verbatim> =>
  Object.fromEntries(
    Object.entries(entries).map(([key, value]) => [key, new Verbatim(formatValue(value, reference))]),
  );

export const verbatimDict = (value: PdfValue): Record<string, Verbatim> =>
  typeof value === 'object' && 'dict' in value ? verbatimEntries(value.dict) : {};

/** All bytes of a stream, once it has ended. */
export function collect(stream: NodeJS.ReadableStream): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    stream.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    stream.on('error', reject);
    stream.on('end', () => {
      const bytes = new Uint8Array(chunks.reduce((sum, c) => sum + c.length, 0));
      let at = 0;
      for (const chunk of chunks) {
        bytes.set(chunk, at);
        at += chunk.length;
      }
      resolve(bytes);
    });
  });
}
