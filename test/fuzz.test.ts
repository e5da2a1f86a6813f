import { expect, test } from 'vitest';
import { fuzz } from '../scripts/fuzz-run.mjs';

const { FUZZ_SEED = '20261122', FUZZ_RUNS = '200000' } = process.env;
const seed = Number(FUZZ_SEED);
const runs = Number(FUZZ_RUNS);

test(`law 7: ${FUZZ_RUNS} random and mutated inputs, none throws, none hangs`, async () => {
  console.log(`FUZZ_SEED=${FUZZ_SEED} FUZZ_RUNS=${FUZZ_RUNS}`);
  const { failed, counts, seconds } = await fuzz({ seed, runs, threads: 2 });
  expect(failed).toBeNull();
  const inputs = Object.values(counts).reduce((sum, count) => sum + count, 0);
  console.log(`${inputs} inputs in ${seconds.toFixed(1)} s: ${JSON.stringify(counts)}`);
  expect(inputs).toBe(runs);
}, 600_000);

test.each([
  ['throws', 'an error of its own'],
  ['hangs', 'takes more than 2 s'],
  ['waits', 'the thread ended'],
  ['hoards', 'memory'],
])(
  'a decoder that %s is found out, with the input',
  async (fault, why) => {
    const checks = new URL(`./trace/fuzz-faults.ts?${fault}`, import.meta.url).href;
    const { failed } = await fuzz({ seed, runs: 1000, threads: 1, checks });
    expect(failed).toMatchObject({ run: 50, why: expect.stringContaining(why) });
    expect(failed?.hex).toMatch(/^([0-9a-f]{2})*$/);
  },
  120_000,
);
