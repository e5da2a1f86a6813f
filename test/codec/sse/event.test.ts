import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { bytesOfLatin1 } from '../../../src/codec/http/syntax.ts';
import { dispatchedAt, linesOf, readEvents } from '../../../src/codec/sse/event.ts';
import { createEventReader } from '../../../src/codec/sse/reader.ts';
import { HTML_EXAMPLES, MORE_STREAMS } from '../../vectors/sse.ts';
import { bytewise, cutAt, eventsOf, inside, pushed, said, streamy } from './streams.ts';

// thousands of streams take longer than five seconds where other tests run beside them
vi.setConfig({ testTimeout: 60_000 });

const VECTORS = [...HTML_EXAMPLES, ...MORE_STREAMS];

describe.each([
  ['at the start of its buffer', (bytes: Uint8Array) => bytes],
  ['inside a larger buffer', inside],
])('streams are read as HTML §9.2.6 says, %s', (_, placed) => {
  test.each(VECTORS)('$name', ({ bytes: text, dispatched, unfinished = false }) => {
    const events = eventsOf(placed(bytesOfLatin1(text)));
    expect(said(events)).toEqual(dispatched);
    expect(events.at(-1)?.complete === false).toBe(unfinished);
  });

  test.each(VECTORS)('cut after every byte: $name', ({ bytes: text }) => {
    const bytes = placed(bytesOfLatin1(text));
    const whole = eventsOf(bytes);
    for (let cut = 0; cut <= bytes.length; cut++) {
      expect(pushed([bytes.subarray(0, cut), bytes.subarray(cut)])).toEqual(whole);
    }
    expect(pushed(bytewise(bytes))).toEqual(whole);
  });
});

describe('an event', () => {
  const only = (text: string) => eventsOf(bytesOfLatin1(text))[0]!;

  test('tells where it is, and each piece of its lines', () => {
    const bytes = bytesOfLatin1('data: a\n\n\r\nid: 7\r\n: x\r\ndata\r\n\r\n');
    const [first, second] = eventsOf(bytes);
    expect(first).toMatchObject({ at: 0, end: 9, linesAt: 0, blankAt: 8 });
    expect(second).toMatchObject({ at: 9, end: 31, linesAt: 2, blankAt: 20, bomLength: 0 });
    const lines = Array.from(linesOf(bytes.subarray(9), second!), (line) => ({ ...line }));
    expect(lines).toEqual([
      { start: 2, nameEnd: 4, valueAt: 6, valueEnd: 7, end: 9 },
      { start: 9, nameEnd: 9, valueAt: 11, valueEnd: 12, end: 14 },
      { start: 14, nameEnd: 18, valueAt: 18, valueEnd: 18, end: 20 },
    ]);
  });

  test('says why nothing was dispatched', () => {
    expect(only(': hi\n\n')).toMatchObject({ dispatched: null, undispatched: 'no-data' });
    expect(only('id: 1\n\n')).toMatchObject({ undispatched: 'no-data', lastEventId: '1' });
    expect(only('data: 1\n')).toMatchObject({ undispatched: 'unfinished', complete: false });
    expect(only('data: 1\n\n')).toMatchObject({ undispatched: null, complete: true });
  });

  test('that never ends leaves the last event ID alone', () => {
    const events = eventsOf(bytesOfLatin1('id: 1\ndata: a\n\nid: 2\ndata: b\n'));
    expect(events.map(({ lastEventId }) => lastEventId)).toEqual(['1', '1']);
  });

  test('sets the reconnection time, dispatched or not', () => {
    expect(only('retry: 2000\ndata: a\n\n')).toMatchObject({
      retry: 2000,
      dispatched: { retry: 2000 },
    });
    expect(only('retry: 2000\nretry: x\n\n')).toMatchObject({ retry: 2000, dispatched: null });
    expect(only('retry: 5\n')).toMatchObject({ retry: 5, undispatched: 'unfinished' });
    expect(only('retry: 00\nretry\nretry:\n\n').retry).toBe(0);
    expect(only(`retry: ${'9'.repeat(400)}\n\n`).retry).toBe(Number.MAX_SAFE_INTEGER);
  });

  test('is dispatched by the CR of a CRLF', () => {
    for (const [text, at] of [
      ['data\n\n', 6],
      ['data\r\n\r\n', 7],
      ['data\r\r', 6],
      ['data\n', 5],
    ] as const) {
      expect(dispatchedAt(only(text))).toBe(at);
    }
  });

  test('goes on from the id of a connection that was lost', () => {
    const options = { lastEventId: '41' };
    const bytes = bytesOfLatin1('data: a\n\n');
    expect([...readEvents(bytes, options)][0]?.dispatched?.lastEventId).toBe('41');
    expect(createEventReader(options).push(bytes)[0]?.dispatched?.lastEventId).toBe('41');
  });
});

describe('any bytes', () => {
  test('are events without a gap', () => {
    fc.assert(
      fc.property(streamy, (bytes) => {
        let at = 0;
        for (const event of readEvents(bytes)) {
          expect(event.at).toBe(at);
          expect(event.end).toBeGreaterThan(at);
          at = event.end;
        }
        expect(at).toBe(bytes.length);
      }),
      { numRuns: 2000 },
    );
  });

  test('are read alike however they arrive', () => {
    fc.assert(
      fc.property(streamy, fc.array(fc.nat(), { maxLength: 8 }), (bytes, places) => {
        const whole = eventsOf(bytes);
        expect(pushed(cutAt(bytes, places))).toEqual(whole);
        expect(pushed(bytewise(bytes))).toEqual(whole);
      }),
      { numRuns: 2000 },
    );
  });

  test('are given when their event is complete, a CR at the end one byte later', () => {
    const reader = createEventReader();
    const push = (text: string) => said(reader.push(bytesOfLatin1(text)));
    expect(push('data: a\n')).toEqual([]);
    expect(push('\n')).toEqual([{ data: 'a' }]);
    expect(push('data: b\r\r')).toEqual([]);
    expect(reader.pending).toBe(1);
    expect(push('d')).toEqual([{ data: 'b' }]);
    expect(push('ata\r\n\r')).toEqual([]);
    expect(said(reader.end())).toEqual([{ data: '' }]);
    expect(reader.pending).toBe(0);
  });
});
