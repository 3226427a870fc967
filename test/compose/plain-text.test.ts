/** Words to be sent: whole addresses, numbers in order, no character that shows as a box, nothing twice. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chatText, messageText, plainText, sideText } from '../../src/compose/plain-text.js';
import { ROOT } from '../cli/command.js';
import { composeEdition, EDITIONS, OFFERED } from './editions.js';
import { CHURCH, LOCALES } from './room.js';

const core = EDITIONS.find(({ name }) => name === 'ice-encounter/core')!;
const flyerOf = (lang: string, more = {}) => composeEdition(core, lang, more).flyer;
/** Controls of direction, joiners of lines, and what no font has. */
const BOXES = /[\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF\p{Co}\p{Cn}]/u;

describe.each(OFFERED)('%s in %s', (_, lang, of) => {
  test('for a chat has no control characters, no markup, and one paragraph a line', () => {
    const { flyer } = composeEdition(of, lang, { organisation: CHURCH });
    const text = chatText(flyer);
    expect(text).not.toMatch(BOXES);
    expect(text).not.toMatch(/[*~`<>{}]|(?<!_)_(?!_)/);
    expect(text).toContain(`https://rights.example.org/${lang}\n`);
    // The same lines as on paper, none wrapped, but for the address and what is said once.
    const paper = new Set(plainText(flyer).split('\n'));
    const others = text.split('\n').filter((line) => !paper.has(line));
    expect([...new Set(others)]).toEqual([`https://rights.example.org/${lang}`]);
  });
});

test.each(LOCALES)('in %s the language and what nobody checked stand once', (lang) => {
  const lines = chatText(flyerOf(lang)).split('\n');
  const [name] = lines;
  const draft = lines.filter((line) => line.includes('DRAFT'));
  expect(lines.filter((line) => line === name)).toHaveLength(1);
  expect(draft).toHaveLength(1);
});

test.each([
  ['(212) 555-0100', '\u2066(212) 555-0100\u2069'],
  ['+1 212 555 0100', '\u2066+1 212 555 0100\u2069'],
  ['718-555-0101', '718-555-0101'],
])('written from the right, %s keeps its order', (phone, wanted) => {
  const organisation = { ...CHURCH, phone };
  expect(chatText(flyerOf('ar', { organisation })).split('\n')).toContain(wanted);
  expect(chatText(flyerOf('es', { organisation })).split('\n')).toContain(phone);
});

test.each(LOCALES)('the message in %s is short and has headline, number and link', (lang) => {
  const flyer = flyerOf(lang, { organisation: CHURCH });
  const message = messageText(flyer);
  expect(message.length).toBeLessThan(500);
  expect(message).not.toMatch(BOXES);
  const [draft] = message.split('\n');
  expect(draft).toContain('DRAFT');
  for (const line of ['800-354-0365', `https://rights.example.org/${lang}`, (CHURCH.name as never)[lang]])
    expect(message.split('\n')).toContain(line);
  expect(plainText(flyer)).toContain(message.split('\n\n')[1]!);
});

test.each(LOCALES)('pictures in %s: a right each with its sentence to say, and the number on all', (lang) => {
  const { flyer } = composeEdition(core, lang, { medium: 'phone', organisation: CHURCH });
  expect(flyer.sides.map(({ name }) => name)).toEqual([
    'remain-silent',
    'lawyer',
    'interpreter',
    'door',
    'search',
    'free-to-go',
    'legal-help',
    'from',
  ]);
  const said = [
    'I choose to remain silent.',
    'I want a lawyer.',
    'I need an interpreter.',
    'I do not consent to entry.',
    'I do not consent to a search.',
    'Am I free to go?',
  ];
  const texts = flyer.sides.map((side) => sideText(side, flyer));
  for (const text of texts) expect(text.split('\n')).toContain('800-354-0365');
  for (const [i, sentence] of said.entries()) expect(texts[i]).toContain(`“${sentence}”`);
  // Every word of a right stands on the flyer too.
  const paper = plainText(flyerOf(lang));
  for (const side of flyer.sides.slice(0, 4)) {
    const [right] = side.blocks.filter(({ kind }) => kind === 'right' || kind === 'advice');
    for (const line of sideText({ ...side, blocks: [right!] }, flyer)
      .trim()
      .split('\n'))
      expect(paper).toContain(line);
  }
  // A picture has no back.
  const back = JSON.parse(readFileSync(join(ROOT, `locales/${lang}/us-federal.json`), 'utf8')).lawyer[
    'see-back'
  ];
  expect(paper).toContain(back);
  for (const text of texts) expect(text).not.toContain(back);
});

test('who withholds itself has no picture of its own', () => {
  const { flyer } = composeEdition(core, 'es', {
    medium: 'phone',
    organisation: { ...CHURCH, withhold: true },
  });
  expect(flyer.sides.map(({ name }) => name)).not.toContain('from');
  expect(plainText(flyer)).not.toMatch(/Brígida|Brigid|718-555|Sample Street/);
});
