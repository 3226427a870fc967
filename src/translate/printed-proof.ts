/**
 * The printed proof of a language: which sentences stand on it, and the code that stands for exactly these. A paper
 * that comes back signed is held against what it showed: a sentence that is another today was not signed.
 */
import { sentenceId } from '../compose/source-text.js';
import type { Diagnostic, FilePlace } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { LanguageTag } from '../core/language.js';
import { spokenCode } from '../core/spoken-code.js';
import type { World } from '../core/world.js';
import { type Sentence, textDigest } from '../lint/standing.js';
import type { PrintedProof, Proofs } from '../schema/second-reading.js';

/** What is printed, in the order of its numbers: the first is number 1. */
export function printProof(
  about: Pick<PrintedProof, 'publication' | 'edition' | 'layer' | 'on'>,
  sentences: readonly Sentence[],
  digest: World['digest'],
): PrintedProof {
  return {
    ...about,
    sentences: sentences.map(({ namespace, key, source, text }) => ({
      key: `${namespace}:${key}`,
      source: textDigest(source, digest),
      text: textDigest(text, digest),
    })),
  };
}

/** The code on the paper. The day is no part of it: the same sentences have the same code tomorrow. */
export function codeOfProof(tag: LanguageTag, proof: PrintedProof, digest: World['digest']): string {
  const { publication, edition, layer, sentences } = proof;
  const bound = sentences.map(({ key, source, text }) => [key, source, text]);
  return spokenCode(digest(JSON.stringify([tag, publication, edition, layer, bound])));
}

/** The record with this proof in it; one that is there already keeps its day. */
export const withProof = (proofs: Proofs, code: string, proof: PrintedProof): Proofs =>
  code in proofs.proofs ? proofs : { proofs: { ...proofs.proofs, [code]: proof } };

export interface PaperSignature {
  readonly code: string;
  readonly proof: PrintedProof;
  /** The language's sentences as they stand now. */
  readonly now: readonly Sentence[];
  /** Those that were read, as `namespace:key` or by number; all of them where none is named. */
  readonly only: readonly string[];
  /** Those that were crossed out on the paper, as `namespace:key` or by number. */
  readonly except: readonly string[];
  readonly digest: World['digest'];
  readonly place: (sentence: Sentence) => FilePlace | undefined;
}

/** The sentences that a signed paper answers for, or everything on it that is another by now. */
export function sentencesSigned({ code, proof, now, only, except, digest, place }: PaperSignature): {
  readonly sentences: readonly Sentence[];
  readonly faults: readonly Diagnostic[];
} {
  const known = new Map(now.map((s) => [sentenceId(s), s]));
  const named = (one: string): string => proof.sentences[Number(one) - 1]?.key ?? one;
  const left = new Set(except.map(named));
  const read = new Set(only.map(named));
  const faults: Diagnostic[] = [...left, ...read]
    .filter((key) => !proof.sentences.some((s) => s.key === key))
    .map((key) => ({
      code: CODE.unknownName,
      level: 'error',
      message: `there is no “${key}” on proof ${code}`,
      hint: `name it by its number (1 to ${proof.sentences.length}), or as namespace:key`,
    }));
  const sentences = proof.sentences.flatMap((printed, index): Sentence[] => {
    if (left.has(printed.key) || (read.size > 0 && !read.has(printed.key))) return [];
    const sentence = known.get(printed.key);
    const changed = !sentence
      ? ['is not printed any more']
      : [
          ...(printed.source === textDigest(sentence.source, digest) ? [] : ['its English']),
          ...(printed.text === textDigest(sentence.text, digest) ? [] : ['its translation']),
        ];
    if (sentence && changed.length === 0) return [sentence];
    const at = sentence && place(sentence);
    faults.push({
      code: CODE.proofChanged,
      level: 'error',
      message: sentence
        ? `number ${index + 1}, “${printed.key}”, is not what was signed: ${changed.join(' and ')} changed after proof ${code} was printed`
        : `number ${index + 1}, “${printed.key}”, of proof ${code} ${changed.join('')}`,
      hint: `print a new proof and have it signed, or leave it out with --except ${index + 1}`,
      ...(at ? { at } : {}),
    });
    return [];
  });
  return { sentences, faults };
}

/** The file's text: one line a sentence. */
export function formatProofs({ proofs }: Proofs): string {
  const lines = [
    '# yaml-language-server: $schema=../../schema/proofs.schema.json',
    '# Written by `kyr locale proof`: what stood on each printed proof, by its code. A signed paper needs its entry.',
  ];
  const codes = Object.entries(proofs).sort(([a], [b]) => (a < b ? -1 : 1));
  if (codes.length === 0) return [...lines, 'proofs: {}', ''].join('\n');
  lines.push('proofs:');
  for (const [code, { publication, edition, layer, on, sentences }] of codes)
    lines.push(
      `  ${code}:`,
      `    publication: ${publication}`,
      `    edition: ${edition}`,
      `    layer: ${layer}`,
      `    on: ${on}`,
      '    sentences:',
      ...sentences.map((s) => `      - { key: '${s.key}', source: '${s.source}', text: '${s.text}' }`),
    );
  return `${lines.join('\n')}\n`;
}
