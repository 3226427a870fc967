/** The jobs that ship beside the tool: every one is a sample, adds up, and can be planned as it stands. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Envelope, kyrHere, ROOT } from './command.js';

const jobs = readdirSync(join(ROOT, 'jobs')).filter((name) => name.endsWith('.yaml'));

describe('jobs/', () => {
  test('has the city’s run, a poster and a card', () => {
    expect(jobs).toEqual(
      expect.arrayContaining(['city-posters.yaml', 'nyc-30000.yaml', 'wallet-cards.yaml']),
    );
  });

  test.each(jobs)('%s can be planned, is a draft, and is marked as a sample', async (name) => {
    const ran = await kyrHere(['plan', `jobs/${name}`, '--json'], { cwd: ROOT });
    expect(ran.code, ran.stdout + ran.stderr).toBe(0);
    const { data, diagnostics } = JSON.parse(ran.stdout) as Envelope<{
      plan: { job: string; purpose: string };
      missing: readonly { message: string }[];
    }>;
    expect(`${data.plan.job}.yaml`).toBe(name);
    expect(data.plan.purpose).toBe('draft');
    expect(data.missing.map(({ message }) => message)).toContain('the job is marked as a sample');
    expect(diagnostics.filter(({ level }) => level === 'error')).toEqual([]);
  });
});
