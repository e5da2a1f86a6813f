import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesOfLatin1 } from '../../../src/codec/http/syntax.ts';
import { annotateEvent } from '../../../src/codec/sse/annotate.ts';
import { decodeEvent } from '../../../src/codec/sse/encode.ts';
import { readEvents } from '../../../src/codec/sse/event.ts';
import { judgeEvent } from '../../../src/codec/sse/judge.ts';
import { createEventReader } from '../../../src/codec/sse/reader.ts';

const MB = 1 << 20;

/** Everything that can be done to a stream. */
function useAll(bytes: Uint8Array): { events: number; dispatched: number } {
  let events = 0;
  let dispatched = 0;
  for (const event of readEvents(bytes)) {
    events++;
    if (event.dispatched) dispatched++;
    const own = bytes.subarray(event.at, event.end);
    judgeEvent(own, event, { isEnd: event.end === bytes.length });
    if (events < 100) annotateEvent(own, event);
  }
  return { events, dispatched };
}

/** Arrivals of a size; the events they gave. */
function pushAll(bytes: Uint8Array, size: number): number {
  const reader = createEventReader();
  let events = 0;
  for (let at = 0; at < bytes.length; at += size) {
    events += reader.push(bytes.subarray(at, at + size)).length;
  }
  return events + reader.end().length;
}

function repeated(text: string, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  bytes.set(bytesOfLatin1(text));
  for (let done = text.length; done < length; done *= 2) bytes.copyWithin(done, 0, done);
  return bytes;
}

/** What would be quadratic takes minutes; what is linear a second or two on a slow machine. */
const SECONDS = 60_000;

describe('hostile streams take time in proportion to their length', () => {
  test.each([
    ['CRs', repeated('\r', 5 * MB), 1, 0],
    ['one line of data', bytesOfLatin1(`data: ${'x'.repeat(5 * MB)}\n\n`), 1, 1],
    ['one name without a colon', repeated('d', 5 * MB), 1, 0],
    ['one event of lines of data', repeated('data\n', 5 * MB), 1, 0],
    ['one event of unknown lines', repeated('a\n', 2 * MB), 1, 0],
    ['one name with spaces after it', repeated(' ', 5 * MB), 1, 0],
    ['bytes that are not UTF-8', repeated('\xe4\xbd', 5 * MB), 1, 0],
    ['digits to wait for', bytesOfLatin1(`retry: ${'9'.repeat(5 * MB)}\n\n`), 1, 0],
    ['a million events', repeated('data:\n\n', 7_000_000), 1_000_000, 1_000_000],
    ['a million comments', repeated(':\n\n', 3_000_000), 1_000_000, 0],
  ])(
    '%s',
    (_, bytes, events, dispatched) => {
      expect(useAll(bytes)).toEqual({ events, dispatched });
      expect(pushAll(bytes, 1000)).toBe(events);
      expect(pushAll(bytes, bytes.length)).toBe(events);
    },
    SECONDS,
  );

  test.each([
    ['a line', repeated('d', 5 * MB), 1],
    ['CRs', repeated('\r', MB), 1],
    ['events', repeated('data:\n\n', MB), Math.ceil(MB / 7)],
  ])('byte by byte: %s', (_, bytes, events) => expect(pushAll(bytes, 1)).toBe(events), SECONDS);
});

test('no bytes throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      useAll(bytes);
      pushAll(bytes, 3);
      decodeEvent(bytes);
    }),
    { numRuns: 5000 },
  );
});
