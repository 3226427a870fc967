/** The questions, answered by keys as a person would. */
import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Known } from '../../../src/cli/init/answers.js';
import { askForRest, type OfferedLanguage } from '../../../src/cli/init/ask.js';

const OFFERED: readonly OfferedLanguage[] = [
  { tag: 'en', name: 'English', english: 'English', state: 'final' },
  { tag: 'es', name: 'Español', english: 'Spanish', state: 'reviewed' },
  { tag: 'ur', name: 'اردو', english: 'Urdu', state: 'translated' },
];
const ENTER = '\r';
const DOWN = '\u001b[B';
const CTRL_C = '\u0003';

/** Types one group of keys after another, as soon as the screen shows the question it answers. */
async function answer(known: Known, steps: readonly (readonly [question: string, ...keys: string[]])[]) {
  const input = new PassThrough();
  const output = Object.assign(new PassThrough(), { columns: 80, rows: 40 });
  let screen = '';
  output.on('data', (chunk: Buffer) => {
    screen += chunk.toString();
  });
  const answers = askForRest(known, OFFERED, { input, output });
  for (const [question, ...keys] of steps) {
    while (!screen.includes(question)) await sleep(5);
    for (const key of keys) {
      input.write(key);
      await sleep(20);
    }
  }
  return { answers: await answers, screen };
}

describe('the questions of kyr init', () => {
  test('from nothing to all answers', async () => {
    const { answers, screen } = await answer({}, [
      ['Which languages', DOWN, ' ', DOWN, ' ', ENTER],
      ['in English', 'Sample Parish', ENTER],
      ['Its name in Español', 'Parroquia', ENTER],
      ['Its name in اردو', ENTER],
      ['Address', ENTER],
      ['Phone', '718-555-0101', ENTER],
      ['Web page', ENTER],
      ['Logo', ENTER],
      ['Which paper', DOWN, ENTER],
      ['What do you need', ENTER],
    ]);
    expect(answers).toEqual({
      languages: ['es', 'ur'],
      names: { en: 'Sample Parish', es: 'Parroquia' },
      phone: '718-555-0101',
      paper: 'a4',
      uses: ['home', 'png'],
    });
    // What is ready and what is not are told apart, and why somebody may leave a name out is said before it is asked.
    expect(screen).toContain('Español – Spanish · ready');
    expect(screen).toContain('اردو – Urdu · being checked');
    expect(screen.indexOf('put somebody at risk')).toBeLessThan(screen.indexOf('in English'));
  });

  test('ask only for what no flag has said', async () => {
    const known = { languages: ['es'], names: {}, uses: ['text'] } as const;
    const { answers, screen } = await answer(known, [['Which paper', ENTER]]);
    expect(answers).toEqual({ languages: ['es'], names: {}, paper: 'letter', uses: ['text'] });
    expect(screen).not.toContain('Which languages');
    expect(screen).not.toContain('Phone');
  });

  test('Ctrl-C leaves without an answer', async () => {
    const { answers } = await answer({}, [['Which languages', CTRL_C]]);
    expect(answers).toBeUndefined();
  });
});
