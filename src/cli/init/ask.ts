/**
 * The questions of `kyr init`, for what no flag has said. Each says why it is asked, and that it may be left empty: who
 * hands such a flyer out may have reasons not to be named.
 * Does not: write, or decide what an answer is good for.
 */
import type { Readable, Writable } from 'node:stream';
import type { LanguageTag } from '../../core/language.js';
import type { OfficePaper } from '../../impose/office.js';
import { type AccentVerdict, accentFault } from '../../load/accent.js';
import type { State } from '../../schema/locale.js';
import type { Answers, FirstUse, Known } from './answers.js';

export interface OfferedLanguage {
  readonly tag: LanguageTag;
  readonly name: string;
  readonly english: string;
  readonly state: State;
}

export interface Terminal {
  readonly input: Readable;
  readonly output: Writable;
}

/** In words: a flyer in a language that nobody checked says DRAFT on both sides. */
const readiness = (state: State): string =>
  state === 'reviewed' || state === 'final' ? 'ready' : 'being checked: the flyer says DRAFT';

/** What of a colour, as CSS writes it, can be printed. */
export type JudgeAccent = (text: string) => Promise<AccentVerdict>;

/** The answers; undefined where the person has left with Ctrl-C or Escape. */
export async function askForRest(
  known: Known,
  offered: readonly OfferedLanguage[],
  terminal: Terminal,
  judgeAccent: JudgeAccent,
): Promise<Answers | undefined> {
  const { intro, isCancel, multiselect, note, select, text } = await import('@clack/prompts');
  /** Turns a cancelled question into the end of all of them. */
  const orLeave = <T>(answer: T): Exclude<T, symbol> => {
    if (isCancel(answer)) throw new Left();
    return answer as Exclude<T, symbol>;
  };
  const line = async (message: string, placeholder: string, check?: (typed: string) => string | undefined) =>
    orLeave(
      await text({
        ...terminal,
        message,
        placeholder,
        validate: (typed) => (typed?.trim() ? check?.(typed.trim()) : undefined),
      }),
    )?.trim() || undefined;

  try {
    intro('A know-your-rights flyer of your own', terminal);
    const languages =
      known.languages ??
      orLeave(
        await multiselect<LanguageTag>({
          ...terminal,
          message: 'Which languages do your people read? (space chooses, Enter goes on)',
          options: offered.map(({ tag, name, english, state }) => ({
            value: tag,
            // Not as a hint, which clack shows beside the line under the cursor alone.
            label: `${name === english ? name : `${name} – ${english}`} · ${readiness(state)}`,
          })),
          required: true,
          maxItems: 15,
        }),
      );
    if (known.names === undefined)
      note(
        'Name, address, phone and web are printed on every flyer.\nLeave out what could put somebody at risk: a flyer with none of them is as good.',
        'Who gives it out',
        terminal,
      );
    const names = known.names ?? (await askNames(line, languages, offered));
    const address =
      known.address ??
      (known.names ? undefined : await line('Address, if you want it printed', 'Enter leaves it out'));
    const phone = known.phone ?? (known.names ? undefined : await line('Phone', 'Enter leaves it out'));
    const web = known.web ?? (known.names ? undefined : await line('Web page', 'Enter leaves it out'));
    const logo =
      known.logo ??
      (known.names ? undefined : await line('Logo: an SVG, PNG or JPEG file', 'Enter leaves it out'));
    const accent =
      known.accent ??
      (known.names
        ? undefined
        : await askAccent(
            () => line('Accent colour, such as #0a5c7a or teal', 'Enter keeps the petrol of the flyer'),
            async (message, options) => orLeave(await select<string>({ ...terminal, message, options })),
            judgeAccent,
          ));
    const paper =
      known.paper ??
      orLeave(
        await select<OfficePaper>({
          ...terminal,
          message: 'Which paper is in the office printer?',
          options: [
            { value: 'letter', label: 'Letter', hint: '8.5 × 11 in' },
            { value: 'a4', label: 'A4', hint: '210 × 297 mm' },
          ],
        }),
      );
    const uses =
      known.uses ??
      orLeave(
        await multiselect<FirstUse>({
          ...terminal,
          message: 'What do you need first?',
          options: [...USES],
          initialValues: ['home', 'phone'],
          required: true,
        }),
      );
    return { languages, names, paper, uses, ...given({ address, phone, web, logo, accent }) };
  } catch (error) {
    if (error instanceof Left) return undefined;
    throw error;
  }
}

/** Thrown inside this file alone. */
class Left extends Error {}

const USES: readonly { readonly value: FirstUse; readonly label: string }[] = [
  { value: 'home', label: 'PDF for the office printer' },
  { value: 'phone', label: 'Pictures for a group chat and for a status, with their words' },
  { value: 'screen', label: 'PDF for screens and screen readers' },
  { value: 'text', label: 'The words alone, for SMS and chat' },
  { value: 'png', label: 'A large picture of each side' },
  { value: 'press', label: 'PDF for a print shop' },
];

/** The name in English, and in each language chosen; Enter keeps the English one there. */
async function askNames(
  line: (message: string, placeholder: string) => Promise<string | undefined>,
  languages: readonly LanguageTag[],
  offered: readonly OfferedLanguage[],
): Promise<Record<LanguageTag, string>> {
  const names: Record<LanguageTag, string> = {};
  const inEnglish = await line('Name of the congregation in English', 'Enter leaves it out');
  if (inEnglish === undefined) return names;
  names.en = inEnglish;
  for (const tag of languages) {
    if (tag === 'en') continue;
    const { name } = offered.find((language) => language.tag === tag)!;
    const own = await line(`Its name in ${name}`, 'Enter keeps the English one');
    if (own !== undefined) names[tag] = own;
  }
  return names;
}

/** A colour that can be printed. For one that is too light the nearest that is not is offered; nothing else is taken. */
async function askAccent(
  type: () => Promise<string | undefined>,
  choose: (message: string, options: { readonly value: string; readonly label: string }[]) => Promise<string>,
  judge: JudgeAccent,
): Promise<string | undefined> {
  for (;;) {
    const text = await type();
    if (text === undefined) return undefined;
    const verdict = await judge(text);
    const fault = accentFault({ text }, verdict);
    if (!fault) return text;
    const nearest = verdict.kind === 'too-light' ? [verdict.nearest] : [];
    const chosen = await choose(`${fault.message}.`, [
      ...nearest.map((value) => ({ value, label: `Take ${value}: the same hue, as dark as it must be` })),
      { value: ANOTHER, label: 'Write another colour' },
      { value: NONE, label: 'Keep the petrol of the flyer' },
    ]);
    if (chosen !== ANOTHER) return chosen === NONE ? undefined : chosen;
  }
}

const [ANOTHER, NONE] = ['another', 'none'];

/** Without what was left empty. */
export const given = <T extends Record<string, string | undefined>>(all: T): { [K in keyof T]?: string } =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: string;
  };
