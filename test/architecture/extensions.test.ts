import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const FOLDERS = ['codec', 'trace', 'capture', 'simulation', 'worker'].map((name) => `src/${name}`);

/** `from './a'`, `import './a'` and `import('./a')`. */
const RELATIVE = /\b(?:from|import)\s*\(?\s*['"](\.[^'"]*)['"]/gu;

const sources = FOLDERS.filter((folder) => existsSync(folder))
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  .filter((file) => file.endsWith('.ts'));

/** So that Node tools run them as they are, without a bundler. */
test('relative imports of pure files end in .ts', () => {
  const faults = sources.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(RELATIVE)]
      .map(([, target = '']) => target)
      // The address of a worker's script is what only a bundler knows.
      .filter((target) => !/\.ts(\?worker&url)?$/.test(target))
      .map((target) => `${file}: ${target}`),
  );
  expect(sources.length).toBeGreaterThan(0);
  expect(faults).toEqual([]);
});

test('the pattern finds every way to import', () => {
  const text = "import { a } from './a';\nimport './b.ts';\nexport * from '../c';\nimport('./d');";
  expect([...text.matchAll(RELATIVE)].map(([, target]) => target)).toEqual([
    './a',
    './b.ts',
    '../c',
    './d',
  ]);
});
