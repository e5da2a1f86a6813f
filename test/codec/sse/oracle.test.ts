import { createParser, type EventSourceMessage } from 'eventsource-parser';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { bytesOfLatin1 } from '../../../src/codec/http/syntax.ts';
import type { ReadEvent } from '../../../src/codec/sse/event.ts';
import { HTML_EXAMPLES, MORE_STREAMS } from '../../vectors/sse.ts';
import { bytewise, cutAt, eventsOf, pushed, streamy } from './streams.ts';

// thousands of streams take longer than five seconds where other tests run beside them
vi.setConfig({ testTimeout: 60_000 });

/** What the oracle gives, in the order it gives it. */
type Given = EventSourceMessage | { readonly retry: number };

/**
 * eventsource-parser reads text, so the bytes are decoded as they arrive. It waits for what follows a
 * CR: a line at the end that changes nothing lets it see the last one.
 */
function oracle(pieces: readonly Uint8Array[]): Given[] {
  const given: Given[] = [];
  const parser = createParser({
    onEvent: (event) => given.push(event),
    onRetry: (retry) => given.push({ retry: Math.min(retry, Number.MAX_SAFE_INTEGER) }),
  });
  const decoder = new TextDecoder();
  for (const piece of pieces) {
    const text = decoder.decode(piece, { stream: true });
    // an empty first text would hide a byte order mark from it, and says nothing
    if (text !== '') parser.feed(text);
  }
  parser.feed(':\n');
  return given;
}

/**
 * The same from what was read. Differences, each by the standard:
 * - the oracle gives the id of this event or none: the last event ID outlives its event here, §9.2.6;
 * - it gives `undefined` for no type and for an empty one, here both are `message`, §9.2.6;
 * - it gives each `retry` when its line comes, here the last of an event counts, so the streams that
 *   are compared have one an event at most, and an event is given after its `retry`.
 */
function readAs(events: readonly ReadEvent[], given: readonly Given[]): Given[] {
  let at = 0;
  let before = '';
  return events.flatMap(({ dispatched, retry, lastEventId }) => {
    const all: Given[] = retry === null ? [] : [{ retry }];
    at += all.length;
    if (dispatched) {
      const theirs = given[at++] as EventSourceMessage | undefined;
      const { type, data } = dispatched;
      // without an id of its own an event has the last one
      if (theirs?.id === undefined) expect(dispatched.lastEventId).toBe(before);
      const id = theirs?.id === undefined ? undefined : dispatched.lastEventId;
      all.push({ id, event: type === 'message' ? theirs?.event : type, data });
    }
    before = lastEventId;
    return all;
  });
}

/** One `retry` an event at most. */
const comparable = (events: readonly ReadEvent[], bytes: Uint8Array): boolean =>
  events.every(({ at, end }) => {
    const text = new TextDecoder().decode(bytes.subarray(at, end));
    return text.split('retry').length <= 2;
  });

function expectSame(bytes: Uint8Array, pieces: readonly Uint8Array[]) {
  const given = oracle(pieces);
  expect(readAs(eventsOf(bytes), given)).toEqual(given);
  expect(readAs(pushed(pieces), given)).toEqual(given);
}

describe('eventsource-parser reads alike', () => {
  test.each([...HTML_EXAMPLES, ...MORE_STREAMS])('cut after every byte: $name', (vector) => {
    const bytes = bytesOfLatin1(vector.bytes);
    for (let cut = 0; cut <= bytes.length; cut++) {
      expectSame(bytes, [bytes.subarray(0, cut), bytes.subarray(cut)]);
    }
    expectSame(bytes, bytewise(bytes));
  });

  test('thousands of streams, cut after every byte and anywhere', () => {
    let streams = 0;
    let dispatched = 0;
    fc.assert(
      fc.property(streamy, fc.array(fc.nat(), { maxLength: 6 }), (bytes, places) => {
        const events = eventsOf(bytes);
        if (!comparable(events, bytes)) return;
        streams++;
        dispatched += events.filter((event) => event.dispatched).length;
        expectSame(bytes, [bytes]);
        expectSame(bytes, bytewise(bytes));
        expectSame(bytes, cutAt(bytes, places));
      }),
      { numRuns: 5000 },
    );
    expect(streams).toBeGreaterThan(2500);
    expect(dispatched).toBeGreaterThan(3000);
  });

  test('thousands of streams of whole lines, cut after every byte', () => {
    const line = fc.constantFrom(
      ...['data', 'data:', 'data: a', 'data:  b', 'data:c: d', 'event: x', 'event', 'id: 7', 'id'],
      ...[
        'id: \0',
        'retry: 10',
        'retry: x',
        ': hi',
        ':',
        'other: 1',
        'data: \xe4\xbd\xa0',
        '',
        '',
        '',
      ],
    );
    const end = fc.constantFrom('\n', '\n', '\r\n', '\r');
    const stream = fc.array(fc.tuple(line, end), { minLength: 4, maxLength: 16, size: 'max' });
    let dispatched = 0;
    fc.assert(
      fc.property(stream, (lines) => {
        const bytes = bytesOfLatin1(lines.flat().join(''));
        const events = eventsOf(bytes);
        if (!comparable(events, bytes)) return;
        dispatched += events.filter((event) => event.dispatched).length;
        expectSame(bytes, bytewise(bytes));
      }),
      { numRuns: 4000 },
    );
    expect(dispatched).toBeGreaterThan(2000);
  });
});

describe('known differences', () => {
  const given = (text: string) => oracle([bytesOfLatin1(text)]);
  const read = (text: string) => eventsOf(bytesOfLatin1(text)).flatMap((e) => e.dispatched ?? []);

  test('§9.2.6: an id without data is remembered; the oracle forgets it', () => {
    expect(given('id: 9\n\ndata: a\n\n')).toMatchObject([{ id: undefined, data: 'a' }]);
    expect(read('id: 9\n\ndata: a\n\n')).toMatchObject([{ lastEventId: '9', data: 'a' }]);
  });

  test('§9.2.6: the decoder takes one byte order mark away; the oracle then takes the text ï»¿ for another', () => {
    const text = '\xc3\xaf\xc2\xbb\xc2\xbfdata: a\n\n';
    expect(given(text)).toMatchObject([{ data: 'a' }]);
    expect(read(text)).toEqual([]);
  });

  test('§9.2.5: a lone CR ends a line; the oracle waits for what follows', () => {
    const events: EventSourceMessage[] = [];
    createParser({ onEvent: (event) => events.push(event) }).feed('data: a\r\r');
    expect(events).toEqual([]);
    expect(read('data: a\r\r')).toMatchObject([{ data: 'a' }]);
  });
});
