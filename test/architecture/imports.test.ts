import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import imports from './imports.mjs';

/** Faults as they might be written: the file, what it imports, the rule that must say so. */
const PLANTED = [
  ['src/codec/a.ts', '../trace/target.ts', 'codec-imports'],
  ['src/codec/b.ts', 'node:fs', 'codec-imports'],
  ['src/codec/c.ts', 'svelte', 'codec-imports'],
  ['src/trace/a.ts', '../capture/target.ts', 'trace-imports'],
  ['src/trace/b.ts', 'pako', 'trace-imports'],
  ['src/capture/a.ts', '../simulation/target.ts', 'capture-imports'],
  ['src/simulation/a.ts', '../state/target.ts', 'simulation-imports'],
  ['src/simulation/b.ts', 'pako', 'simulation-imports'],
  ['src/worker/session.ts', 'comlink', 'session-imports'],
  ['src/worker/rows.ts', './connect.ts', 'session-imports'],
  ['src/worker/api.ts', 'comlink', 'api-imports'],
  ['src/worker/connect.ts', '../state/target.ts', 'thread-imports'],
  ['src/i18n/a.ts', '../views/target.ts', 'i18n-imports'],
  ['src/course/a.ts', '../state/target.ts', 'course-imports'],
  ['src/state/a.ts', '../views/target.ts', 'state-imports'],
  ['src/state/b.ts', '../routes/target.ts', 'state-imports'],
  ['src/state/c.ts', 'comlink', 'state-imports'],
  ['src/state/d.ts', '../worker/session.ts', 'state-imports'],
  ['src/views/a.ts', '../worker/api.ts', 'views-imports'],
  ['src/views/b.ts', '../state/target.ts', 'views-imports'],
  ['src/views/c.ts', '../course/target.ts', 'views-imports'],
  ['src/views/d.ts', '../routes/target.ts', 'views-imports'],
  ['src/views/e.svelte', '../state/target.ts', 'views-imports'],
  ['src/routes/a.ts', '../worker/session.ts', 'routes-imports'],
  ['src/routes/b.ts', '../course/plugin.ts', 'no-build-code-on-pages'],
  ['src/routes/c.ts', '../course/words.ts', 'no-build-code-on-pages'],
  ['src/elsewhere/a.ts', '../codec/target.ts', 'no-unplaced-file'],
  ['src/codec/round.ts', './trip.ts', 'no-cycle'],
] as const;

/** What the faults lead to, and imports that are right. */
const SOUND: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['codec', 'trace', 'capture', 'simulation', 'state', 'views', 'course', 'routes'].map(
      (folder) => [`src/${folder}/target.ts`, 'export {};'],
    ),
  ),
  'src/codec/trip.ts': "import './round.ts';",
  'src/course/plugin.ts': 'export {};',
  'src/course/words.ts': "import 'unified';",
  'src/codec/inflate.ts':
    "import 'pako';\nimport '@noble/hashes/legacy.js';\nimport './target.ts';",
  'src/worker/entry.ts': "import 'comlink';\nimport './session.ts';",
  'src/views/Sound.svelte':
    "<script lang=\"ts\">import 'd3-scale'; import '../codec/target.ts';</script>",
  'src/routes/+page.ts': "import './$types';\nimport '../views/target.ts';",
};

let root = '';
let violations: readonly string[] = [];

beforeAll(async () => {
  // Inside the project, so that packages are found.
  mkdirSync('test-results', { recursive: true });
  root = mkdtempSync(join('test-results', 'imports-'));
  for (const [file, text] of Object.entries(SOUND)) write(file, text);
  for (const [file, target] of PLANTED) write(file, sourceThatImports(file, target));

  const { options, forbidden } = imports;
  const { output } = await cruise(['src'], {
    ...options,
    baseDir: join(process.cwd(), root),
    ruleSet: { forbidden },
    validate: true,
  } as Parameters<typeof cruise>[1]);
  violations = (output as ICruiseResult).summary.violations.map(
    ({ from, rule }) => `${from} ${rule.name}`,
  );
});

afterAll(() => rmSync(root, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

function sourceThatImports(file: string, target: string): string {
  return file.endsWith('.svelte')
    ? `<script lang="ts">import '${target}';</script>`
    : `import type {} from '${target}';`;
}

test.each(PLANTED)('%s must not import %s', (file, _target, rule) => {
  expect(violations).toContain(`${file} ${rule}`);
});

test('nothing else is reported', () => {
  const planted = PLANTED.map(([file, , rule]) => `${file} ${rule}`);
  const others = violations.filter((violation) => !planted.includes(violation));
  expect(others).toEqual([]);
});
