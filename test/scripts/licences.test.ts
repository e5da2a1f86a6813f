import { readFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';
import { licencePage, packagesIn, readLock, refused } from '../../scripts/licences.mjs';

test('every package has a licence that allows its use, and docs/licences.md lists them', async () => {
  const packages = packagesIn(readLock());
  expect(packages.length).toBeGreaterThan(100);
  expect(refused(packages)).toEqual([]);
  const page = 'docs/licences.md';
  const made = await format(licencePage(packages), {
    ...(await resolveConfig(page)),
    filepath: page,
  });
  expect(await readFile(page, 'utf8'), 'npm run licences').toBe(made);
});

test('a licence that nobody has looked at is refused, and one for tools is for tools alone', () => {
  const packages = packagesIn({
    packages: {
      '': {},
      'node_modules/a': { version: '1.0.0', license: 'MIT' },
      'node_modules/b': { version: '1.0.0', license: 'MPL-2.0' },
      'node_modules/b/node_modules/@x/c': { version: '2.0.0', license: 'MPL-2.0', dev: true },
      'node_modules/d': { version: '1.0.0', dev: true },
    },
  });
  expect(refused(packages).map(({ name }) => name)).toEqual(['b', 'd']);
  expect(packages[2]?.name).toBe('@x/c');
});
