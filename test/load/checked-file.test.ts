/** YAML and JSON, checked: every fault is found at once, at the line and column where a person must look. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Diagnostic, FilePlace } from '../../src/core/diagnostic.js';
import { checkText, readChecked } from '../../src/load/checked-file.js';
import { Layer } from '../../src/schema/content.js';
import { Job } from '../../src/schema/job.js';
import { LocaleMeta, Namespace } from '../../src/schema/locale.js';
import { Organisation } from '../../src/schema/organisation.js';
import { TemplateFile } from '../../src/schema/template.js';
import { memoryWorld, refused, short, theRefusal } from './kit.js';

const JOB = `job: nyc
title: New York
purpose: draft
publication: ice-encounter
layer: us/ny/nyc
size: half-letter
runs:
  - { language: es, quantity: 500 }
  - language: ar
    quantity: 100
total: 600
press:
  bleed: 0.125 in
`;
const job = (text: string) => () => checkText(text, Job, 'jobs/nyc.yaml');
/** The line of a diagnostic; 0 if it has none. */
const lineOf = (d: Diagnostic | undefined): number => (d?.at as FilePlace | undefined)?.line ?? 0;
/** The job with one piece replaced. */
const changed = (from: string, to: string) => {
  expect(JOB).toContain(from);
  return job(JOB.replace(from, to));
};

describe('a good file', () => {
  test('gives its value, and the place of every part of it', () => {
    const checked = job(JOB)();
    expect(checked.value.runs).toHaveLength(2);
    expect(checked.place('total')).toEqual({ file: 'jobs/nyc.yaml', line: 11, column: 1 });
    expect(checked.place('runs', 1, 'quantity')).toEqual({ file: 'jobs/nyc.yaml', line: 10, column: 5 });
    expect(checked.place('press', 'bleed')).toEqual({ file: 'jobs/nyc.yaml', line: 13, column: 3 });
  });

  test('the place of what is not there is that of its nearest parent', () => {
    expect(job(JOB)().place('press', 'stock')).toMatchObject({ line: 12, column: 1 });
    expect(job(JOB)().place('output', 'sheets')).toMatchObject({ line: 1, column: 1 });
  });

  test('dates stay as they are written, with no time zone', () => {
    const dialled = `${JOB}dialled:\n  - { number: 800-354-0365, on: 2026-11-23, by: clerk }\n`;
    expect(job(dialled)().value.dialled?.[0]?.on).toBe('2026-11-23');
  });

  test('a byte order mark and Windows line ends change neither value nor place', () => {
    const world = memoryWorld({ 'j.yaml': `\uFEFF${JOB.replaceAll('\n', '\r\n')}` });
    const checked = readChecked(world, 'j.yaml', Job);
    expect(checked.value).toEqual(job(JOB)().value);
    expect(checked.place('total')).toEqual({ file: 'j.yaml', line: 11, column: 1 });
  });
});

describe('a fault is named with its place', () => {
  test.each([
    [
      'an unknown key',
      'purpose: draft',
      'porpose: draft',
      'jobs/nyc.yaml:3:1 KYR103',
      'did you mean “purpose”?',
    ],
    [
      'an unknown key inside',
      'bleed: 0.125 in',
      'bled: 0.125 in',
      'jobs/nyc.yaml:13:3 KYR103',
      'did you mean “bleed”?',
    ],
    [
      'an unknown key in a list',
      'quantity: 500 }',
      'quantity: 500, org: x }',
      'jobs/nyc.yaml:8:36 KYR103',
      undefined,
    ],
    ['a wrong type', 'total: 600', 'total: six hundred', 'jobs/nyc.yaml:11:1 KYR104', 'write a number'],
    [
      'a number that should be text',
      'title: New York',
      'title: 2026',
      'jobs/nyc.yaml:2:1 KYR104',
      'put the value in quotes',
    ],
    ['a missing key', 'layer: us/ny/nyc\n', '', 'jobs/nyc.yaml:1:1 KYR105', undefined],
    [
      'an unknown value',
      'purpose: draft',
      'purpose: final',
      'jobs/nyc.yaml:3:1 KYR106',
      'write one of: draft, press',
    ],
    ['a length with no unit', '0.125 in', '"3"', 'jobs/nyc.yaml:13:3 KYR107', undefined],
    ['a tag in the wrong case', 'language: es', 'language: zh-hans', 'jobs/nyc.yaml:8:7 KYR108', undefined],
    ['a tag that is none', 'language: es', 'language: español', 'jobs/nyc.yaml:8:7 KYR108', undefined],
    [
      'a key that stands twice',
      'total: 600',
      'total: 600\ntotal: 700',
      'jobs/nyc.yaml:12:1 KYR109',
      'keep one of the two',
    ],
    ['a quantity of none', 'quantity: 500', 'quantity: 0', 'jobs/nyc.yaml:8:21 KYR106', undefined],
    ['half a piece', 'quantity: 500', 'quantity: 0.5', 'jobs/nyc.yaml:8:21 KYR104', undefined],
  ])('%s', async (_, from, to, where, hint) => {
    const found = await refused(changed(from, to));
    expect(found.map(short)).toContain(where);
    if (hint !== undefined) expect(found.find((d) => short(d) === where)?.hint).toBe(hint);
  });

  test('the message names the canonical tag', async () => {
    expect((await theRefusal(changed('language: es', 'language: zh-hans'))).message).toBe(
      '“runs.0.language”: write the language tag as zh-Hans',
    );
  });

  test('a slip in a key of a run says which key, not that no run fits', async () => {
    const found = await refused(changed('language: es,', 'langage: es,'));
    const slip = found.find((d) => d.code === 'KYR103');
    expect(slip).toMatchObject({ hint: 'did you mean “language”?', at: { line: 8, column: 7 } });
    expect(found.map((d) => d.code).sort()).toEqual(['KYR103', 'KYR105']);
  });

  test('all faults are told at once, none hidden by another', async () => {
    const bad = JOB.replace('draft', 'fianl').replace('total: 600', 'total: -1').replace('size:', 'seize:');
    const places = (await refused(job(bad))).map(short);
    expect(places).toEqual(
      expect.arrayContaining([
        'jobs/nyc.yaml:3:1 KYR106',
        'jobs/nyc.yaml:11:1 KYR106',
        'jobs/nyc.yaml:6:1 KYR103',
        'jobs/nyc.yaml:1:1 KYR105',
      ]),
    );
  });

  test.each([
    ['a tab for indentation', 'job: a\nruns:\n\t- x\n', 3],
    ['a quote that is not closed', 'job: a\ntitle: "New York\npurpose: draft\n', 2],
    ['a bracket that is not closed', 'job: a\nruns: [1, 2\n', 2],
    ['a map in the middle of a list', 'runs:\n  - a\n  b: c\n', 3],
  ])('YAML with %s is a syntax error, at or after the line where it goes wrong', async (_, text, line) => {
    const [first] = await refused(job(text));
    expect(first).toMatchObject({ code: 'KYR102', at: { file: 'jobs/nyc.yaml' } });
    expect(first?.message).toMatch(/^not valid YAML: /);
    expect(lineOf(first)).toBeGreaterThanOrEqual(line);
    expect(lineOf(first)).toBeLessThanOrEqual(text.split('\n').length);
  });

  test('an empty file is told as such, not as a crash', async () => {
    expect((await refused(job(''))).map((d) => d.code)).toEqual(['KYR104']);
  });
});

describe('JSON of a locale', () => {
  const json = (text: string) => () => checkText(text, Namespace, 'locales/es/common.json');

  test('is read with places', () => {
    const checked = json('{\n  "from": "De",\n  "door": {\n    "title": "No abra"\n  }\n}\n')();
    expect(checked.value).toEqual({ from: 'De', door: { title: 'No abra' } });
    expect(checked.place('door', 'title')).toEqual({ file: 'locales/es/common.json', line: 4, column: 5 });
  });

  test.each([
    ['a comma that is missing', '{\n  "a": "b"\n  "c": "d"\n}\n', 'KYR102', 3],
    ['a brace that is missing', '{\n  "a": "b",\n', 'KYR102', 2],
    ['a key that stands twice', '{\n  "a": "b",\n  "a": "c"\n}\n', 'KYR109', 3],
    ['a number for a sentence', '{\n  "a": "b",\n  "c": 9\n}\n', 'KYR104', 3],
    ['a list for a sentence', '{\n  "c": ["x"]\n}\n', 'KYR104', 2],
    ['sentences nested too deep', '{\n  "c": {\n    "d": { "e": "f" }\n  }\n}\n', 'KYR104', undefined],
  ])('%s is refused', async (_, text, code, line) => {
    const [first] = await refused(json(text));
    expect(first?.code).toBe(code);
    if (code === 'KYR102') expect(first?.message).toMatch(/^not valid JSON: /);
    if (line !== undefined) expect(lineOf(first)).toBeGreaterThanOrEqual(line);
    if (line !== undefined) expect(lineOf(first)).toBeLessThanOrEqual(line + 1);
  });

  test.each([
    ['a comma after the last sentence', '{\n  "a": "b",\n}\n'],
    ['a comment', '{\n  # why\n  "a": "b"\n}\n'],
    ['keys without quotes', '{\n  a: b\n}\n'],
    ['no braces at all', 'a: b\n'],
  ])('%s is YAML and not JSON: Weblate and Crowdin would refuse it, so we do', async (_, text) => {
    expect((await refused(json(text))).map((d) => d.code)).toEqual(['KYR102']);
  });
});

describe('other files', () => {
  test('a template role that is unknown is named with what was meant', async () => {
    const text = 'roles:\n  headlin: { size: 3, leading: 4, weight: 400 }\n';
    const found = await refused(() => checkText(text, TemplateFile, 't.yaml'));
    expect(found.map(short)).toEqual(['t.yaml:2:3 KYR103']);
  });

  test('a name under a wrong tag is a wrong tag, not a missing quote', async () => {
    const text = 'organisation: a\nname:\n  en: St. Brigid\n  es_MX: Santa Brígida\n';
    const found = await refused(() => checkText(text, Organisation, 'o.yaml'));
    expect(found.map(short)).toEqual(['o.yaml:4:3 KYR108']);
  });

  test('a layer whose date is no day of the calendar', async () => {
    const layer =
      "layer: us/x\nname: X\nversion: '2026.11'\nwritten: 2026-02-30\ncheck-after: 2027-01-01\nexpires: 2027-02-01\n";
    const found = await refused(() => checkText(layer, Layer, 'l.yaml'));
    expect(found.map(short)).toEqual(['l.yaml:4:1 KYR106']);
    expect(found[0]?.message).toContain('there is no such day');
  });

  test('“no” in a list of negations is a word, not a truth value', () => {
    const text = 'tag: es\nname: E\nenglish: S\nscript: Latn\ndirection: ltr\nnegations: [no, nunca]\n';
    expect(checkText(text, LocaleMeta, 'm.yaml').value.negations).toEqual(['no', 'nunca']);
  });
});

describe('JSON as a tool writes it', () => {
  const Nested = z.record(z.string(), z.union([z.string(), z.record(z.string(), z.string())]));
  const key = fc.string({ minLength: 1, maxLength: 8 }).filter((k) => !/^(\d+|__proto__)$/.test(k));
  const text = fc.string({ maxLength: 12 });
  const nested = fc.dictionary(key, fc.oneof(text, fc.dictionary(key, text, { minKeys: 1 })), { minKeys: 1 });

  test('has the values and places that the YAML parser gives it', () => {
    fc.assert(
      fc.property(nested, key, (value, absent) => {
        const plain = `${JSON.stringify(value, undefined, 2)}\n`;
        const quick = checkText(plain, Nested, 'a.json');
        // One more line break makes it a text that no tool wrote.
        const slow = checkText(`${plain}\n`, Nested, 'a.json');
        expect(quick.value).toEqual(slow.value);
        const paths = Object.entries(value).flatMap(([k, inner]) => [
          [k],
          [k, absent],
          ...(typeof inner === 'string' ? [] : Object.keys(inner).map((i) => [k, i])),
        ]);
        for (const path of [[], [absent], ...paths])
          expect([path, quick.place(...path)]).toEqual([path, slow.place(...path)]);
      }),
    );
  });

  test('is refused for a key that stands twice, however tidy it is', () => {
    expect(() => checkText('{\n  "a": "1",\n  "a": "2"\n}\n', Nested, 'a.json')).toThrow(/twice/);
  });
});
