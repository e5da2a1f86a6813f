import { fileURLToPath } from 'node:url';
import { prepare } from './install.mjs';
import { runTool, toolEnvironment } from './run.mjs';

/** Name, program, arguments. The first takes longer than the others together, which run one by one beside it. */
const [LONGEST, ...OTHERS] = [
  ['lint', 'eslint', ['--max-warnings', '0', '.']],
  ['format', 'prettier', ['--check', '--log-level', 'warn', '.']],
  ['types', 'svelte-check', ['--tsconfig', 'tsconfig.json', '--fail-on-warnings']],
  ['worker types', 'typescript:tsc', ['-p', 'src/service-worker']],
  ['pure types', 'typescript:tsc', ['-p', 'tsconfig.pure.json']],
  [
    'imports',
    'dependency-cruiser:depcruise',
    ['--config', 'test/architecture/imports.mjs', '--output-type', 'err', 'src'],
  ],
];

/** Runs every step, also after one has failed, and counts. */
export async function check() {
  const env = toolEnvironment({ NO_COLOR: '1' });
  // Writes the types of the routes, which eslint and svelte-check read.
  await runTool('@sveltejs/kit:svelte-kit', ['sync'], { env });
  const count = { passed: 0, failed: 0, skipped: 0 };
  async function take([name, program, args]) {
    const ok = (await runTool(program, args, { env })) === 0;
    console.log(`check: ${name} ${ok ? 'passed' : 'FAILED'}`);
    count[ok ? 'passed' : 'failed']++;
  }
  const longest = take(LONGEST);
  for (const step of OTHERS) await take(step);
  await longest;
  return count;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await prepare();
  const { failed } = await check();
  process.exitCode = failed === 0 ? 0 : 1;
}
