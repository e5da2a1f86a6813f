import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { CLOSE_CODE_IDS } from '../../src/i18n/reference.ts';
import { rangesOfCode } from '../../src/reference/close-ranges.ts';
import { ANSWERS, REACTIONS } from '../../src/reference/endpoints.ts';
import { endpointsModule, RECORD } from './record-endpoints.ts';

describe('what a real ws did', () => {
  it('it does again', async () => {
    expect(await endpointsModule()).toBe(await readFile(RECORD, 'utf8'));
  });

  it('is known of every rule on frames, and of every kind of close code', () => {
    expect(REACTIONS['ws/rsv2-set']).toMatchObject({ receiver: 'client', sends: 1002 });
    expect(REACTIONS['ws/masking-key-zero']).toEqual({
      receiver: 'server',
      sends: null,
      error: null,
    });
    for (const { from, to } of CLOSE_CODE_IDS.flatMap(rangesOfCode)) {
      expect(ANSWERS[from]).toBeDefined();
      expect(ANSWERS[to]).toBeDefined();
    }
  });
});
