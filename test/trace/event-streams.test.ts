import { gzipSync } from 'node:zlib';
import { describe, expect, it, test } from 'vitest';
import { leavesOf, sourceOf } from '../../src/codec/annotation.ts';
import { encodeChunk, lastChunk, plainChunk } from '../../src/codec/http/chunk-encode.ts';
import { latin1 as latin1Of } from '../../src/codec/http/syntax.ts';
import { annotateRow } from '../../src/trace/annotate-row.ts';
import { readConversation, type Conversation } from '../../src/trace/conversation.ts';
import { readRow, type Row } from '../../src/trace/row.ts';
import { head } from '../vectors/http.ts';
import { connectionOf, readTurns, reportOn } from './hand-made.ts';
import { joined, latin1, onlyOne, pasteOf, reportOf, utf8, type Turn } from './wire.ts';
import { decodeReport } from '../../src/trace/report.ts';

const chunks = (...data: (string | Uint8Array)[]): Uint8Array =>
  joined(
    ...data.map((octets) =>
      encodeChunk(plainChunk(typeof octets === 'string' ? utf8(octets) : octets)),
    ),
  );

const END = encodeChunk(lastChunk());

const POLL = head('GET /prices?after=41 HTTP/1.1', 'Host: prices.example');
const ANSWER = head('HTTP/1.1 200 OK', 'Content-Type: application/json', 'Content-Length: 13');
const ASK = head('GET /stream HTTP/1.1', 'Host: prices.example', 'Accept: text/event-stream');
const STREAM = head(
  'HTTP/1.1 200 OK',
  'Content-Type: text/event-stream',
  'Transfer-Encoding: chunked',
);
const SEEN = head('POST /seen HTTP/1.1', 'Host: prices.example', 'Content-Length: 2');
const NOTHING = head('HTTP/1.1 204 No Content');

const FIRST = 'retry: 2000\nid: 42\ndata: {"price":102}\n\n';
const HALF = ': keep-alive\n\nevent: name\nda';
const OTHER = 'ta: 你好\ndata: again\n\n';

/** Polled once, then told; the second event is cut across two chunks, and the connection is used again. */
const TURNS: readonly Turn[] = [
  ['>', latin1(POLL)],
  ['<', latin1(`${ANSWER}{"price":101}`)],
  ['>', latin1(ASK)],
  ['<', latin1(STREAM)],
  ['<', chunks(FIRST)],
  ['<', chunks(HALF)],
  ['<', chunks(OTHER)],
  ['<', END],
  ['>', latin1(`${SEEN}42`)],
  ['<', latin1(NOTHING)],
];

const rowsOf = (conversation: Conversation): Row[] =>
  Array.from({ length: conversation.order.length }, (_, row) => readRow(conversation, row));

describe('a poll, an event stream in chunks, and a 204 on one connection', () => {
  it('is rows in the order seen, an event after the chunk in which it begins', async () => {
    const rows = rowsOf(await readTurns(TURNS));
    expect(
      rows.map(({ kind, startLine, preview }) => [kind, startLine ?? textOf(preview)]),
    ).toEqual([
      ['request', 'GET /prices?after=41'],
      ['response', '200 OK'],
      ['body', '{"price":101}'],
      ['request', 'GET /stream'],
      ['response', '200 OK'],
      ['chunk', FIRST],
      ['event', '{"price":102}'],
      ['chunk', HALF],
      ['event', ': keep-alive\n'],
      ['event', 'name: 你好\nagain'],
      ['chunk', OTHER],
      ['chunk', ''],
      ['request', 'POST /seen'],
      ['body', '42'],
      ['response', '204 No Content'],
    ]);
    expect(
      rows.every(({ complete, errors, warnings }) => complete && errors + warnings === 0),
    ).toBe(true);
  });

  it('has rows that tile each stream, but for events, which lie on their chunks', async () => {
    const conversation = await readTurns(TURNS);
    const ends = { 'client-to-server': 0, 'server-to-client': 0 };
    for (const { kind, direction, at, size } of rowsOf(conversation)) {
      if (kind === 'event') continue;
      expect(at).toBe(ends[direction]);
      ends[direction] = at + size;
    }
    const { streams } = conversation.connection;
    expect(ends).toEqual({
      'client-to-server': streams['client-to-server'].length,
      'server-to-client': streams['server-to-client'].length,
    });
  });

  it('has annotations that tile every row, events too', async () => {
    const conversation = await readTurns(TURNS);
    for (const { row, size, kind, at } of rowsOf(conversation)) {
      const annotation = annotateRow(conversation, row);
      let end = 0;
      for (const { range } of leavesOf(annotation.root)) {
        expect(range.start).toBe(end);
        end = range.end;
      }
      expect([row, end]).toEqual([row, size * 8]);
      const base = kind === 'event' ? 0 : at;
      expect(sourceOf(annotation, 'wire')).toMatchObject({ base, length: size });
      const units: Partial<Record<typeof kind, string>> = {
        chunk: 'http.chunk',
        event: 'sse.event',
        body: 'bytes',
      };
      expect(annotation.unit).toBe(units[kind] ?? 'http.message');
    }
  });

  it('shows an event whole, whatever chunks carried it', async () => {
    const conversation = await readTurns(TURNS);
    const row = rowsOf(conversation).findLast(({ kind }) => kind === 'event')!;
    const { sources, complete } = annotateRow(conversation, row.row);
    expect([complete, new TextDecoder().decode(sources[0]!.bytes)]).toEqual([
      true,
      `event: name\nda${OTHER}`,
    ]);
  });

  it('is a report of three exchanges, one with events, without times', async () => {
    const { exchanges, violations, protocol, incomplete } = await reportOf(TURNS);
    expect({ protocol, violations }).toEqual({ protocol: 'http', violations: [] });
    expect(incomplete).toEqual({ 'client-to-server': null, 'server-to-client': null });
    expect(exchanges.map(({ request, response }) => [request?.method, response?.status])).toEqual([
      ['GET', 200],
      ['GET', 200],
      ['POST', 204],
    ]);
    expect(exchanges.map(({ response }) => response?.bodyLength)).toEqual([
      13,
      utf8(FIRST + HALF + OTHER).length,
      0,
    ]);
    expect(exchanges.map(({ events }) => events)).toEqual([
      undefined,
      [
        { type: 'message', data: '{"price":102}', id: '42', retry: 2000, time: null },
        { type: 'name', data: '你好\nagain', id: '42', retry: null, time: null },
      ],
      undefined,
    ]);
  });

  it('times an event by the chunk that ends it', async () => {
    const times = TURNS.map((_, i) => i / 10);
    const { exchanges } = await reportOn(await readTurns(TURNS, { times }));
    expect(exchanges[1]!.events!.map(({ time }) => time)).toEqual([0.4, 0.6]);
  });
});

const textOf = (preview: Row['preview']): string | null =>
  preview?.kind === 'text' ? preview.text : null;

/** What the violation of that rule points at, on the wire. */
async function pointedAt(rule: string, turns: readonly Turn[], end: 'fin' | 'none' = 'none') {
  const conversation = await readTurns(turns, { end });
  const { violations } = await reportOn(conversation);
  const found = violations.find((violation) => violation.rule === rule);
  if (found === undefined) return null;
  const { offset, bit, length, direction } = found;
  expect([bit, length % 8]).toEqual([0, 0]);
  const bytes = conversation.sides[direction].bytes;
  return latin1Of(bytes.subarray(offset, offset + length / 8));
}

describe('what an event breaks is pointed at where it travelled', () => {
  const told = (...parts: Uint8Array[]): readonly Turn[] => [
    ['>', latin1(ASK)],
    ['<', joined(latin1(STREAM), ...parts)],
  ];

  it.each([
    ['in the first chunk', [chunks('data: a\nretry: 1e3\n\n')], 'sse/sse-retry-not-digits', '1e3'],
    [
      'in a chunk of its own',
      [chunks('data: a\nretry: ', '1e3', '\n\n')],
      'sse/sse-retry-not-digits',
      '1e3',
    ],
    [
      'across two chunks: from its first byte to its last',
      [chunks('data: a\nretry: 1', 'e3\n\n')],
      'sse/sse-retry-not-digits',
      '1\r\n4\r\ne3',
    ],
    [
      'in the second event',
      [chunks('data: a\n\nDa', 'ta: b\ndata: c\n\n')],
      'sse/sse-field-name-case',
      'Da\r\nf\r\nta',
    ],
  ])('%s', async (_name, parts, rule, points) => {
    expect(await pointedAt(rule, told(...parts))).toBe(points);
  });

  it('where the stream ends, if it is known to', async () => {
    const lost = told(chunks('data: a\n\ndata: lo', 'st\n'));
    const rule = 'sse/sse-missing-final-blank-line';
    expect(await pointedAt(rule, lost)).toBeNull();
    expect(await pointedAt(rule, lost, 'fin')).toBe('data: lo\r\n3\r\nst\n');
    expect(await pointedAt(rule, [...lost, ['<', END]])).toBe('data: lo\r\n3\r\nst\n');
  });

  it('where a coding hides it, at the start of the body', async () => {
    const stream = head(
      'HTTP/1.1 200 OK',
      'Content-Type: text/event-stream',
      'Content-Encoding: gzip',
      'Transfer-Encoding: chunked',
    );
    const body = joined(chunks(new Uint8Array(gzipSync('data: a\n\nData: b\n\n'))), END);
    const turns: readonly Turn[] = [
      ['>', latin1(ASK)],
      ['<', joined(latin1(stream), body)],
    ];
    const { violations, exchanges } = await reportOf(turns);
    expect(exchanges[0]!.events).toMatchObject([{ data: 'a' }]);
    expect(violations).toMatchObject([
      { rule: 'sse/sse-field-name-case', offset: stream.length, exchange: 0, frame: null },
    ]);
    const rows = rowsOf(await readTurns(turns));
    expect(rows.map(({ kind }) => kind)).toEqual([
      ...['request', 'response', 'chunk', 'event', 'event', 'chunk'],
    ]);
  });
});

describe('an event stream that is not in chunks', () => {
  test.each([
    ['by length', 'Content-Length: 18', ['sse/sse-length-delimited']],
    ['until the connection closes', 'X: 1', ['http/close-delimited-ambiguous']],
  ])('%s', async (_name, line, rules) => {
    const answer = head('HTTP/1.1 200 OK', 'Content-Type: text/event-stream', line);
    const turns: readonly Turn[] = [['<', latin1(`${answer}data: a\n\ndata: b\n\n`)]];
    const { exchanges, violations } = await reportOf(turns);
    expect(exchanges[0]!.events).toMatchObject([{ data: 'a' }, { data: 'b' }]);
    expect(violations.map(({ rule }) => rule)).toEqual(rules);
    const rows = rowsOf(await readTurns(turns));
    expect(rows.map(({ kind, at }) => [kind, at - answer.length])).toEqual([
      ['response', -answer.length],
      ['body', 0],
      ['event', 0],
      ['event', 9],
    ]);
  });

  it('of a request is no event stream', async () => {
    const request = head('POST / HTTP/1.1', 'Content-Type: text/event-stream', 'Content-Length: 9');
    const rows = rowsOf(await readTurns([['>', latin1(`${request}data: a\n\n`)]]));
    expect(rows.map(({ kind }) => kind)).toEqual(['request', 'body']);
  });
});

describe('a chunk', () => {
  it('that breaks a rule is told with its exchange and its bits', async () => {
    const turns: readonly Turn[] = [
      ['>', latin1(ASK)],
      ['<', joined(latin1(STREAM), chunks('data: a\n'), latin1('0x1\r\n\n\r\n'), END)],
    ];
    const { violations, exchanges } = await reportOf(turns);
    const offset = STREAM.length + chunks('data: a\n').length;
    expect(violations).toMatchObject([
      { rule: 'http/chunk-size-0x-prefix', exchange: 0, offset, bit: 0, length: 24, status: null },
    ]);
    expect(exchanges[0]!.events).toMatchObject([{ data: 'a' }]);
  });

  it('that is cut is incomplete, and the events before it are there', async () => {
    const whole = joined(latin1(STREAM), chunks('data: a\n\n', 'data: b\n\n'));
    const CHUNK = chunks('data: a\n\n').length;
    for (let end = STREAM.length; end < whole.length; end++) {
      const turns: readonly Turn[] = [
        ['>', latin1(ASK)],
        ['<', whole.subarray(0, end)],
      ];
      const { exchanges, incomplete, violations } = await reportOf(turns);
      const have = end - STREAM.length;
      // Two line ends stand behind the blank line of an event: that of the chunk.
      expect(exchanges[0]!.events?.length ?? 0).toBe(Math.floor((have + 2) / CHUNK));
      expect(incomplete['server-to-client']).toMatchObject({ part: 'chunk' });
      expect(violations).toEqual([]);
      const chunkRows = rowsOf(await readTurns(turns)).filter(({ kind }) => kind === 'chunk');
      expect(chunkRows.map(({ size, complete }) => [size, complete])).toEqual([
        ...Array.from({ length: Math.floor(have / CHUNK) }, () => [CHUNK, true]),
        ...(have % CHUNK === 0 ? [] : [[have % CHUNK, false]]),
      ]);
    }
  });
});

describe('many events', { timeout: 60_000 }, () => {
  it('take time in proportion to their number', async () => {
    const body = chunks(...Array.from({ length: 20_000 }, (_, i) => `data: ${i}\n\n`));
    const started = performance.now();
    const bytes = joined(latin1(STREAM), body, END);
    const report = onlyOne(await decodeReport(bytes, { kind: 'binary' }));
    expect(report.exchanges[0]!.events).toHaveLength(20_000);
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it('are read in steps, and reading them can be given up', async () => {
    const body = Array.from({ length: 20_000 }, (_, i) => `data: ${i}\n\n`).join('');
    // Not in chunks, which are read in steps of their own.
    const response = head('HTTP/1.1 200 OK', 'Content-Type: text/event-stream');
    const connection = connectionOf([['<', latin1(response + body)]]);
    const stops = async (most: number): Promise<boolean> => {
      let steps = 0;
      const reading = readConversation(connection, {}, () => {
        if (++steps > most) throw new DOMException('given up', 'AbortError');
        return Promise.resolve();
      });
      return reading.then(
        () => false,
        () => true,
      );
    };
    expect(await stops(Infinity)).toBe(false);
    expect(await stops(3)).toBe(true);
  });
});

test('a paste of marked lines is read alike', async () => {
  const { exchanges } = onlyOne(await decodeReport(pasteOf(...TURNS)));
  expect(exchanges).toHaveLength(3);
});
