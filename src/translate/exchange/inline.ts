/**
 * A sentence as a row of parts: text, {{placeholders}}, and characters that XML cannot hold. In XLIFF the last two
 * are elements, so that no tool breaks them. Joined again the parts are the very sentence.
 */

export type Part =
  | { readonly kind: 'text'; readonly text: string }
  /** `id` tells it from others of the same unit: `say`, and `say.2` for the second. */
  | { readonly kind: 'placeholder'; readonly id: string; readonly literal: string }
  | { readonly kind: 'character'; readonly code: number };

/** As compose/wording.ts reads them. */
const PLACEHOLDER = /(\{\{\s*[\w-]+\s*\}\})/;

/** XML 1.0, production 2 (Char). Half a surrogate pair is none. */
const isXmlCharacter = (code: number): boolean =>
  code === 0x9 ||
  code === 0xa ||
  code === 0xd ||
  (code >= 0x20 && code <= 0xd7ff) ||
  (code >= 0xe000 && code <= 0xfffd) ||
  code >= 0x10000;

export function partsOf(sentence: string): Part[] {
  const seen = new Map<string, number>();
  return sentence.split(PLACEHOLDER).flatMap((piece, i): Part[] => {
    if (i % 2 === 0) return charactersOf(piece);
    const name = nameOf(piece) as string;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return [{ kind: 'placeholder', id: count === 1 ? name : `${name}.${count}`, literal: piece }];
  });
}

/** `say` of `{{ say }}`; undefined for what is no placeholder. */
export const nameOf = (literal: string): string | undefined => /^\{\{\s*([\w-]+)\s*\}\}$/.exec(literal)?.[1];

/** The name in an id of ours: `say` of `say.2`. */
export const nameOfId = (id: string): string => id.replace(/\.\d+$/, '');

function charactersOf(piece: string): Part[] {
  const parts: Part[] = [];
  let text = '';
  for (const character of piece) {
    const code = character.codePointAt(0) as number;
    if (isXmlCharacter(code)) text += character;
    else {
      if (text !== '') parts.push({ kind: 'text', text });
      parts.push({ kind: 'character', code });
      text = '';
    }
  }
  if (text !== '') parts.push({ kind: 'text', text });
  return parts;
}
