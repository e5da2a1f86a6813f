import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { prepare } from './install.mjs';
import { ROOT, runTool, stopWithNpm, toolEnvironment } from './run.mjs';

const { values } = parseArgs({ options: { times: { type: 'string', default: '5' } } });

/** What a test imports that makes its inputs by chance. */
const HOLDS = /from 'fast-check'|arbitraries\.ts/;

stopWithNpm();
await prepare();
process.exitCode = (await someFail(Number(values.times))) ? 1 : 0;

/** Runs the tests that hold properties, each time with another seed, and goes on after a failure. */
async function someFail(times) {
  const files = readdirSync(join(ROOT, 'test'), { recursive: true })
    .map((file) => join('test', file))
    .filter(
      (file) => file.endsWith('.test.ts') && HOLDS.test(readFileSync(join(ROOT, file), 'utf8')),
    );
  const failed = [];
  for (let i = 0; i < times; i++) {
    const seed = String(Math.floor(Math.random() * 2 ** 31));
    console.log(`PROPERTY_SEED=${seed} (${i + 1} of ${times})`);
    const env = toolEnvironment({ PROPERTY_SEED: seed });
    const code = await runTool('vitest', ['run', '--reporter=agent', ...files], { env });
    if (code !== 0) failed.push(seed);
  }
  console.log(
    failed.length === 0 ? 'All hold.' : `Some fail with PROPERTY_SEED=${failed.join(', ')}`,
  );
  return failed.length > 0;
}
