import { availableParallelism } from 'node:os';
import { prepare } from './install.mjs';
import { stopWithNpm } from './run.mjs';

const { FUZZ_SEED = String(Date.now() % 2 ** 31), FUZZ_RUNS = '1000000' } = process.env;

stopWithNpm();
await prepare();
const { fuzz } = await import('./fuzz-run.mjs');
console.log(`FUZZ_SEED=${FUZZ_SEED} FUZZ_RUNS=${FUZZ_RUNS}`);
const threads = availableParallelism();
const { failed, counts, seconds } = await fuzz({
  seed: Number(FUZZ_SEED),
  runs: Number(FUZZ_RUNS),
  threads,
});
const inputs = Object.values(counts).reduce((sum, count) => sum + count, 0);
console.log(`${inputs} inputs in ${seconds.toFixed(1)} s`, counts);
if (failed) {
  console.error(failed);
  process.exitCode = 1;
}
