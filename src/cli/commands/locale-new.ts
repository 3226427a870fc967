/**
 * `kyr locale new`: the folder of a language that nobody has translated yet, with what is known of it, every sentence
 * to write, and a worksheet. Writes over nothing: a file that is there stays. `_meta.yaml` comes last, since a folder
 * is a locale by that file: cut short, the same command goes on where it stopped.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Diagnostic, EXIT, fail } from '../../core/diagnostic.js';
import { CODE } from '../../core/diagnostic-codes.js';
import { canonicalTag, likelyScript, scriptDirection } from '../../core/language.js';
import { denialOf } from '../../lint/denials.js';
import type { DiskWorld } from '../../load/disk-world.js';
import { loadFontEntries } from '../../load/fonts.js';
import { type Locale, listLocales, loadLocale } from '../../load/locales.js';
import { readTextFile } from '../../load/text-file.js';
import { loadLanguages, loadWordLists } from '../../load/word-lists.js';
import { shapingScript } from '../../text/scripts.js';
import { factsOf, type LanguageFacts } from '../../translate/language-facts.js';
import { newLocaleFiles } from '../../translate/new-locale.js';
import {
  noFont,
  relativeOf,
  type ScriptSupport,
  supportOf,
  templateFor,
} from '../../translate/script-support.js';
import { type Bench, openBench, worksheetOf } from '../bench.js';
import { localeFolder, writeLocaleFile, writeProjectFile } from '../locale-files.js';
import type { Outcome } from '../output.js';
import { openWorld } from '../world.js';

export interface NewOptions {
  /** A language whose sentences stand beside the English in the worksheet. */
  readonly like?: string;
  readonly name?: string;
  readonly english?: string;
  readonly script?: string;
  /** A language of its own, although there is one that it would be a variant of. */
  readonly whole?: boolean;
}

type Named = LanguageFacts & { readonly name: string; readonly english: string };

export async function localeNew(typed: string, options: NewOptions): Promise<Outcome> {
  const world = openWorld();
  const tag = checkTag(world, typed);
  const like = options.like === undefined ? undefined : loadLocale(world, options.like);
  const facts = checkNames(
    factsOf(tag, loadLanguages(world), options.script ?? sameBuild(tag, like)),
    options,
  );
  const base = options.whole ? undefined : baseOf(world, facts);
  const support = supportOf(facts.script, loadFontEntries(world), world.list('templates/scripts'));
  const bench = openBench(world);
  const saysNo = denialOf(loadWordLists(world).negations, { tag }) !== undefined;

  const files = newLocaleFiles({
    facts,
    sentences: bench.sentences,
    offers: like?.meta.offers ?? bench.coreEditions,
    saysNo,
    ...(base === undefined ? {} : { over: base }),
  });
  const folder = localeFolder(world, tag);
  const { '_meta.yaml': meta = '', ...others } = Object.fromEntries(files);
  for (const [name, text] of Object.entries(others))
    if (!existsSync(join(folder, name))) await writeLocaleFile(world, tag, name, text);
  const template = await writeTemplate(world, facts, support);
  await writeLocaleFile(world, tag, '_meta.yaml', meta);
  const worksheet = base === undefined ? worksheetOf(world, tag, bench, options.like) : undefined;
  if (worksheet !== undefined) await writeLocaleFile(world, tag, '_worksheet.txt', worksheet);

  const shown = world.shown(folder);
  return {
    exitCode: EXIT.done,
    data: {
      ...facts,
      folder: shown,
      ...(base === undefined ? { sentences: countOf(bench) } : { over: base }),
      fonts: support.families,
      template: support.hasTemplate || template ? support.template : null,
    },
    text: [
      ...described(facts),
      base === undefined
        ? `${shown}: ${bench.core.size} sentences for the flyer at the door, ${countOf(bench) - bench.core.size} for all others`
        : `${shown}: a variant; what it does not write is that of ${base}`,
      ...(support.families.length > 0
        ? [
            `fonts ${support.families.join(', ')}; sizes in ${support.template}${template ? ', made just now' : ''}`,
          ]
        : []),
      '',
      ...nextSteps(facts, base, saysNo),
    ].join('\n'),
    diagnostics: scriptNotes(facts, support, template),
  };
}

/** @throws KyrError for what is no tag, says its script twice, or is there already */
function checkTag(world: DiskWorld, typed: string): string {
  const tag = canonicalTag(typed);
  if (tag === undefined)
    fail(
      {
        code: CODE.badTag,
        message: `“${typed}” is not a BCP 47 language tag`,
        hint: 'write a language, and where it needs one a script and a country: uz, uz-Cyrl, pt-BR',
      },
      EXIT.usage,
    );
  const { language, script, region } = new Intl.Locale(tag);
  const shorter = [language, region].filter((part) => part !== undefined).join('-');
  // zh-Hans and zh-Hant say their script, since both are read here.
  if (script !== undefined && script === likelyScript(shorter) && listLocales(world).includes(shorter))
    fail({
      code: CODE.badTag,
      message: `${tag} is ${shorter}, which is there already: ${shorter} is written in ${script}`,
      hint: `\`kyr locale status ${shorter}\` says how far it is`,
    });
  if (listLocales(world).includes(tag))
    fail({
      code: CODE.duplicateId,
      message: `there is a locale ${tag} already, and nothing of it was touched`,
      hint: `\`kyr locale status ${tag}\` says how far it is; \`kyr locale update ${tag}\` adds what the English has new`,
    });
  return tag;
}

/** Nastaliq, where the language that helps is set in it: no tag says so. */
const sameBuild = (tag: string, like: Locale | undefined): string | undefined =>
  like && shapingScript(like.meta.script) === shapingScript(likelyScript(tag)) && like.meta.script === 'Aran'
    ? like.meta.script
    : undefined;

/** @throws KyrError (exit 2) where no list knows what a language is called, or in which script it is written */
function checkNames(facts: LanguageFacts, options: NewOptions): Named {
  const name = options.name ?? facts.name;
  const english = options.english ?? facts.english;
  const lacking = [
    ...(name === undefined ? ['--name (as its readers write it)'] : []),
    ...(english === undefined ? ['--english (its English name)'] : []),
    ...(facts.script === 'Zyyy' ? ['--script (four letters, such as Latn)'] : []),
  ];
  if (name === undefined || english === undefined || facts.script === 'Zyyy')
    fail(
      {
        code: CODE.usage,
        message: `no list here knows enough of “${facts.tag}”`,
        hint: `if the tag is right, say ${lacking.join(' and ')}`,
      },
      EXIT.usage,
    );
  return { ...facts, name, english, direction: scriptDirection(facts.script) };
}

/** The language that a tag with a country or a variety is a variant of, where that is here in the same script. */
function baseOf(world: DiskWorld, { tag, script }: Named): string | undefined {
  const { language } = new Intl.Locale(tag);
  const scripted = `${language}-${script}`;
  const base = [scripted, language].find(
    (known) => known !== tag && known !== 'en' && listLocales(world).includes(known),
  );
  if (base === undefined) return undefined;
  const { meta } = loadLocale(world, base);
  return meta.script === script && meta.over === undefined ? base : undefined;
}

/** @returns whether one was made */
async function writeTemplate(world: DiskWorld, facts: Named, support: ScriptSupport): Promise<boolean> {
  if (support.hasTemplate || support.families.length === 0) return false;
  const relative = readTextFile(world, `templates/scripts/${relativeOf(facts.script)}.yaml`);
  const letter = /\p{L}/u.exec(facts.name)?.[0] ?? 'A';
  await writeProjectFile(world, support.template, templateFor(facts.script, support, relative, letter));
  return true;
}

function scriptNotes(facts: Named, support: ScriptSupport, made: boolean): Diagnostic[] {
  if (support.families.length === 0) return [noFont(facts.script, facts.english, support.template)];
  if (!made) return [];
  return [
    {
      code: CODE.templateMissing,
      level: 'warning',
      message: `nothing was printed in ${facts.script} before; its sizes are those of ${relativeOf(facts.script)}`,
      hint: 'when the first sentences are there, look at the flyer and mend the sizes in that file',
      at: { file: support.template },
    },
  ];
}

const described = ({ tag, name, english, script, direction, plurals }: Named): string[] => [
  `${tag}  ${english}  ${script}, ${direction === 'rtl' ? 'right to left' : 'left to right'}${plurals ? `, plural forms: ${plurals.join(', ')}` : ''}  ${name}`,
];

const countOf = ({ sentences }: Bench): number =>
  [...sentences.values()].reduce((sum, keys) => sum + keys.size, 0);

function nextSteps({ tag, english }: Named, base: string | undefined, saysNo: boolean): string[] {
  if (base !== undefined)
    return [
      'Next:',
      `  1. copy a sentence that ${english} says otherwise from locales/${base} into a file of the same name, and write it`,
      `  2. kyr locale check ${tag}`,
    ];
  return [
    'Next:',
    `  1. open locales/${tag}/_meta.yaml: are the names right?${saysNo ? '' : ` Write in how ${english} says “no”`}`,
    `  2. open locales/${tag}/_worksheet.txt: it has the English of each line to write`,
    `  3. kyr locale check ${tag}`,
  ];
}
