import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { exampleFiles, FOLDER } from './write-examples.ts';

describe('the examples that the site serves', () => {
  test.each([...exampleFiles()])('%s is the one that is tested', async (name, text) => {
    expect(await readFile(new URL(name, FOLDER), 'utf8')).toBe(text);
  });
});
