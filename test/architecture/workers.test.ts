import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test('workers are started in one place, which the policy of every page knows', () => {
  const starting = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|svelte)$/.test(file))
    .filter((file) => readFileSync(join('src', file), 'utf8').includes('new Worker('));
  expect(starting).toEqual([join('worker', 'worker-connect.ts')]);
});
