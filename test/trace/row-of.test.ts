import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowOf } from '../../src/trace/row-of.ts';
import { DIRECTIONS } from '../../src/trace/trace.ts';
import { anyConversation } from '../arbitraries.ts';
import { rowsOf } from './finding.ts';
import { readTurns } from './hand-made.ts';
import { fromClient, fromServer, type Turn } from './wire.ts';

const TURNS: readonly Turn[] = [
  ['>', fromClient('one')],
  ['<', fromServer('two')],
  ['<', fromServer('three')],
];

test('goes to the first row at a time or after it', async () => {
  const conversation = await readTurns(TURNS, { times: [0, 0.5, 2] });
  const go = (time: number) => rowOf(conversation, { time });
  expect([-1, 0, 0.1, 0.5, 1, 2, 2.1].map(go)).toEqual([0, 0, 1, 1, 2, 2, -1]);
  expect(rowOf(await readTurns(TURNS), { time: 0 })).toBe(-1);
});

test('goes to a frame by its number, and to no frame that is not there', async () => {
  const conversation = await readTurns(TURNS);
  expect([-1, 0, 1, 2, 3, 0.5, NaN].map((frame) => rowOf(conversation, { frame }))).toEqual([
    ...[-1, 0, 1, 2, -1, -1, -1],
  ]);
});

test('goes to the row of every frame and of every byte, whatever the conversation', async () => {
  await fc.assert(
    fc.asyncProperty(anyConversation, anyConversation, async (client, server) => {
      const conversation = await readTurns([
        ['>', client],
        ['<', server],
      ]);
      const rows = rowsOf(conversation);
      for (const { row, frame } of rows) {
        if (frame !== null) expect(rowOf(conversation, { frame: frame.number })).toBe(row);
      }
      for (const direction of DIRECTIONS) {
        const { length } = conversation.sides[direction].bytes;
        for (const offset of [0, 1, Math.floor(length / 2), length - 1]) {
          const row = rows[rowOf(conversation, { direction, offset })];
          if (offset < 0 || offset >= length) {
            expect(row).toBeUndefined();
            continue;
          }
          expect(row).toMatchObject({ direction });
          expect(row!.at <= offset && offset < row!.at + row!.size).toBe(true);
        }
        expect(rowOf(conversation, { direction, offset: length })).toBe(-1);
      }
    }),
  );
});
