/** The place of the shop's union label: on the last side alone, framed on the proof and not in print, clear of text. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { extractText } from '../pdf/read-back.js';
import { kyrHere, readDiagnostics } from './command.js';
import { openProject, writeFiles } from './project.js';

const jobWith = (press: string): string => `job: label
title: Label
purpose: draft
publication: ice-encounter
layer: us/ny/nyc
size: half-letter
address: https://www.nyc.gov/immigrants
runs: [{ language: ar, quantity: 10 }]
total: 10
${press}
`;
const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 36"><rect x="4" y="4" width="64" height="28" fill="#000"/></svg>';

const folder = openProject({ 'bug.svg': SVG });
const made = new Map<string, { readonly words: readonly string[]; readonly proof: string }>();
const textOf = (...path: string[]): Promise<string[]> =>
  extractText(new Uint8Array(readFileSync(join(folder, ...path))));

test.each([
  ['none', ''],
  ['white', 'press: { union-label: {} }'],
  ['drawn', 'press: { union-label: { file: bug.svg, width: 0.75 in } }'],
])('a job with the label %s is built, and passes preflight', async (name, press) => {
  writeFiles(folder, { 'job.yaml': jobWith(press) });
  const ran = await kyrHere(['build', 'job.yaml', '--progress=none', '--out', name], { cwd: folder });
  expect(ran.code, ran.stderr).toBe(0);
  const [file] = readdirSync(join(folder, name, 'press'));
  made.set(name, {
    words: await textOf(name, 'press', file!),
    proof: (await textOf(name, 'proofs/DRAFT-ar.pdf')).join('').replace(/\s+/g, ''),
  });
});

test('the proof says where it stands; no word is lost for it, and only the design code is another', () => {
  const [none, white, drawn] = ['none', 'white', 'drawn'].map((name) => made.get(name)!);
  expect(none!.proof).not.toContain('unionlabel');
  expect(white!.proof).toContain('0.5×0.25in;theframeisnotprinted');
  expect(drawn!.proof).toContain('0.75×0.25in;theframeisnotprinted');
  const bare = ({ words }: { readonly words: readonly string[] }): string[] =>
    words.map((text) => text.replace(/ICE-AR-\w{4}/g, '').replace(/\s+/g, ''));
  expect(bare(white!)).toEqual(bare(none!));
  expect(bare(drawn!)).toEqual(bare(none!));
  const codes = [none, white, drawn].map((one) => /ICE-AR-\w{4}/.exec(one!.words.join(' '))![0]);
  expect(new Set(codes).size).toBe(3);
});

test('what is too small, too large or not there is refused at its place', async () => {
  writeFiles(folder, { 'job.yaml': jobWith('press: { union-label: { height: 0.1 in } }') });
  const small = await kyrHere(['plan', 'job.yaml'], { cwd: folder });
  expect([small.code, readDiagnostics(small.stderr)[0]!.message]).toEqual([
    3,
    expect.stringContaining('0.1875 in to 1 in'),
  ]);
  writeFiles(folder, { 'job.yaml': jobWith('press: { union-label: { file: none.svg } }') });
  const lost = await kyrHere(['plan', 'job.yaml'], { cwd: folder });
  expect(lost.code).toBe(3);
  expect(readDiagnostics(lost.stderr)[0]).toMatchObject({
    at: expect.stringMatching(/^job\.yaml:\d+/),
    code: 'KYR101',
  });
});
