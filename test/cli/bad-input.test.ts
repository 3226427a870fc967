/**
 * Bad input: for each fault the code, the place, the exit code, what the message says, and that nothing is left
 * behind. A row writes its files into a project of its own, laid over what ships, and runs one command there.
 */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt, kyr, kyrHere, ROOT, readDiagnostics, type Shown } from './command.js';
import { edit, type Files, fixture, listing, openProject, placeIn, shipped } from './project.js';

interface Row {
  readonly name: string;
  readonly files?: Files;
  /** Words of the command line. */
  readonly run: readonly string[];
  readonly exit: number;
  /** Of the diagnostic looked for; a slip in the command line itself has none. */
  readonly code?: string;
  /** `file`, `file:line` or `file:line:column`; left out where no file is at fault. */
  readonly at?: string;
  /** In message or hint. */
  readonly says: readonly (string | RegExp)[];
}

const SMALL = fixture('small.yaml');
const small = (from: string, to: string): Files => ({ 'job.yaml': edit(SMALL, from, to) });
const withLine = (line: string): Files => ({ 'job.yaml': `${SMALL}${line}\n` });
const PLAN = ['plan', 'job.yaml'];
const BUILD = ['build', 'job.yaml', '--progress=none'];

const LIST = fixture('deliveries.csv');
const deliveries = (csv: string | Uint8Array): Files => ({
  'job.yaml': fixture('deliveries.yaml'),
  'deliveries.csv': csv,
});
const list = (from: string, to: string): Files => deliveries(edit(LIST, from, to));

const ES = 'locales/es/us-federal.json';
const es = shipped(ES);
const withoutTitle = edit(es, '    "title": "No tiene que abrir la puerta",\n', '');
const withoutSay = edit(es, 'diga: {{say}}', 'diga:');
const withHieroglyph = edit(es, '"Guarde silencio"', '"Guarde silencio 𓀀"');
const long = edit(es, '"Pida que deslicen', `"${'Pida que deslicen la orden. '.repeat(60)}Pida que deslicen`);
const inSpanish = {
  'job.yaml': edit(edit(SMALL, '  - { language: en, quantity: 40 }\n', ''), 'total: 80', 'total: 40'),
};

const withLogo = (logo: string, more: Files = {}): Files => ({
  ...small('language: es,', 'language: es, organisation: chapel.yaml,'),
  'chapel.yaml': `organisation: sample-chapel\nname: Sample Chapel\nlogo: ${logo}\n`,
  ...more,
});
/** A PNG's head and nothing after it. */
const cutPng = Buffer.from('89504e470d0a1a0a0000000d49484452000000100000001008060000001ff3ff61', 'hex');

const FEDERAL = 'content/us/federal.yaml';
const expired = shipped(FEDERAL).replace(/^expires: .*$/m, 'expires: 2026-11-30');

const journal = '{"journal":"kyr-journal-1","job":"another"}\n';

/** A good profile but for what it is for. */
const screenProfile = readFileSync(join(ROOT, 'icc/GRACoL2006-TR006.icc'));
screenProfile.write('mntr', 12, 'latin1');

const jobFile: Row[] = [
  {
    name: 'inks that there are none of',
    files: withLine('press: { ink: rgb }'),
    run: PLAN,
    exit: 3,
    code: 'KYR106',
    at: 'job.yaml:16:10',
    says: [/ink/],
  },
  {
    name: 'a spot ink with the name of a process ink',
    files: withLine('press: { ink: { spot: Black } }'),
    run: PLAN,
    exit: 3,
    at: 'job.yaml:16:17',
    code: 'KYR106',
    says: ['“Black” is no spot ink'],
  },
  {
    name: 'a spot ink on which white letters are lost',
    files: withLine('press: { ink: { spot: Sun, alternate: { c: 0, m: 10, y: 90, k: 0 } } }'),
    run: PLAN,
    exit: 3,
    code: 'KYR343',
    at: 'job.yaml:16:10',
    says: ['white letters in Sun are hard to read', 'darker ink'],
  },
  {
    name: 'an output profile that is not there',
    files: withLine('press: { icc: shop.icc }'),
    run: PLAN,
    exit: 3,
    code: 'KYR101',
    at: 'job.yaml:16:10',
    says: ['there is no output profile shop.icc'],
  },
  {
    name: 'an output profile for screens',
    files: { ...withLine('press: { icc: shop.icc }'), 'shop.icc': screenProfile },
    run: BUILD,
    exit: 3,
    code: 'KYR702',
    at: 'job.yaml:16:10',
    says: ['shop.icc is of class "mntr", not "prtr"', 'CMYK output profile'],
  },
  {
    name: 'two output profiles at once',
    files: withLine('press: { icc: shop.icc, profile: FOGRA39 }'),
    run: PLAN,
    exit: 3,
    code: 'KYR106',
    at: 'job.yaml:16:25',
    says: ['either profile', 'or icc'],
  },
  {
    name: 'a wrong key, with the one that was meant',
    files: small('publication:', 'publicaton:'),
    run: PLAN,
    exit: 3,
    code: 'KYR103',
    at: 'job.yaml:5:1',
    says: ['unknown key “publicaton”', 'did you mean “publication”?'],
  },
  {
    name: 'a wrong key inside a run',
    files: small('language: es, quantity', 'language: es, quantitiy'),
    run: PLAN,
    exit: 3,
    code: 'KYR103',
    at: 'job.yaml:10:21',
    says: ['unknown key “quantitiy”', 'did you mean “quantity”?'],
  },
  {
    name: 'a key that is missing',
    files: small('title: A small job\n', ''),
    run: PLAN,
    exit: 3,
    code: 'KYR105',
    at: 'job.yaml:2:1',
    says: ['“title” is missing'],
  },
  {
    name: 'a key that stands there twice',
    files: withLine('total: 80'),
    run: PLAN,
    exit: 3,
    code: 'KYR109',
    at: 'job.yaml:16:1',
    says: ['twice'],
  },
  {
    name: 'a wrong type',
    files: small('total: 80', 'total: eighty'),
    run: PLAN,
    exit: 3,
    code: 'KYR104',
    at: 'job.yaml:11:1',
    says: ['“total” wants a number'],
  },
  {
    name: 'a value that is none of those known',
    files: small('purpose: draft', 'purpose: pres'),
    run: PLAN,
    exit: 3,
    code: 'KYR106',
    at: 'job.yaml:4:1',
    says: ['“purpose”', 'draft, press'],
  },
  {
    name: 'a quantity of nothing',
    files: small('language: es, quantity: 40', 'language: es, quantity: 0'),
    run: PLAN,
    exit: 3,
    code: 'KYR106',
    at: 'job.yaml:10:21',
    says: ['at least 1'],
  },
  {
    name: 'a length without a unit, as a number',
    files: withLine('press: { bleed: 3 }'),
    run: PLAN,
    exit: 3,
    at: 'job.yaml:16:10',
    // Quotes alone would not mend it: the unit is what is missing.
    says: ['“press.bleed”', /unit|such as 0\.125 in/],
    code: 'KYR107',
  },
  {
    name: 'a length without a unit, as a string',
    files: withLine("press: { bleed: '3' }"),
    run: PLAN,
    exit: 3,
    code: 'KYR107',
    at: 'job.yaml:16:10',
    says: ['with its unit', '3 mm'],
  },
  {
    name: 'a length in a unit that nobody knows',
    files: withLine('press: { bleed: 3 m }'),
    run: PLAN,
    exit: 3,
    code: 'KYR107',
    at: 'job.yaml:16:10',
    says: ['with its unit'],
  },
  {
    name: 'a bleed below nothing',
    files: withLine('press: { bleed: -3 mm }'),
    run: PLAN,
    exit: 3,
    code: 'KYR107',
    at: 'job.yaml:16:10',
    says: ['“press.bleed”'],
  },
  {
    name: 'a language tag that is none',
    files: small('language: es', 'language: xx-yy-zz'),
    run: PLAN,
    exit: 3,
    code: 'KYR108',
    at: 'job.yaml:10:7',
    says: ['not a BCP 47 language tag', 'zh-Hans'],
  },
  {
    name: 'a language tag in other than its canonical spelling',
    files: small('language: es', 'language: zh-hans'),
    run: PLAN,
    exit: 3,
    code: 'KYR108',
    at: 'job.yaml:10:7',
    says: ['write the language tag as zh-Hans'],
  },
  {
    name: 'a language that has no locale',
    files: small('language: es', 'language: tlh'),
    run: PLAN,
    exit: 3,
    code: 'KYR110',
    at: 'job.yaml:10:7',
    says: ['no locale “tlh”', 'zh-Hans'],
  },
  {
    name: 'a publication that is none',
    files: small('ice-encounter', 'ice-encountr'),
    run: PLAN,
    exit: 3,
    code: 'KYR110',
    at: 'job.yaml:5:1',
    says: ['no publication “ice-encountr”', 'did you mean “ice-encounter”?'],
  },
  {
    name: 'a layer the publication is not written for',
    files: small('us/ny/nyc', 'us/ny/nyk'),
    run: PLAN,
    exit: 3,
    code: 'KYR110',
    at: 'job.yaml:6:1',
    says: ['“us/ny/nyk”', 'it is written for: us/ny, us/ny/nyc'],
  },
  {
    name: 'a size the publication is not made in',
    files: small('half-letter', 'half-leter'),
    run: PLAN,
    exit: 3,
    code: 'KYR110',
    at: 'job.yaml:7:1',
    says: ['half-leter', 'did you mean “half-letter”?'],
  },
  {
    name: 'a total that is not the sum, with both numbers and the difference',
    files: small('total: 80', 'total: 1200'),
    run: BUILD,
    exit: 3,
    code: 'KYR501',
    at: 'job.yaml:11:1',
    says: ['add up to 80', 'total says 1,200', '1,120 too few'],
  },
  {
    name: 'a bleed with which nothing fits the sheet',
    files: withLine('press: { bleed: 4 in }'),
    run: BUILD,
    exit: 3,
    code: 'KYR503',
    at: 'job.yaml:16:10',
    says: ['4 in bleed does not fit on a 13x19 sheet', 'choose a smaller size'],
  },
  {
    name: 'an address of a link shortener',
    files: withLine('address: https://bit.ly/rights'),
    run: BUILD,
    exit: 3,
    code: 'KYR402',
    at: 'job.yaml:16:1',
    says: ['bit.ly is a link shortener', 'write the address it leads to'],
  },
  {
    name: 'an address that tells where the paper was handed out',
    files: withLine('address: https://rights.example.org/{lang}?utm_source=queens'),
    run: BUILD,
    exit: 3,
    code: 'KYR402',
    at: 'job.yaml:16:1',
    says: ['tracking parameter (utm_source)', 'take it out'],
  },
  {
    name: 'an address that is none',
    files: withLine('address: rights.example.org'),
    run: BUILD,
    exit: 3,
    code: 'KYR402',
    at: 'job.yaml:16:1',
    says: ['not a web address'],
  },
  {
    name: 'a job file that is not there',
    run: ['build', 'jobs/none.yaml'],
    exit: 3,
    code: 'KYR101',
    at: 'jobs/none.yaml',
    says: ['there is no file jobs/none.yaml'],
  },
  {
    name: 'a job file that is a folder',
    files: { 'jobs/small.yaml': SMALL },
    run: ['build', 'jobs'],
    exit: 3,
    code: 'KYR101',
    at: 'jobs',
    says: ['jobs'],
  },
  {
    name: 'an empty job file',
    files: { 'job.yaml': '' },
    run: PLAN,
    exit: 3,
    code: 'KYR104',
    at: 'job.yaml:1:1',
    says: ['the file wants lines of the form “key: value”'],
  },
  {
    name: 'a slip in the YAML',
    files: small('runs:\n', 'runs: [\n'),
    run: PLAN,
    exit: 3,
    code: 'KYR102',
    at: 'job.yaml:9:3',
    says: ['not valid YAML', 'compare the indentation'],
  },
  {
    name: 'a YAML alias to nothing',
    files: small('A small job', '*other'),
    run: PLAN,
    exit: 3,
    code: 'KYR102',
    at: 'job.yaml:3:8',
    says: ['other'],
  },
  {
    name: 'YAML aliases that unfold without end',
    files: {
      'job.yaml': [
        'a: &a [x,x,x,x,x,x,x,x,x]',
        ...['ab', 'bc', 'cd', 'de'].map(([one, two]) => `${two}: &${two} [${Array(9).fill(`*${one}`)}]`),
        'job: *e\n',
      ].join('\n'),
    },
    run: PLAN,
    exit: 3,
    code: 'KYR102',
    says: [/alias/i],
  },
  {
    name: 'a job file that is not UTF-8',
    files: { 'job.yaml': Buffer.from(edit(SMALL, 'A small job', 'Un café'), 'latin1') },
    run: PLAN,
    exit: 3,
    code: 'KYR112',
    at: 'job.yaml',
    says: ['not UTF-8', 'save it again as UTF-8'],
  },
];

const packing: Row[] = [
  {
    name: 'overs that are a bare number',
    files: withLine('press: { overs: 3 }'),
    run: PLAN,
    exit: 3,
    code: 'KYR104',
    at: 'job.yaml:16:10',
    says: ['“press.overs”: write a share such as 3 %'],
  },
  {
    name: 'a grammage with its unit',
    files: withLine('press: { grammage: 105 g/m² }'),
    run: PLAN,
    exit: 3,
    code: 'KYR104',
    at: 'job.yaml:16:10',
    says: ['write grams a square metre, such as 105'],
  },
  {
    name: 'a carton with no rule',
    files: withLine('press: { carton: {} }'),
    run: PLAN,
    exit: 3,
    code: 'KYR106',
    at: 'job.yaml:16:10',
    says: ['write pieces: 1000, weight: 30 lb, or both'],
  },
  {
    name: 'a carton by weight, of stock whose weight nobody said',
    files: withLine('press: { stock: 70 lb uncoated, carton: { weight: 12 kg } }'),
    run: BUILD,
    exit: 3,
    code: 'KYR106',
    at: 'job.yaml:16:43',
    says: ['what the stock weighs is not known', 'press.grammage'],
  },
];

const deliveryList: Row[] = [
  {
    name: 'a list that is not there',
    files: { 'job.yaml': fixture('deliveries.yaml') },
    run: PLAN,
    exit: 3,
    code: 'KYR101',
    at: 'deliveries.csv',
    says: ['there is no file deliveries.csv'],
  },
  {
    name: 'a short row',
    files: list('sample-hall,Sample Hall,,,10,', 'sample-hall,Sample Hall,,10,'),
    run: BUILD,
    exit: 3,
    code: 'KYR111',
    at: 'deliveries.csv:3',
    says: ['5 fields, the header has 6', 'missing comma'],
  },
  {
    name: 'a quote that is not closed',
    files: list('Sample Hall', '"Sample Hall'),
    run: PLAN,
    exit: 3,
    code: 'KYR111',
    says: ['a quote is opened and not closed'],
  },
  {
    name: 'the same id twice',
    files: list('sample-hall,', 'sample-chapel,'),
    run: BUILD,
    exit: 3,
    code: 'KYR109',
    at: 'deliveries.csv:3',
    says: ['“sample-chapel” stands in line 2 already', 'one row'],
  },
  {
    name: 'a quantity that is no number',
    files: list(',,yes,,10', ',,yes,,ten'),
    run: BUILD,
    exit: 3,
    code: 'KYR502',
    at: 'deliveries.csv:4',
    says: ['“ten” in the column es', 'write a whole number'],
  },
  {
    name: 'a quantity with a thousands comma',
    files: list(',,yes,,10', ',,yes,,"1,000"'),
    run: PLAN,
    exit: 3,
    code: 'KYR502',
    at: 'deliveries.csv:4',
    says: ['“1,000” in the column es'],
  },
  {
    name: 'a row that orders nothing',
    files: list(',,yes,,10', ',,yes,,'),
    run: PLAN,
    exit: 3,
    code: 'KYR502',
    at: 'deliveries.csv:4',
    says: ['“sample-hidden” orders nothing'],
  },
  {
    name: 'a column that is neither known nor a language',
    files: list('id,name,', 'id,nam,'),
    run: BUILD,
    exit: 3,
    code: 'KYR103',
    at: 'deliveries.csv:1',
    says: ['unknown column “nam”', 'did you mean “name”?'],
  },
  {
    name: 'a list without ids',
    files: list('id,name,', 'web,name,'),
    run: PLAN,
    exit: 3,
    code: 'KYR105',
    at: 'deliveries.csv:1',
    says: ['the column “id” is missing'],
  },
  {
    name: 'withhold that is neither yes nor no',
    files: list(',yes,', ',please,'),
    run: PLAN,
    exit: 3,
    code: 'KYR106',
    at: 'deliveries.csv:4',
    says: ['“please”', 'neither yes nor no'],
  },
  {
    name: 'an empty list',
    files: deliveries(''),
    run: PLAN,
    exit: 3,
    code: 'KYR111',
    at: 'deliveries.csv:1',
    says: ['no rows'],
  },
  {
    name: 'a list that is not UTF-8',
    files: deliveries(Buffer.from(edit(LIST, 'Sample Hall', 'Église'), 'latin1')),
    run: PLAN,
    exit: 3,
    code: 'KYR112',
    at: 'deliveries.csv',
    says: ['CSV UTF-8'],
  },
];

const textAndLogo: Row[] = [
  {
    name: 'a missing translation, in check',
    files: { [ES]: withoutTitle },
    run: ['check', 'es'],
    exit: 3,
    code: 'KYR201',
    at: placeIn(ES, withoutTitle, '"door"'),
    says: ['“door.title” is missing', 'You do not have to open the door'],
  },
  {
    name: 'a missing translation, in build',
    files: { [ES]: withoutTitle, ...inSpanish },
    run: BUILD,
    exit: 3,
    code: 'KYR201',
    at: ES,
    says: ['“door.title” has no text in es', 'kyr check es'],
  },
  {
    name: 'a missing translation, in sign',
    files: { [ES]: withoutTitle },
    run: ['locale', 'sign', 'es', '--state', 'reviewed', '--role', 'second reader'],
    exit: 3,
    code: 'KYR201',
    at: placeIn(ES, withoutTitle, '"door"'),
    says: ['“door.title” is missing'],
  },
  {
    name: 'a missing placeholder',
    files: { [ES]: withoutSay },
    run: ['check', 'es'],
    exit: 3,
    code: 'KYR202',
    at: placeIn(ES, withoutSay, '"no-judge"'),
    says: ['“door.no-judge” has lost {{say}}', 'put it where it belongs'],
  },
  {
    name: 'a missing placeholder, in build',
    files: { [ES]: withoutSay, ...inSpanish },
    run: BUILD,
    exit: 3,
    code: 'KYR202',
    at: ES,
    says: ['“door.no-judge” has lost its placeholder {{say}}'],
  },
  {
    name: 'a “not” that was lost',
    files: { [ES]: edit(es, 'No mienta. No muestre', 'Mienta. Muestre') },
    run: ['check', 'es'],
    exit: 3,
    code: 'KYR206',
    at: placeIn(ES, es, '"body": "No mienta'),
    says: ['“truth.body” says no in English'],
  },
  {
    name: 'one “not” of two that was lost',
    files: { [ES]: edit(es, 'No mienta. No muestre', 'No mienta. Muestre') },
    run: ['check', 'es'],
    exit: 3,
    code: 'KYR206',
    at: placeIn(ES, es, '"body": "No mienta'),
    says: ['“truth.body” says no in English 2 times, and the translation once'],
  },
  {
    name: 'a slip in the glossary',
    files: {
      'content/glossary.yaml': 'terms:\n  - term: judge\n    englsh: [judge]\n    meaning: A judge.\n',
    },
    run: ['check'],
    exit: 3,
    code: 'KYR103',
    at: 'content/glossary.yaml:3:5',
    says: ['unknown key “englsh”', 'did you mean “english”?'],
  },
  {
    name: 'English that is too hard to read',
    files: {
      'content/us/federal.yaml': shipped('content/us/federal.yaml').replaceAll(
        /^ {6}body: .*/gm,
        (line) =>
          `${line} Immediately ${'communicate comprehensively, '.repeat(12)}considering alternatives.`,
      ),
    },
    run: ['check', 'en'],
    exit: 3,
    code: 'KYR212',
    says: [
      'of “For houses of worship (guide)” reads at grade',
      'shorten the hardest sentences: “Immediately',
    ],
  },
  {
    name: 'a letter that no font has',
    files: { [ES]: withHieroglyph },
    run: ['flyer', '--lang', 'es'],
    exit: 3,
    code: 'KYR301',
    at: 'design es, block remain-silent',
    says: ['no font has U+13000', 'Guarde silencio'],
  },
  {
    name: 'a text that does not fit',
    files: { [ES]: long },
    run: ['flyer', '--lang', 'es'],
    exit: 3,
    code: 'KYR304',
    at: 'design es, block door',
    says: [
      /\d+ pt too tall for half-letter/,
      /its texts are about \d+ characters too long/,
      /shorten them by about \d+ characters/,
    ],
  },
  {
    name: 'a text that does not fit, in build',
    files: { [ES]: long, ...inSpanish },
    run: BUILD,
    exit: 3,
    code: 'KYR304',
    at: 'design es, block door',
    says: ['too tall for half-letter'],
  },
  {
    name: 'a slip in the JSON of a locale',
    files: { [ES]: edit(es, '"Guarde silencio",', '"Guarde silencio"') },
    run: ['check', 'es'],
    exit: 3,
    code: 'KYR102',
    says: ['not valid JSON'],
  },
  {
    name: 'a logo that is no picture',
    files: withLogo('logo.png', { 'logo.png': 'hello' }),
    run: BUILD,
    exit: 3,
    code: 'KYR401',
    at: 'chapel.yaml:3:1',
    says: ['neither a PNG, a JPEG nor an SVG', 'save it as SVG'],
  },
  {
    name: 'a logo that is cut short',
    files: withLogo('logo.png', { 'logo.png': cutPng }),
    run: BUILD,
    exit: 3,
    code: 'KYR401',
    at: 'chapel.yaml:3:1',
    says: ['cannot be read as a picture', 'save it again'],
  },
  {
    name: 'a logo with letters and a gradient, each where it stands in the logo',
    files: withLogo('logo.svg', {
      'logo.svg':
        '<svg viewBox="0 0 9 9" xmlns="http://www.w3.org/2000/svg">\n <defs><radialGradient/></defs>\n  <text>Hi</text></svg>',
    }),
    run: BUILD,
    exit: 3,
    code: 'KYR340',
    at: 'logo.svg:3:3',
    says: ['<text> is not read from a logo', 'convert the letters to outlines'],
  },
  {
    name: 'a logo that asks for a file of the machine',
    files: withLogo('logo.svg', {
      'logo.svg':
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<svg viewBox="0 0 9 9"><title>&x;</title></svg>',
    }),
    run: ['flyer', '--lang', 'es', '--organisation', 'chapel.yaml'],
    exit: 3,
    code: 'KYR341',
    at: 'logo.svg:1:1',
    says: ['document type'],
  },
  {
    name: 'a logo that is not there',
    files: withLogo('logo.png'),
    run: BUILD,
    exit: 3,
    code: 'KYR101',
    at: 'chapel.yaml:3:1',
    says: ['no such logo file'],
  },
  {
    name: 'a logo outside the folder',
    files: withLogo('../../etc/logo.png'),
    run: BUILD,
    exit: 3,
    code: 'KYR401',
    at: 'chapel.yaml:3:1',
    says: ['lies outside the folder'],
  },
  {
    name: 'an organisation file that is not there',
    run: ['flyer', '--lang', 'es', '--organisation', 'chapel.yaml'],
    exit: 3,
    code: 'KYR101',
    at: 'chapel.yaml',
    says: ['there is no file chapel.yaml'],
  },
];

const press = { 'job.yaml': edit(SMALL, 'purpose: draft', 'purpose: press') };
const gate: Row[] = [
  {
    name: 'English that no lawyer has approved',
    files: press,
    run: BUILD,
    exit: 6,
    code: 'KYR601',
    at: 'locales/en/_review.yaml',
    says: [
      /no lawyer has approved \d+ of \d+ English sentences \(us-federal:/,
      'locale sign en --state final',
    ],
  },
  {
    name: 'a translation without a second reader, by language and key',
    files: press,
    run: BUILD,
    exit: 6,
    code: 'KYR602',
    at: 'locales/es/_review.yaml',
    says: [
      /^Spanish: .* no second reader \(us-federal:remain-silent\.title/,
      'locale sign es --state reviewed',
    ],
  },
  {
    name: 'a hotline that nobody has dialled',
    files: press,
    run: PLAN,
    exit: 6,
    code: 'KYR604',
    says: ['nobody has said that they dialled', '`dialled:`'],
  },
  {
    name: 'an example address',
    files: press,
    run: BUILD,
    exit: 6,
    code: 'KYR605',
    says: ['example address', '`address:`'],
  },
  {
    name: 'invented people',
    files: { 'job.yaml': `${press['job.yaml']}sample: true\n` },
    run: BUILD,
    exit: 6,
    code: 'KYR605',
    says: ['marked as a sample'],
  },
  {
    name: 'content that has expired',
    files: { ...press, [FEDERAL]: expired },
    run: BUILD,
    exit: 6,
    code: 'KYR603',
    says: ['expired on 2026-11-30', 'newer version'],
  },
  {
    name: 'a single flyer for the press',
    run: ['flyer', '--lang', 'es', '--purpose', 'press'],
    exit: 6,
    code: 'KYR602',
    at: 'locales/es/_review.yaml',
    says: ['Spanish'],
  },
  {
    name: 'a single flyer for the press whose numbers were dialled too long ago',
    run: ['flyer', '--lang', 'es', '--purpose', 'press', '--dialled-on', '2026-11-01'],
    exit: 6,
    code: 'KYR604',
    says: ['800-354-0365 was last dialled on 2026-11-01', '--dialled-on'],
  },
  {
    name: 'a day of dialling that is none',
    run: ['flyer', '--lang', 'es', '--purpose', 'press', '--dialled-on', 'yesterday'],
    exit: 2,
    code: 'KYR106',
    says: ['“yesterday” is not a date', 'YYYY-MM-DD'],
  },
];

const project: Row[] = [
  {
    name: 'a setting in kyr.yaml, where nobody would read it',
    files: { 'kyr.yaml': 'name: Our parish\n' },
    run: ['languages'],
    exit: 3,
    code: 'KYR103',
    at: 'kyr.yaml:1:1',
    says: ['unknown key “name”', 'known here: nothing'],
  },
  {
    name: 'an empty value',
    files: withLogo('logo.png', { 'chapel.yaml': "organisation: sample-chapel\nphone: ''\n" }),
    run: PLAN,
    exit: 3,
    code: 'KYR106',
    at: 'chapel.yaml:2:1',
    says: ['“phone” is empty', 'take the line out'],
  },
  {
    name: 'a font that is another than its list says',
    files: { 'fonts/NotoSans-Bold.ttf': 'other bytes' },
    run: ['flyer', '--lang', 'es'],
    exit: 3,
    code: 'KYR302',
    says: ['fonts/NotoSans-Bold.ttf is not the font that fonts/fonts.yaml names', 'sha256: '],
  },
];

const disk: Row[] = [
  {
    name: 'a run below a file',
    files: { 'job.yaml': SMALL },
    run: [...BUILD, '--out', 'job.yaml/run'],
    exit: 3,
    code: 'KYR801',
    says: ['cannot write', 'a file stands where a folder should be', '--out'],
  },
  {
    name: 'a flyer below a file',
    files: { 'note.txt': 'hello' },
    run: ['flyer', '--lang', 'es', '--out', 'note.txt/es.pdf'],
    exit: 3,
    code: 'KYR801',
    says: ['cannot write', 'a file stands where a folder should be'],
  },
  {
    name: 'a review record that is a folder',
    files: { 'locales/es/_review.yaml/note.txt': 'hello' },
    run: ['locale', 'sign', 'es', '--state', 'reviewed', '--role', 'second reader'],
    exit: 3,
    code: 'KYR801',
    says: ['cannot write', 'a folder stands where a file should be'],
  },
  {
    name: 'a run that another process is making',
    files: { 'job.yaml': SMALL, 'out/small/.kyr-lock': `${process.pid}\n` },
    run: BUILD,
    exit: 3,
    code: 'KYR802',
    says: [`process ${process.pid} is building`, '--out'],
  },
  {
    name: 'a folder with the run of another job',
    files: { 'job.yaml': SMALL, 'out/small/journal.ndjson': journal },
    run: BUILD,
    exit: 3,
    code: 'KYR804',
    says: ['another job, another', '--out'],
  },
  {
    name: 'a folder to verify that is not there',
    run: ['verify', 'out/none'],
    exit: 3,
    code: 'KYR110',
    says: ['there is no folder out/none', 'name the folder of a run'],
  },
  {
    name: 'a folder to verify that is a file',
    files: { 'job.yaml': SMALL },
    run: ['verify', 'job.yaml'],
    // Nothing was stopped, and nothing is there to go on with: not 5.
    exit: 3,
    code: 'KYR801',
    says: ['job.yaml'],
  },
];
// Linux answers ENOENT to a new name in /proc, even to root.
if (process.platform === 'linux')
  disk.push(
    {
      name: 'a run where the system allows no folder',
      files: { 'job.yaml': SMALL },
      run: [...BUILD, '--out', '/proc/kyr-run'],
      exit: 3,
      code: 'KYR801',
      says: ['cannot write /proc/kyr-run', '--out'],
    },
    {
      name: 'a flyer where the system allows no file',
      run: ['flyer', '--lang', 'es', '--out', '/proc/kyr.pdf'],
      exit: 3,
      code: 'KYR801',
      says: ['cannot write /proc/kyr.pdf'],
    },
  );

const commandLine: Row[] = [
  {
    name: 'a command that is none, with the one that was meant',
    run: ['bild', 'job.yaml'],
    exit: 2,
    says: ["unknown command 'bild'", 'build'],
  },
  {
    name: 'an option that is none',
    files: { 'job.yaml': SMALL },
    run: ['build', 'job.yaml', '--oute', 'run'],
    exit: 2,
    says: ["unknown option '--oute'", '--out'],
  },
  { name: 'an argument that is missing', run: ['plan'], exit: 2, says: ["missing required argument 'job'"] },
  {
    name: 'an option that is missing',
    run: ['flyer'],
    exit: 2,
    says: ["required option '--lang <tags...>'"],
  },
  {
    name: 'a way out that is none',
    run: ['flyer', '--lang', 'es', '--for', 'pdf'],
    exit: 2,
    says: ["argument 'pdf' is invalid", 'press, home, phone, screen, text, png, dump'],
  },
  {
    name: 'a flyer in a language that has no locale',
    run: ['flyer', '--lang', 'tlh'],
    exit: 3,
    code: 'KYR110',
    says: ['no locale “tlh”', 'ar, bn, en, es, fr, ht'],
  },
  {
    name: 'a flyer in a language that no other is like',
    run: ['flyer', '--lang', 'sw'],
    exit: 3,
    code: 'KYR110',
    // One letter of two is no likeness: whoever wants French does not mean Arabic.
    says: ['no locale “sw”', 'ar, bn, en, es, fr, ht'],
  },
  {
    name: 'a flyer in a tag that is none',
    run: ['flyer', '--lang', 'xx-yy-zz'],
    exit: 3,
    code: 'KYR108',
    says: ['“xx-yy-zz” is not a BCP 47 language tag'],
  },
  {
    name: 'a flyer in a size that is none',
    run: ['flyer', '--lang', 'es', '--size', 'a4'],
    exit: 3,
    code: 'KYR110',
    says: ['not made in the size “a4”', 'half-letter'],
  },
  {
    name: 'a flyer in inks that there are none of',
    run: ['flyer', '--lang', 'es', '--ink', 'cmyk'],
    exit: 2,
    code: 'KYR504',
    says: ['there are no inks “cmyk”', 'spot:PANTONE'],
  },
  {
    name: 'a flyer in a spot ink without a name',
    run: ['flyer', '--lang', 'es', '--ink', 'spot:'],
    exit: 2,
    code: 'KYR504',
    says: ['spot ink'],
  },
  {
    name: 'a stand-in for a spot ink that is no ink',
    run: ['flyer', '--lang', 'es', '--ink', 'spot:Blue', '--spot-alternate', '95,35,140'],
    exit: 2,
    code: 'KYR504',
    says: ['“95,35,140” are not four inks'],
  },
  {
    name: 'a stand-in without a spot ink',
    run: ['flyer', '--lang', 'es', '--ink', 'k', '--spot-alternate', '95,35,40,35'],
    exit: 2,
    code: 'KYR504',
    says: ['--spot-alternate is for a spot ink'],
  },
  {
    name: 'a printing condition without its profile',
    run: ['flyer', '--lang', 'es', '--condition', 'CGATS 21'],
    exit: 2,
    code: 'KYR504',
    says: ['--icc FILE'],
  },
  {
    name: 'a flyer with a profile that is a text',
    files: { 'shop.icc': 'no profile' },
    run: ['flyer', '--lang', 'es', '--icc', 'shop.icc'],
    exit: 3,
    code: 'KYR702',
    at: 'shop.icc',
    says: ['is not an ICC profile'],
  },
  {
    name: 'a flyer with a shortened address',
    run: ['flyer', '--lang', 'es', '--address', 'https://tinyurl.com/x'],
    exit: 3,
    code: 'KYR402',
    says: ['tinyurl.com is a link shortener'],
  },
  {
    name: 'a check of a language that has no locale',
    run: ['check', 'tlh'],
    exit: 3,
    code: 'KYR110',
    says: ['no locale “tlh”'],
  },
  {
    name: 'English signed as if it were a translation',
    run: ['locale', 'sign', 'en', '--state', 'reviewed', '--role', 'reader'],
    exit: 2,
    code: 'KYR504',
    says: ['English has a legal state only', 'final'],
  },
  {
    name: 'a signature on a day that is none',
    run: ['locale', 'sign', 'es', '--state', 'reviewed', '--role', 'reader', '--on', '2026-02-30'],
    exit: 2,
    code: 'KYR106',
    says: ['“2026-02-30” is not a date', 'YYYY-MM-DD'],
  },
  {
    name: 'a signature under a sentence that is none',
    run: [
      'locale',
      'sign',
      'es',
      '--state',
      'reviewed',
      '--role',
      'reader',
      '--key',
      'us-federal:roof.title',
    ],
    exit: 2,
    code: 'KYR110',
    says: ['no sentence us-federal:roof.title', 'namespace:key'],
  },
  {
    name: 'a signature of nobody',
    run: ['locale', 'sign', 'es', '--state', 'reviewed', '--role', ' '],
    exit: 2,
    says: ['write a role'],
  },
];

beforeAll(ensureBuilt);

describe.each([
  ['the job file', jobFile, kyrHere],
  ['the project', project, kyrHere],
  ['the delivery list', deliveryList, kyrHere],
  ['bands, boxes and overs', packing, kyrHere],
  ['texts and logos', textAndLogo, kyrHere],
  ['the gate', gate, kyrHere],
  // In a process of its own, which can be ended: where a disk refuses, a program may wait for ever.
  ['the disk', disk, kyr],
  ['the command line', commandLine, kyrHere],
] as const)('bad input in %s', (_, rows, command) => {
  for (const row of rows)
    test(row.name, async () => {
      const folder = openProject(row.files);
      const before = listing(folder);
      const ran = await command(row.run, { cwd: folder });

      const errors = readDiagnostics(ran.stderr).filter((d) => d.level === 'error');
      const found = bestOf(row, errors);
      const text = found ? `${found.message}\n${found.hint}` : ran.stderr;
      const seen = {
        exit: ran.code,
        code: found?.code,
        at: row.at === undefined ? undefined : found?.at,
        unsaid: unsaid(row.says, text),
      };
      expect(seen, ran.stderr).toEqual({ exit: row.exit, code: row.code, at: row.at, unsaid: [] });
      expect(ran.stderr).not.toMatch(/KYR000|^ {4}at /m);
      expect(listing(folder)).toEqual(before);
    });
});

/** Those of the words that are not in the text. */
const unsaid = (words: Row['says'], text: string): Row['says'] =>
  words.filter((word) => (typeof word === 'string' ? !text.includes(word) : !word.test(text)));

/** Of a row's code, the error that says most of what it should. */
const bestOf = (row: Row, errors: readonly Shown[]): Shown | undefined =>
  errors
    .filter((d) => d.code === row.code)
    .map((d) => ({ d, missing: unsaid(row.says, `${d.message}\n${d.hint}`).length }))
    .sort((a, b) => a.missing - b.missing)[0]?.d;

describe('what is accepted', () => {
  test.each([
    ['a byte order mark and semicolons', (csv: string) => `\ufeff${csv.replaceAll(',', ';')}`],
    ['tabs', (csv: string) => csv.replaceAll(',', '\t')],
    ['CRLF and blank lines', (csv: string) => csv.replaceAll('\n', '\r\n\r\n')],
    ['quotes around every field', (csv: string) => csv.replace(/[^,\n]+/g, '"$&"')],
  ])('a delivery list with %s', async (_, save) => {
    const plain = openProject(deliveries(LIST));
    const saved = openProject(deliveries(save(LIST)));
    expect(save(LIST)).not.toBe(LIST);
    const before = listing(saved);
    const wanted = await kyrHere(PLAN, { cwd: plain });
    const ran = await kyrHere(PLAN, { cwd: saved });
    expect(ran.stderr).toBe('');
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.stdout).toMatch(/01 Sample Chapel .* 15 English, 5 Spanish/);
    expect(ran.stdout).toBe(wanted.stdout);
    expect(listing(saved)).toEqual(before);
  });

  test.each([
    ['es', 'مسجد النور', 'NotoSansArabic-Bold'],
    ['ar', '恩典堂', 'NotoSansSC-Bold'],
    ['zh-Hant', '한인교회', 'NotoSansKR-Bold'],
  ])('on a flyer in %s, a congregation whose only name is %s', async (lang, name, font) => {
    const folder = openProject({ 'ours.yaml': `organisation: ours\nname: ${name}\n` });
    const args = ['flyer', '--lang', lang, '--organisation', 'ours.yaml', '--for', 'dump'];
    const ran = await kyrHere(args, { cwd: folder });
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.stdout).toMatch(new RegExp(`glyphs .* ${font} .*"${name}"`));
  });
});

describe('a disk that refuses in the middle of a run', () => {
  test('stops resumable with no half file, and the next build finishes', async () => {
    const folder = openProject({ ...inSpanish, 'out/small/sheets': 'a file where a folder should be' });
    const ran = await kyr(BUILD, { cwd: folder });
    expect(ran.code, ran.stderr).toBe(5);
    const [error] = readDiagnostics(ran.stderr);
    expect(error).toMatchObject({ code: 'KYR801', level: 'error' });
    expect(error?.hint).toContain('run the same command again');
    const left = Object.keys(listing(join(folder, 'out', 'small')));
    expect(left).toContain('press/DRAFT-es-40-5.5x8.5-4c.pdf');
    expect(
      left.filter((name) => name.endsWith('.part') || name === '.kyr-lock' || name === 'SHA256SUMS'),
    ).toEqual([]);

    rmSync(join(folder, 'out', 'small', 'sheets'));
    const again = await kyr(BUILD, { cwd: folder });
    expect(again.code, again.stderr).toBe(0);
    expect(again.stdout).toContain(', 1 were there already');
    expect((await kyr(['verify', 'out/small'], { cwd: folder })).code).toBe(0);
  });
});
