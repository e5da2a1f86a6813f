import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LOCALES } from '../../src/i18n/words.ts';

test.each(LOCALES)('the picture for links in %s is a PNG of 1200 by 630 pixels', (locale) => {
  const picture = readFileSync(`public/social-${locale}.png`);
  expect(picture.subarray(1, 4).toString()).toBe('PNG');
  expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([1200, 630]);
  expect(picture.length).toBeLessThan(200_000);
});
