import { expect, test } from 'vitest';
import { sizeInWords } from '../../../src/views/capture/size.ts';

test.each([
  [0, '0 B'],
  [214, '214 B'],
  [1023, '1,023 B'],
  [1024, '1 KiB'],
  [1536, '1.5 KiB'],
  [150 * 1024, '150 KiB'],
  [1024 ** 2 - 1, '1 MiB'],
  [1024 ** 2, '1 MiB'],
  [1.4 * 1024 ** 2, '1.4 MiB'],
  [20 * 1024 ** 2, '20 MiB'],
  [1024 ** 3 - 1, '1 GiB'],
  [5000 * 1024 ** 3, '5,000 GiB'],
])('%i bytes are %s', (bytes, said) => {
  expect(sizeInWords(bytes)).toBe(said);
});
