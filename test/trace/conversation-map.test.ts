import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { mapConversation, type ConversationMap } from '../../src/trace/conversation-map.ts';
import type { Conversation } from '../../src/trace/conversation.ts';
import { anyConversation } from '../arbitraries.ts';
import { rowsOf } from './finding.ts';
import { readTurns } from './hand-made.ts';
import { fromClient, fromServer, type Turn } from './wire.ts';

/** By way of the steps. */
function map(conversation: Conversation, buckets: number): ConversationMap {
  const steps = mapConversation(conversation, buckets);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

test('draws bytes of each direction and the worst problem, bucket by bucket', async () => {
  const turns: Turn[] = [
    ['>', fromClient('one')],
    ['<', fromServer('two')],
    ['<', fromServer('?', { opcode: 3 })],
    ['<', fromServer('', { rsv2: true })],
    ['>', fromClient('three')],
    ['<', fromServer('four')],
  ];
  const conversation = await readTurns(turns);
  expect(map(conversation, 3)).toEqual({
    rows: 2,
    up: Uint32Array.of(9, 0, 11),
    down: Uint32Array.of(5, 5, 6),
    // The client masks with the same key again.
    worst: Uint8Array.of(0, 2, 1),
  });
});

test('has no more buckets than rows, and none of nothing', async () => {
  const one = await readTurns([['<', fromServer('one')]]);
  expect(map(one, 800).down).toEqual(Uint32Array.of(5));
  expect(map(one, 0).down).toEqual(Uint32Array.of(5));
  const none = await readTurns([]);
  expect(map(none, 800).up).toHaveLength(0);
});

test('loses no byte and no problem, whatever the conversation and however many buckets', async () => {
  await fc.assert(
    fc.asyncProperty(anyConversation, anyConversation, fc.nat(12), async (up, down, buckets) => {
      const conversation = await readTurns([
        ['>', up],
        ['<', down],
      ]);
      const drawn = map(conversation, buckets);
      const sum = (bytes: Uint32Array) => bytes.reduce((total, part) => total + part, 0);
      expect([sum(drawn.up), sum(drawn.down)]).toEqual([up.length, down.length]);
      const worst = new Uint8Array(drawn.worst.length);
      for (const { row, errors, warnings } of rowsOf(conversation)) {
        const bucket = Math.floor(row / drawn.rows);
        const here = errors > 0 ? 2 : warnings > 0 ? 1 : 0;
        worst[bucket] = Math.max(worst[bucket]!, here);
      }
      expect(drawn.worst).toEqual(worst);
    }),
  );
});
