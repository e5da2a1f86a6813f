import { describe, expect, it } from 'vitest';
import { LACKS } from '../../src/course/judges/verdict.ts';
import type { Did } from '../../src/course/judges/verdict.ts';
import { UNITS } from '../../src/course/questions.ts';
import { en } from '../../src/i18n/en/index.ts';
import { zh } from '../../src/i18n/zh/index.ts';

/** The compiler asks for each id that there is. */
const DID: Readonly<Record<Did['id'], true>> = {
  ...{ nothing: true, bytes: true, incomplete: true, frame: true, message: true, broken: true },
  ...{ 'closed-with': true, head: true, handshake: true, event: true, delay: true, cost: true },
};

describe.each([
  ['en', en.judge],
  ['zh', zh.judge],
])('the words of verdicts in %s', (_, words) => {
  it('say everything that an answer may do or lack, and nothing else', () => {
    expect(Object.keys(words.did).sort()).toEqual(Object.keys(DID).sort());
    expect(Object.keys(words.lacks).sort()).toEqual([...LACKS].sort());
    expect(Object.keys(words.units).sort()).toEqual([...UNITS].sort());
  });
});
