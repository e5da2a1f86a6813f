import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { annotateRow } from '../../src/trace/annotate-row.ts';
import { summariseConnection } from '../../src/trace/connection-summary.ts';
import type { Conversation } from '../../src/trace/conversation.ts';
import { problemRows, problemsOf, streamRange } from '../../src/trace/problems.ts';
import { readRow } from '../../src/trace/row.ts';
import { DIRECTIONS, type Gap } from '../../src/trace/trace.ts';
import { anyConversation } from '../arbitraries.ts';
import { readConnection, withGaps } from './captures.ts';
import { connectionOf, reportOn } from './hand-made.ts';

/** Any bytes both ways, some of them not captured, from the beginning or not. */
const tornConnection = fc
  .record({
    up: anyConversation,
    down: anyConversation,
    gaps: fc.array(
      fc.record({
        direction: fc.constantFrom(...DIRECTIONS),
        start: fc.nat(300),
        length: fc.integer({ min: 1, max: 20 }),
      }),
      { maxLength: 4 },
    ),
    begun: fc.boolean(),
    client: fc.constantFrom(null, '10.0.0.1:5000'),
    end: fc.constantFrom('fin' as const, 'rst' as const, 'none' as const),
    deflate: fc.boolean(),
  })
  .map(({ up, down, gaps, deflate, ...known }) => {
    const whole = connectionOf(
      [
        ['>', up],
        ['<', down],
      ],
      known,
    );
    const cut = gaps.map(({ direction, start, length }): Gap => {
      const size = whole.streams[direction].length;
      return { direction, start: Math.min(start, size), end: Math.min(start + length, size) };
    });
    return { connection: withGaps(whole, cut), deflate };
  });

/** Reads everything there is to read. */
async function exhaust(conversation: Conversation): Promise<void> {
  for (let row = 0; row < conversation.order.length; row++) {
    const { kind, direction, at } = conversation.order.place(row);
    expect(conversation.order.kindOf(row)).toBe(kind);
    expect(conversation.order.directionOf(row)).toBe(direction);
    expect(readRow(conversation, row)).toMatchObject({ direction, at });
    annotateRow(conversation, row);
  }
  for (const direction of DIRECTIONS) {
    const { frames } = conversation.sides[direction];
    for (let frame = 0; frame < frames.length; frame++) {
      const place = conversation.order.place(conversation.order.rowOfFrame(direction, frame));
      expect(place).toMatchObject({ kind: 'frame', direction, unit: frame });
    }
  }
  summariseConnection(conversation);
  await reportOn(conversation);
}

it(
  'any connection with gaps is read, and none of its violations lies in a gap',
  { timeout: 120_000 },
  () =>
    fc.assert(
      fc.asyncProperty(tornConnection, async ({ connection, deflate }) => {
        const options = deflate ? { extensions: 'permessage-deflate' } : {};
        const conversation = await readConnection(connection, options);
        await exhaust(conversation);
        for (const row of problemRows(conversation)) {
          const place = conversation.order.place(row);
          const { captured } = conversation.sides[place.direction];
          for (const { violation } of problemsOf(conversation, row)) {
            const { start, end } = streamRange(conversation, place, violation.range);
            const from = Math.floor(start / 8);
            const to = Math.max(Math.ceil(end / 8), from + 1);
            expect(captured.missing(from, to) < to - from, JSON.stringify(violation)).toBe(true);
          }
        }
      }),
      { numRuns: 1500 },
    ),
);
