/** A reader that has seen enough, such as `head`. */
import { expect, test } from 'vitest';
import { kyr } from './command.js';
import { openProject } from './project.js';

test('a pipe that is closed early is no fault', async () => {
  const ran = await kyr(['flyer', '--lang', 'es', '--for', 'dump'], {
    cwd: openProject(),
    onStart: (child) => child.stdout?.destroy(),
  });
  expect(ran).toMatchObject({ code: 0, stderr: '' });
});
