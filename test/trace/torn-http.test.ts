import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { annotateRow } from '../../src/trace/annotate-row.ts';
import type { Conversation } from '../../src/trace/conversation.ts';
import { problemRows, problemsOf } from '../../src/trace/problems.ts';
import { readRow } from '../../src/trace/row.ts';
import { DIRECTIONS, type Connection, type Direction, type Gap } from '../../src/trace/trace.ts';
import { fromByte, readConnection, withGaps } from './captures.ts';
import { connectionOf, reportOn } from './hand-made.ts';
import { joined, latin1, type Turn } from './wire.ts';

const ENDPOINTS = { client: '10.0.0.1:5000', server: '10.0.0.2:80', end: 'fin' as const };

const request = (target: string, method = 'GET') =>
  latin1(`${method} ${target} HTTP/1.1\r\nHost: a\r\n\r\n`);
const answer = (body: string) =>
  latin1(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`);

const asked = (conversation: Conversation) =>
  conversation.exchanges.map(({ request, response }) => [
    request?.head.kind === 'request' ? request.head.start.target.text : null,
    response?.head.kind === 'response' ? response.head.start.status.text : null,
  ]);

const brokenRules = (conversation: Conversation) =>
  [...problemRows(conversation)].flatMap((row) =>
    problemsOf(conversation, row).map(({ violation }) => violation.rule),
  );

/** Where a text begins in a stream. */
const placeOf = (connection: Connection, direction: Direction, text: string): number =>
  Buffer.from(connection.streams[direction]).indexOf(text);

function gapOver(connection: Connection, direction: Direction, text: string): Gap {
  const start = placeOf(connection, direction, text);
  return { direction, start, end: start + text.length };
}

describe('HTTP with bytes that were not captured', { timeout: 60_000 }, () => {
  const turns: Turn[] = [1, 2, 3].flatMap((n): Turn[] => [
    ['>', request(`/news?since=${n}`)],
    ['<', answer(`the ${n}. news`)],
  ]);
  const whole = connectionOf(turns, ENDPOINTS);

  it('breaks no rule, wherever they are', async () => {
    for (const direction of DIRECTIONS) {
      for (const length of [1, 4, 30]) {
        const { length: size } = whole.streams[direction];
        for (let start = 0; start < size; start++) {
          const gap = { direction, start, end: Math.min(start + length, size) };
          const conversation = await readConnection(withGaps(whole, [gap]));
          expect(brokenRules(conversation), `${direction} ${start} ${length}`).toEqual([]);
          for (let row = 0; row < conversation.order.length; row++) annotateRow(conversation, row);
        }
      }
    }
  });

  it('inside a body leaves all else exact', async () => {
    const gap = gapOver(whole, 'server-to-client', 'e 2. ne');
    const conversation = await readConnection(withGaps(whole, [gap]));
    expect(asked(conversation)).toEqual([
      ['/news?since=1', '200'],
      ['/news?since=2', '200'],
      ['/news?since=3', '200'],
    ]);
    const rows = Array.from({ length: conversation.order.length }, (_, i) =>
      readRow(conversation, i),
    );
    expect(rows.filter(({ missing, kind }) => missing > 0 && kind === 'body')).toMatchObject([
      { size: 11, missing: 7, preview: { text: 'th', clipped: true } },
    ]);
  });

  it.each<[string, Direction, string, (string | null)[][]]>([
    [
      'an answer',
      'server-to-client',
      'HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nthe 2. news',
      [
        ['/news?since=1', '200'],
        ['/news?since=2', null],
        ['/news?since=3', '200'],
      ],
    ],
    [
      'a request',
      'client-to-server',
      'GET /news?since=2 HTTP/1.1\r\nHost: a\r\n\r\n',
      [
        ['/news?since=1', '200'],
        [null, '200'],
        ['/news?since=3', '200'],
      ],
    ],
    [
      'half a head',
      'server-to-client',
      'nt-Length: 11\r\n\r\nthe 2.',
      [
        ['/news?since=1', '200'],
        ['/news?since=2', null],
        ['/news?since=3', '200'],
      ],
    ],
  ])('over %s leaves each other answer with its request', async (_what, direction, text, pairs) => {
    const offset = text.startsWith('nt-') ? 54 : 0;
    const start = whole.streams[direction].length / 3;
    expect(Number.isInteger(start)).toBe(true);
    const from = start + (offset === 0 ? 0 : 20);
    const gap = { direction, start: from, end: from + (offset === 0 ? start : text.length) };
    const conversation = await readConnection(withGaps(whole, [gap]));
    expect(asked(conversation)).toEqual(pairs);
    expect(conversation.protocol).toBe('http');
    expect((await reportOn(conversation)).violations).toEqual([]);
  });

  it('is read from the next start line where the capture begins in the middle', async () => {
    for (const direction of DIRECTIONS) {
      for (let skipped = 1; skipped < whole.streams[direction].length; skipped++) {
        const begin = { 'client-to-server': 0, 'server-to-client': 0, [direction]: skipped };
        const conversation = await readConnection(fromByte({ ...whole, end: 'none' }, begin));
        expect(brokenRules(conversation), `${direction} ${skipped}`).toEqual([]);
        const left = Math.floor(
          (whole.streams[direction].length - skipped) / (whole.streams[direction].length / 3),
        );
        expect(conversation.sides[direction].http.units.length).toBe(left);
      }
    }
  });
});

describe('a body in chunks', { timeout: 60_000 }, () => {
  const head = latin1('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
  const chunks = ['first piece', 'second piece', 'third piece'].map((text) =>
    latin1(`${text.length.toString(16)}\r\n${text}\r\n`),
  );
  const turns: Turn[] = [
    ['>', request('/a')],
    ['<', joined(head, ...chunks, latin1('0\r\n\r\n'))],
    ['>', request('/b')],
    ['<', answer('done')],
  ];
  const whole = connectionOf(turns, ENDPOINTS);

  it('breaks no rule, wherever bytes are missing', async () => {
    const { length } = whole.streams['server-to-client'];
    for (const size of [1, 3, 14]) {
      for (let start = 0; start < length; start++) {
        const gap = {
          direction: 'server-to-client' as const,
          start,
          end: Math.min(start + size, length),
        };
        const conversation = await readConnection(withGaps(whole, [gap]));
        expect(brokenRules(conversation), `${start} ${size}`).toEqual([]);
      }
    }
  });

  it('goes on where only data are missing, and ends where a size is', async () => {
    const read = async (text: string) => {
      const gap = gapOver(whole, 'server-to-client', text);
      const conversation = await readConnection(withGaps(whole, [gap]));
      const { units } = conversation.sides['server-to-client'].http;
      return {
        chunks: units[0]?.chunks?.length,
        complete: units[0]?.bodyComplete,
        units: units.length,
      };
    };
    expect(await read('cond p')).toEqual({ chunks: 4, complete: true, units: 2 });
    expect(await read('c\r\nsec')).toEqual({ chunks: 1, complete: false, units: 2 });
  });
});

describe('an event stream', { timeout: 60_000 }, () => {
  const event = (n: number) => `id: ${n}\ndata: news number ${n}\n\n`;
  const inChunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;
  const text = [...[1, 2, 3, 4].map((n) => inChunk(event(n))), '0\r\n\r\n'].join('');
  const head =
    'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n';
  const whole = connectionOf(
    [
      ['>', request('/stream')],
      ['<', latin1(head + text)],
    ],
    { ...ENDPOINTS, end: 'none' },
  );

  it('has the events on both sides of a gap, and none of its zeros', async () => {
    const start = placeOf(whole, 'server-to-client', 'number 2');
    const gap = { direction: 'server-to-client' as const, start, end: start + 4 };
    const report = await reportOn(await readConnection(withGaps(whole, [gap])));
    expect(report.exchanges[0]!.events).toMatchObject([
      { data: 'news number 1', id: '1' },
      { data: 'news number 3', id: '3' },
      { data: 'news number 4', id: '4' },
    ]);
    expect(report.violations).toEqual([]);
  });

  it('breaks no rule, wherever bytes are missing', async () => {
    const { length } = whole.streams['server-to-client'];
    for (const size of [1, 6]) {
      for (let start = head.length; start < length - size; start++) {
        const gap = { direction: 'server-to-client' as const, start, end: start + size };
        const conversation = await readConnection(withGaps(whole, [gap]));
        expect(brokenRules(conversation), `${start} ${size}`).toEqual([]);
      }
    }
  });
});

it('a compressed body is undone up to what is missing', async () => {
  const content = gzipSync(Buffer.from('a compressed body, '.repeat(400)), { level: 1 });
  const head = latin1(
    `HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${content.length}\r\n\r\n`,
  );
  const turns: Turn[] = [
    ['>', request('/z')],
    ['<', joined(head, content)],
  ];
  const whole = connectionOf(turns, ENDPOINTS);
  const start = head.length + content.length - 20;
  const gap = { direction: 'server-to-client' as const, start, end: start + 5 };
  const conversation = await readConnection(withGaps(whole, [gap]));
  expect(brokenRules(conversation)).toEqual([]);
  const row = Array.from({ length: conversation.order.length }, (_, i) => i).find(
    (i) => conversation.order.kindOf(i) === 'body',
  )!;
  const decoded = annotateRow(conversation, row).sources.find(({ id }) => id === 'decoded');
  expect(new TextDecoder().decode(decoded!.bytes)).toMatch(/^a compressed body, a compressed/);
});
