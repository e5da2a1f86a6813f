import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { utf8Of } from '../../src/codec/utf8.ts';
import { readPaste } from '../../src/capture/paste.ts';
import { bytesOf, lengthOf, piecesOf } from '../../src/trace/log/content.ts';
import { findInLog, queryKindOf } from '../../src/trace/log/find-log.ts';
import { summariseLog } from '../../src/trace/log/log-summary.ts';
import type { LogConnection } from '../../src/trace/log/log.ts';
import type { Query } from '../../src/trace/query.ts';
import { decodeReport } from '../../src/trace/report.ts';
import { chromeSocket, exchange, harOf } from '../capture/har.ts';
import { sample } from '../capture/samples.ts';
import { expectValid } from './schema.ts';

const logsOf = (content: string): readonly LogConnection[] =>
  readPaste([{ content }]).trace.logs ?? [];

const contents = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom('a', 'é', '€', '😀', '\ud83d', '\ude00')).map((parts) => parts.join('')),
  fc.uint8Array(),
);

describe('what a log keeps', () => {
  it('is as long as its bytes are, without writing them', () => {
    fc.assert(
      fc.property(contents, (content) => lengthOf(content) === bytesOf(content).length),
      { numRuns: 500 },
    );
  });

  it('comes in pieces that are its bytes, however long it is', () => {
    const long = 'x'.repeat((1 << 17) - 1) + '😀' + 'é'.repeat(1 << 17);
    const pieces = [...piecesOf(long)];
    expect(pieces.length).toBeGreaterThan(1);
    expect(Buffer.concat(pieces).equals(utf8Of(long))).toBe(true);
  });
});

describe('how news travels, by the times of a log', () => {
  test.each([
    ['chromium-polling.har', 'polling', { requests: 8, emptyAnswers: 5, events: 2 }],
    ['chromium-long-polling.har', 'long-polling', { requests: 7, emptyAnswers: 0, events: 6 }],
    ['chromium-bodies.har', 'requests', { requests: 4, emptyAnswers: null, events: null }],
  ])('%s is %s', (name, traffic, numbers) => {
    const [log] = logsOf(sample(name));
    const summary = summariseLog(log!, 0);
    expect(summary).toMatchObject({ traffic, numbers });
    // Nobody logged heads as bytes.
    expect(summary.numbers.overhead).toBeNull();
  });

  it('polls are told with the beat that Chromium kept, and the wait that the server made', () => {
    const [polling] = logsOf(sample('chromium-polling.har'));
    expect(summariseLog(polling!, 0).numbers.medianInterval).toBeCloseTo(0.31, 1);
    const [held] = logsOf(sample('chromium-long-polling.har'));
    expect(summariseLog(held!, 0).numbers.medianHold).toBeCloseTo(0.4, 1);
  });

  it('an event stream is one by its type', () => {
    const stream = exchange('http://a.example/events', {
      response: {
        status: 200,
        content: { size: 20, mimeType: 'text/event-stream; charset=utf-8', text: 'data: 1\n\n' },
      },
    });
    expect(summariseLog(logsOf(harOf([stream]))[0]!, 0).traffic).toBe('event-stream');
  });

  it('a WebSocket is its messages', () => {
    expect(summariseLog(logsOf(harOf([chromeSocket]))[0]!, 3)).toMatchObject({
      id: 3,
      server: 'wss://example.com',
      traffic: 'websocket',
      frames: 0,
      messages: 2,
      exchanges: 1,
      opened: 0,
      closed: 0.75,
      log: { kind: 'websocket', close: null },
    });
  });
});

describe('finding in a log', () => {
  const find = (log: LogConnection, query: Query): number[] => {
    const search = findInLog(log, query);
    for (;;) {
      const step = search.next();
      if (step.done === true) return [...step.value];
    }
  };
  const socket = logsOf(harOf([chromeSocket]))[0]!;
  const bodies = logsOf(sample('chromium-bodies.har'))[0]!;

  test.each<[string, Query, number[]]>([
    ['nothing in particular', {}, [0, 1, 2]],
    ['a text, in either case', { text: 'hELLO' }, [1]],
    ['a header', { text: 'sec-websocket-key' }, [0]],
    ['an address', { text: '/chat?room=1' }, [0]],
    ['bytes', { bytes: Uint8Array.of(5, 0, 255) }, [2]],
    ['messages of the client, and exchanges', { direction: 'client-to-server' }, [0, 1]],
    ['kinds', { kinds: ['binary', 'exchange'] }, [0, 2]],
    ['a length', { minLength: 5 }, [1]],
    ['a span of time', { from: 0.5, to: 0.75 }, [1]],
    ['a broken rule, which is none', { rule: 'any' }, []],
  ])('%s', (_name, query, rows) => expect(find(socket, query)).toEqual(rows));

  it('looks into bodies of requests and of responses', () => {
    expect(find(bodies, { text: '"deep":true' })).toEqual([2]);
    expect(find(bodies, { text: 'of a LONG text' })).toEqual([1]);
    expect(find(bodies, { minLength: 50_000 })).toEqual([1]);
  });

  it('tells how far it is in many, and in long ones', () => {
    const many = harOf(Array.from({ length: 2000 }, (_, i) => exchange(`http://a.example/${i}`)));
    const told = [...findInLog(logsOf(many)[0]!, { text: 'nowhere' })];
    expect(told.map(({ looked }) => looked)).toEqual([512, 1024, 1536]);
    const data = 'a'.repeat(1 << 20);
    const long = harOf([
      { ...chromeSocket, _webSocketMessages: [{ type: 'send', time: 1, opcode: 1, data }] },
    ]);
    expect([...findInLog(logsOf(long)[0]!, { text: 'b' })].length).toBeGreaterThan(4);
  });

  it('names every opcode', () => {
    const message = {
      kind: 'message',
      direction: 'client-to-server',
      time: null,
      data: '',
    } as const;
    expect([0, 1, 2, 8, 9, 10, 3, -1].map((opcode) => queryKindOf({ ...message, opcode }))).toEqual(
      [...['continuation', 'text', 'binary', 'close', 'ping', 'pong', 'reserved', 'reserved']],
    );
  });
});

describe('the report of a log', () => {
  test.each([
    'chromium.har',
    'chromium-polling.har',
    'chromium-long-polling.har',
    'chromium-bodies.har',
  ])('of %s is valid, and holds its entries', async (name) => {
    const report = expectValid(await decodeReport(sample(name)));
    expect(report.connections).toEqual([]);
    expect(report.totals).toMatchObject({ connections: 0, frames: 0 });
    expect(report.logs!.flatMap(({ entries }) => entries).length).toBeGreaterThan(3);
  });

  it('keeps text as text and bytes in base64', async () => {
    const report = expectValid(await decodeReport(harOf([chromeSocket])));
    expect(report.logs).toHaveLength(1);
    expect(report.logs![0]!.entries).toMatchObject([
      { index: 0, kind: 'exchange', status: 101, responseBody: null },
      { index: 1, kind: 'message', opcode: 1, text: 'Hello' },
      { index: 2, kind: 'message', opcode: 2, base64: 'gQUA/w==' },
    ]);
  });

  it('is absent where there is none', async () => {
    expect(await decodeReport('81 00')).not.toHaveProperty('logs');
  });

  it('is valid of any values of the right names', async () => {
    const anything = fc.oneof(fc.jsonValue(), fc.constantFrom(-1, 1.5, 1e300, '', null));
    await fc.assert(
      fc.asyncProperty(anything, anything, anything, async (a, b, c) => {
        const entries = [
          { ...chromeSocket, time: a, startedDateTime: b, _webSocketMessages: c },
          exchange('http://a.example/', { timings: a, time: b, response: c }),
          {
            ...chromeSocket,
            _webSocketMessages: [{ type: 'send', time: a, opcode: b, data: 'x' }],
          },
          { ...chromeSocket, _webSocketClose: { code: a, reason: b, timestamp: c } },
        ];
        expectValid(await decodeReport(harOf(entries)));
      }),
      { numRuns: 200 },
    );
  });
});
