import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { concat } from '../../../src/codec/bytes.ts';
import { bytesOfLatin1, latin1 } from '../../../src/codec/http/syntax.ts';
import { decodeEvent, encodeEvent, eventOf, fieldsOfEvent } from '../../../src/codec/sse/encode.ts';
import { readEvents } from '../../../src/codec/sse/event.ts';
import { judgeEvent } from '../../../src/codec/sse/judge.ts';
import { HTML_EXAMPLES, MORE_STREAMS } from '../../vectors/sse.ts';
import { anyEvent, eventsOf, inside, said, streamy } from './streams.ts';

// thousands of streams take longer than five seconds where other tests run beside them
vi.setConfig({ testTimeout: 60_000 });

describe('encoding an event', () => {
  test('an event, tidy or not, comes back from its bytes as it was', () => {
    fc.assert(
      fc.property(anyEvent, (fields) => {
        expect(decodeEvent(encodeEvent(fields))).toEqual(
          fields.lines.length > 0 ? fields : expect.anything(),
        );
        expect(decodeEvent(inside(encodeEvent(fields)))).toEqual(decodeEvent(encodeEvent(fields)));
      }),
      { numRuns: 2000 },
    );
  });

  test('whatever bytes are read as an event, encoding gives those bytes again', () => {
    let whole = 0;
    fc.assert(
      fc.property(streamy, (bytes) => {
        for (const event of readEvents(bytes)) {
          if (!event.complete) continue;
          whole++;
          const own = bytes.slice(event.at, event.end);
          expect(encodeEvent(fieldsOfEvent(own, event))).toEqual(own);
          expect(encodeEvent(decodeEvent(own)!)).toEqual(own);
        }
      }),
      { numRuns: 2000 },
    );
    expect(whole).toBeGreaterThan(2000);
  });

  test.each([...HTML_EXAMPLES, ...MORE_STREAMS])(
    'encoding gives its bytes again: $name',
    (vector) => {
      const bytes = bytesOfLatin1(vector.bytes);
      const again = eventsOf(bytes).map((event) => {
        const own = bytes.subarray(event.at, event.end);
        return event.complete ? encodeEvent(fieldsOfEvent(own, event)) : own;
      });
      expect(concat(again)).toEqual(bytes);
    },
  );

  test.each(['', 'data: a', 'data: a\n', 'data: a\n\nx', 'data: a\n\n\n', '\xef\xbb\xbf'])(
    'what is not one whole event is none: %j',
    (text) => expect(decodeEvent(bytesOfLatin1(text))).toBeNull(),
  );

  test('what the sender chose and meaning ignores is kept', () => {
    expect(decodeEvent(bytesOfLatin1('\xef\xbb\xbf\r\n: hi\rdata:x\r\nid\n\r'))).toEqual({
      bom: true,
      blankLines: '\r\n',
      lines: [
        { name: '', separator: ': ', value: 'hi', lineEnd: '\r' },
        { name: 'data', separator: ':', value: 'x', lineEnd: '\r\n' },
        { name: 'id', separator: '', value: '', lineEnd: '\n' },
      ],
      blankLine: '\r',
    });
  });
});

describe('writing an event when nothing is odd', () => {
  const written = (content: Parameters<typeof eventOf>[0]) => latin1(encodeEvent(eventOf(content)));

  test('the event of lesson 5', () => {
    expect(written({ id: '7', type: 'price', retry: 2000, data: 'hi' })).toBe(
      'id: 7\nevent: price\nretry: 2000\ndata: hi\n\n',
    );
  });

  test('each line of the data has a line', () => {
    expect(written({ data: 'a\n\nb\r\nc\rd' })).toBe(
      'data: a\ndata:\ndata: b\ndata: c\ndata: d\n\n',
    );
  });

  test('what need not be said is not', () => {
    expect(written({ type: 'message', data: '' })).toBe('data:\n\n');
    expect(written({ id: '' })).toBe('id:\n\n');
    expect(written({})).toBe('\n');
  });

  test('the examples of HTML §9.2 are written so', () => {
    expect(written({ type: 'add', data: '73857293' })).toBe('event: add\ndata: 73857293\n\n');
    expect(written({ data: 'YHOO\n+2\n10' })).toBe('data: YHOO\ndata: +2\ndata: 10\n\n');
  });

  test('what is written is what is dispatched, and breaks no rule', () => {
    const oneLine = fc.string({ unit: 'grapheme' }).filter((text) => !/[\r\n\0]/.test(text));
    const content = fc.record(
      {
        type: oneLine,
        data: fc.string({ unit: fc.constantFrom('a', ' ', ':', '\n', '你', '{', '\0') }),
        id: oneLine,
        retry: fc.maxSafeNat(),
      },
      { requiredKeys: ['data'] },
    );
    fc.assert(
      fc.property(content, ({ type, data, id, retry }) => {
        const fields = {
          data,
          ...(type !== undefined && { type }),
          ...(id !== undefined && { id }),
        };
        const bytes = encodeEvent(eventOf({ ...fields, ...(retry !== undefined && { retry }) }));
        const [event] = eventsOf(bytes);
        expect(said([event!])).toEqual([
          {
            ...(type && type !== 'message' ? { type } : {}),
            data,
            ...(id ? { id } : {}),
          },
        ]);
        expect(event?.retry).toBe(retry ?? null);
        const broken = judgeEvent(bytes, event!, { isEnd: true }).map(({ rule }) => rule);
        // data may well begin with a space
        expect(broken.filter((rule) => rule !== 'sse/sse-double-space')).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    [{ type: 'a\nb' }, 'event'],
    [{ id: 'a\rb' }, 'id'],
    [{ id: 'a\0' }, 'id'],
    [{ retry: 1.5 }, 'retry'],
    [{ retry: -1 }, 'retry'],
  ])('what no event can say is the caller’s mistake: %j', (content, name) => {
    expect(() => eventOf(content)).toThrow(RangeError);
    expect(() => eventOf(content)).toThrow(name);
  });
});
