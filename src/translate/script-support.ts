/**
 * Whether a script can be printed: the fonts that write it, and the template that says how large. Where only the
 * template is missing, it is made from that of a script of the same build; where the font is, people are told how to
 * bring one. It cannot tell whether a size is right: that is seen on paper.
 */
import type { Diagnostic } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { FontEntry } from '../schema/fonts.js';

export interface ScriptSupport {
  /** Families that fonts.yaml has for the script, with those that stand in for its Latin words. */
  readonly families: readonly string[];
  /** `templates/scripts/Hebr.yaml`, whether it is there or not. */
  readonly template: string;
  readonly hasTemplate: boolean;
}

/** @param templates names in templates/scripts */
export function supportOf(
  script: string,
  fonts: readonly FontEntry[],
  templates: readonly string[],
): ScriptSupport {
  const own = fonts.filter((font) => font.scripts.includes(script)).map((font) => font.family);
  return {
    families: own.length === 0 ? [] : [...new Set([...own, LATIN])],
    template: `templates/scripts/${script}.yaml`,
    hasTemplate: templates.includes(`${script}.yaml`),
  };
}

const LATIN = 'Noto Sans';

/**
 * Scripts of the same build, whose sizes are the nearest there are: those that hang from a line or stack marks above
 * and below are set like Devanagari, ideographs like Chinese, right-to-left scripts with marks like Arabic.
 */
const RELATIVES: Readonly<Record<string, string>> = {
  Guru: 'Deva',
  Gujr: 'Deva',
  Orya: 'Deva',
  Taml: 'Deva',
  Telu: 'Deva',
  Knda: 'Deva',
  Mlym: 'Deva',
  Sinh: 'Deva',
  Thai: 'Deva',
  Laoo: 'Deva',
  Khmr: 'Deva',
  Mymr: 'Deva',
  Tibt: 'Deva',
  Jpan: 'Hans',
  Adlm: 'Arab',
  Thaa: 'Arab',
  Syrc: 'Arab',
  Nkoo: 'Arab',
  Rohg: 'Arab',
};

/** The script whose template a new one begins as. */
export const relativeOf = (script: string): string => RELATIVES[script] ?? 'Latn';

/**
 * A template for a script that has fonts and none yet.
 * @param relative the text of its relative's template
 * @param letter what stands for the script in the interpreter's sign
 */
export function templateFor(
  script: string,
  { families }: ScriptSupport,
  relative: string,
  letter: string,
): string {
  const sizes = relative
    .split('\n')
    .filter((line) => !/^(?:#|families:|letter:|letter-family:)/.test(line) && line !== '');
  return [
    '# yaml-language-server: $schema=../../schema/template.schema.json',
    `# ${script}: made by \`kyr locale new\` from the sizes of ${relativeOf(script)}. Look at it on paper, and mend it.`,
    `families: [${families.join(', ')}]`,
    `letter: ${letter}`,
    `letter-family: ${families[0]}`,
    ...sizes,
    '',
  ].join('\n');
}

/** What to do where no font that ships writes the script. */
export const noFont = (script: string, english: string, templates: string): Diagnostic => ({
  code: CODE.fontMissing,
  level: 'warning',
  message: `no font here writes ${script}, so ${english} can be translated, and not printed yet`,
  hint: `put a Regular and a Bold static TrueType font of it into fonts/, name them in fonts/fonts.yaml with scripts: [${script}], and write ${templates}; TRANSLATING.md, “A script that is not here yet”, shows each line`,
});
