/** The questions, answered by keys as a person would. */
import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Known } from '../../../src/cli/init/answers.js';
import { askForRest, type OfferedLanguage } from '../../../src/cli/init/ask.js';
import { judgeAccents } from '../../../src/load/accent.js';
import { BLACK_ALONE } from '../../../src/load/separation.js';

const OFFERED: readonly OfferedLanguage[] = [
  { tag: 'en', name: 'English', english: 'English', state: 'final' },
  { tag: 'es', name: 'Español', english: 'Spanish', state: 'reviewed' },
  { tag: 'ur', name: 'اردو', english: 'Urdu', state: 'translated' },
];
/** On an unprinted sheet: as the screen has it. */
const judge = async (text: string) => (await judgeAccents([text], BLACK_ALONE))[0]!;
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
  const answers = askForRest(known, OFFERED, { input, output }, judge);
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
      ['Accent colour', ENTER],
      ['Which paper', DOWN, ENTER],
      ['What do you need', ENTER],
    ]);
    expect(answers).toEqual({
      languages: ['es', 'ur'],
      names: { en: 'Sample Parish', es: 'Parroquia' },
      phone: '718-555-0101',
      paper: 'a4',
      uses: ['home', 'phone'],
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

  test.each([
    ['that passes is taken as it is written', [['Accent colour', 'teal', ENTER]], 'teal'],
    [
      'that is too light is answered with the nearest that is not',
      [
        ['Accent colour', '#ffd700', ENTER],
        ['Take #', ENTER],
      ],
      '#8c7500',
    ],
    [
      'that is none can be written again',
      [
        ['Accent colour', 'tael', ENTER],
        ['“tael” is no colour', ENTER],
        ['Enter keeps the petrol', 'teal', ENTER],
      ],
      'teal',
    ],
    [
      'can be left out once it was refused',
      [
        ['Accent colour', 'gold', ENTER],
        ['too light', DOWN, DOWN, ENTER],
      ],
      undefined,
    ],
  ] as const)('a colour %s', async (_, steps, accent) => {
    const { answers } = await answer({ languages: ['es'], uses: ['text'], paper: 'letter' }, [
      ['in English', ENTER],
      ['Address', ENTER],
      ['Phone', ENTER],
      ['Web page', ENTER],
      ['Logo', ENTER],
      ...steps,
    ]);
    expect(answers?.accent).toBe(accent);
  });

  test('Ctrl-C leaves without an answer', async () => {
    const { answers } = await answer({}, [['Which languages', CTRL_C]]);
    expect(answers).toBeUndefined();
  });
});
