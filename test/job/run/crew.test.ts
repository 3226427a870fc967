/** Files made together: whoever made one, it gets its name and its line in the journal once, and nothing half made stays. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claim } from '../../../src/core/claims.js';
import { writeAside, writePart } from '../../../src/job/disk.js';
import { type Crew, type CrewTask, makeTogether } from '../../../src/job/run/crew.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kyr-crew-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const missingOf = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    unit: { file: `press/${i}.pdf` },
    path: join(folder, 'press', `${i}.pdf`),
    id: `id ${i}`,
  }));
const bytesOf = (file: string): Uint8Array => new TextEncoder().encode(`the bytes of ${file}`);
const tick = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Another thread, played by this one: claims as it likes, and fails at what it is told to. */
function playedCrew(claims: readonly boolean[], fails: (unit: number) => boolean) {
  const seen = { task: undefined as CrewTask | undefined, made: [] as number[], ended: 0 };
  let stopped = false;
  const crew: Crew = {
    begin(task, arrive) {
      seen.task = task;
      void (async () => {
        for (const takes of claims) {
          await tick(1);
          if (stopped) return;
          const unit = takes ? claim(task.owners, 2) : undefined;
          if (unit === undefined) continue;
          const { file } = task.units[unit]!;
          if (fails(unit)) arrive(unit, undefined);
          else {
            seen.made.push(unit);
            const written = await writePart(join(folder, file), (sink) => sink(bytesOf(file)));
            if (!stopped) arrive(unit, written);
          }
        }
      })();
    },
    async end() {
      stopped = true;
      seen.ended++;
    },
  };
  return { crew, seen };
}

const make = async ({ path, unit }: { path: string; unit: { file: string } }) => {
  await tick(1);
  return writeAside(path, (sink) => sink(bytesOf(unit.file)));
};

test('every file is made once, whoever claims it and whoever fails', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 12 }),
      fc.array(fc.boolean(), { maxLength: 16 }),
      fc.integer({ min: 0, max: 4095 }),
      async (count, claims, failing) => {
        rmSync(join(folder, 'press'), { recursive: true, force: true });
        const missing = missingOf(count);
        const { crew, seen } = playedCrew(claims, (unit) => ((failing >> unit) & 1) === 1);
        const settled: string[] = [];
        await makeTogether(missing, crew, {
          folder,
          turn: async () => {},
          make,
          settle: ({ unit, path }) => {
            expect(readFileSync(path)).toEqual(Buffer.from(bytesOf(unit.file)));
            settled.push(unit.file);
          },
        });
        expect(settled.toSorted()).toEqual(missing.map(({ unit }) => unit.file).toSorted());
        expect(readdirSync(join(folder, 'press')).toSorted()).toEqual(
          missing.map(({ path }) => path.slice(join(folder, 'press').length + 1)).toSorted(),
        );
        expect(seen.ended).toBe(1);
        expect(seen.task!.units.map(({ id }) => id)).toEqual(missing.map(({ id }) => id));
      },
    ),
    { numRuns: 40 },
  );
});

test('where the first stops, no part of another is left, and no empty folder', async () => {
  const missing = missingOf(3);
  const crew: Crew = {
    begin(task) {
      // Claims the second, and is in the middle of it when the run is stopped.
      expect([claim(task.owners, 2), task.owners[0]]).toEqual([0, 2]);
      writeFileSync(`${missing[0]!.path}.part`, 'half of');
    },
    end: async () => {},
  };
  const stop = new Error('stopped');
  const run = makeTogether(missing, crew, {
    folder,
    turn: async () => {},
    make: async () => {
      throw stop;
    },
    settle: () => {},
  });
  await expect(run).rejects.toBe(stop);
  expect(existsSync(join(folder, 'press'))).toBe(false);
});
