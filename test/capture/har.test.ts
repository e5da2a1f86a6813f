import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detect } from '../../src/capture/detect.ts';
import { readPaste } from '../../src/capture/paste.ts';
import { readInput, readInputSteps } from '../../src/capture/read-input.ts';
import type { LogConnection, LogMessage } from '../../src/trace/log/log.ts';
import { countLogBytes, countLogRows, readLogRow } from '../../src/trace/log/log-row.ts';
import { chromeSocket, exchange, harOf } from './har.ts';
import { sample } from './samples.ts';
import { notesOf, read } from './write.ts';

const only = (content: string): LogConnection => {
  const { logs } = read(content);
  expect(logs).toHaveLength(1);
  return logs[0]!;
};

const messagesOf = ({ entries }: LogConnection): LogMessage[] =>
  entries.filter((entry) => entry.kind === 'message');

const withEntry = (change: Record<string, unknown>): string =>
  harOf([{ ...chromeSocket, ...change }]);

describe('a WebSocket of Chrome', () => {
  test('is its handshake and its messages, in time', () => {
    const connection = only(harOf([chromeSocket]));
    expect(connection).toMatchObject({
      id: 0,
      kind: 'websocket',
      name: '4242',
      origin: 'wss://example.com',
      address: '93.184.216.34',
      close: null,
    });
    const [handshake, ...messages] = connection.entries;
    expect(handshake).toMatchObject({
      kind: 'exchange',
      time: 0,
      duration: 0.2505,
      method: 'GET',
      url: 'wss://example.com/chat?room=1',
      httpVersion: 'HTTP/1.1',
      status: 101,
      statusText: 'Switching Protocols',
      responseHeaders: [{ name: 'Upgrade', value: 'websocket' }],
      responseBody: null,
      error: null,
      timings: {
        blocked: 0.0015,
        dns: null,
        connect: null,
        ssl: null,
        send: 0.00025,
        wait: 0.004,
        receive: 0,
      },
    });
    expect(messages).toEqual([
      { kind: 'message', direction: 'client-to-server', time: 0.5, opcode: 1, data: 'Hello' },
      {
        kind: 'message',
        direction: 'server-to-client',
        time: 0.75,
        opcode: 2,
        data: Uint8Array.of(0x81, 5, 0, 255),
      },
    ]);
  });

  test('has rows', () => {
    const connection = only(harOf([chromeSocket]));
    expect(countLogRows(connection)).toBe(3);
    expect(readLogRow(connection, 0)).toMatchObject({
      kind: 'exchange',
      direction: 'client-to-server',
      status: 101,
      preview: 'GET wss://example.com/chat?room=1',
    });
    expect(readLogRow(connection, 1)).toMatchObject({
      kind: 'message',
      length: 5,
      preview: 'Hello',
    });
    expect(readLogRow(connection, 2)).toMatchObject({ length: 4, opcode: 2, status: null });
    expect(countLogBytes(connection)).toEqual({ 'client-to-server': 5, 'server-to-client': 4 });
    expect(() => readLogRow(connection, 3)).toThrow(RangeError);
  });

  test('has no bytes and no frames, and that is said', () => {
    const { readings, trace } = readPaste([{ content: harOf([chromeSocket]) }]);
    expect(readings[0]).toMatchObject({
      kind: 'har',
      reason: 'har-log',
      certain: true,
      pieces: [],
    });
    expect(trace.input.kind).toBe('har');
    expect(trace.logs).toHaveLength(1);
    expect(trace.connections.every(({ transfers }) => transfers.length === 0)).toBe(true);
    expect(notesOf(readings[0]! as never)).toEqual([['har-no-frames', 0, 'WebInspector 537.36']]);
  });
});

describe('what Playwright recorded of Chromium', () => {
  const { logs, notes } = read(sample('chromium.har'));
  const [http, socket] = [
    logs.find(({ kind }) => kind === 'http')!,
    logs.find(({ kind }) => kind === 'websocket')!,
  ];

  test('is the page, its requests and its WebSocket', () => {
    expect(logs).toHaveLength(2);
    expect(notes.map(({ id }) => id)).toEqual(['input/har-no-frames']);
    const seen = http.entries.map(
      (entry) => entry.kind === 'exchange' && [entry.method, entry.url, entry.status],
    );
    expect(seen).toEqual([
      ['GET', 'http://127.0.0.1:18433/', 200],
      ['GET', 'http://127.0.0.1:18433/news?since=0', 200],
      ['POST', 'http://127.0.0.1:18433/news', 204],
      ['GET', 'http://127.0.0.1:18433/picture', 200],
    ]);
    expect(http.entries[0]!.time).toBe(0);
  });

  test('bodies are text, or bytes', () => {
    const [, news, post, picture] = http.entries;
    expect(news).toMatchObject({ responseBody: { content: '{"items":[]}', size: 12 } });
    expect(post).toMatchObject({ requestBody: { content: '{"a":1}' }, responseBody: null });
    expect(picture).toMatchObject({ responseBody: { content: Uint8Array.of(0x89, 0x50, 0, 255) } });
  });

  test('messages are what both ends said, their times milliseconds', () => {
    const messages = messagesOf(socket);
    const said = ['Hello', Uint8Array.of(0x81, 5, 0, 255), '你好😀'];
    expect(messages.map(({ data }) => data)).toEqual([...said, ...said]);
    expect(messages.map(({ direction }) => direction)).toEqual([
      ...Array.from(said, () => 'client-to-server'),
      ...Array.from(said, () => 'server-to-client'),
    ]);
    for (const { time } of messages) expect(time).toBeLessThan(10);
  });
});

describe('what other exporters write', () => {
  test('mitmproxy: no connection, null timings, microseconds in dates', () => {
    const entry = exchange('http://example.com/a', {
      connection: undefined,
      startedDateTime: '2026-11-22T17:00:43.126001+00:00',
      timings: { connect: null, ssl: null, send: 0.5, receive: 1, wait: 2 },
      response: {
        status: 0,
        statusText: '',
        httpVersion: '',
        headers: [],
        cookies: [],
        content: {},
        redirectURL: '',
        headersSize: -1,
        bodySize: -1,
        _error: 'Connection killed.',
      },
    });
    const connection = only(
      harOf([entry, { ...entry, startedDateTime: '2026-11-22T17:00:43.126003+00:00' }]),
    );
    expect(connection).toMatchObject({ kind: 'http', name: null, origin: 'http://example.com' });
    expect(connection.entries.map(({ time }) => time)).toEqual([0, 0.000002]);
    expect(connection.entries[0]).toMatchObject({
      status: null,
      error: 'Connection killed.',
      httpVersion: 'http/2.0',
    });
  });

  test('Firefox: the port for a connection, and no messages, which is said', () => {
    const { cache, request, response, serverIPAddress, startedDateTime } = chromeSocket;
    const socket = { cache, request, response, serverIPAddress, startedDateTime };
    const reading = read(
      harOf([
        { ...socket, connection: '443' },
        exchange('https://example.com/', { connection: '443' }),
        exchange('https://example.org/', { connection: '443', serverIPAddress: '192.0.2.1' }),
      ]),
    );
    expect(reading.logs.map(({ kind, entries }) => [kind, entries.length])).toEqual([
      ['websocket', 1],
      ['http', 1],
      ['http', 1],
    ]);
    expect(notesOf(reading)).toContainEqual(['har-no-messages', 0, 'log.entries[0]']);
  });

  test('HTTP Toolkit: how it ended', () => {
    const close = { code: 1000, reason: 'bye', timestamp: 1700000001 };
    expect(only(withEntry({ _webSocketClose: close })).close).toEqual({
      code: 1000,
      reason: 'bye',
      time: 1,
    });
    expect(only(withEntry({ _webSocketClose: 'aborted' })).close).toBe('aborted');
  });

  test('forms without their text, and bodies that were left out, which is said', () => {
    const postData = {
      mimeType: 'application/x-www-form-urlencoded',
      params: [
        { name: 'a', value: '1' },
        { name: 'b', value: '2' },
      ],
    };
    const entry = exchange('https://example.com/');
    const left = {
      ...entry,
      request: { ...entry.request, postData },
      response: { ...entry.response, content: { size: 12, mimeType: 'text/plain' } },
    };
    const reading = read(harOf([left]));
    expect(reading.logs[0]!.entries[0]).toMatchObject({
      requestBody: { content: 'a=1&b=2' },
      responseBody: { content: null, size: 12 },
    });
    expect(notesOf(reading)).toContainEqual([
      'har-body-left-out',
      0,
      'log.entries[0].response.content',
    ]);
  });

  test('a byte order mark, and no order in time', () => {
    const early = exchange('https://example.com/early', {
      startedDateTime: '2023-11-14T22:13:19Z',
    });
    const { entries } = only(`\ufeff${harOf([exchange('https://example.com/late'), early], 2)}`);
    expect(entries.map((entry) => entry.kind === 'exchange' && [entry.url, entry.time])).toEqual([
      ['https://example.com/early', 0],
      ['https://example.com/late', 2.25],
    ]);
  });
});

describe('a bad HAR', () => {
  test.each([undefined, 2, 4])('that is cut keeps its whole entries (indent %s)', (space) => {
    const whole = harOf(
      [exchange('https://example.com/a'), chromeSocket, exchange('https://example.com/b')],
      space,
    );
    const cut = whole.slice(0, whole.lastIndexOf('https://example.com/b'));
    const reading = read(cut);
    expect(reading.kind).toBe('har');
    expect(reading.logs.map(({ kind }) => kind)).toEqual(['http', 'websocket']);
    expect(messagesOf(reading.logs[1]!)).toHaveLength(2);
    const [id, at] = notesOf(reading).find(([name]) => name === 'har-cut')!;
    expect([id, at]).toEqual(['har-cut', expect.any(Number)]);
    expect(at).toBeGreaterThan(cut.length - 20);
  });

  test.each([
    ['{"log":{"version":"1.2", oops', 'har-not-json', 25],
    ['{"log":{"version":"1.2","entries":[{"a":tru', 'har-not-json', 43],
    ['{"log":{"version":"1.2"}} x', 'har-not-json', 26],
  ])('that fails early says where: %j', (text, note, at) => {
    const reading = read(text);
    expect(reading).toMatchObject({ kind: 'har', logs: [] });
    expect(notesOf(reading).map(([id, where]) => [id, where])).toContainEqual([note, at]);
  });

  test.each([
    ['[]', 'har-no-log'],
    ['null', 'har-no-log'],
    ['{"log":[]}', 'har-no-log'],
    ['{"log":{}}', 'har-no-entries'],
    ['', 'har-not-json'],
  ])('%j, forced to be one', (text, note) => {
    expect(notesOf(read(text, { kind: 'har' })).map(([id]) => id)).toContain(note);
  });

  test('wrong types are said with their place, and the rest is kept', () => {
    const messages = [
      { type: 'send', time: 'now', opcode: 1, data: 'a' },
      { type: 'shout', time: 1, opcode: 1, data: 'b' },
      7,
      { type: 'receive', time: 1700000002, opcode: 2, data: '***' },
      { type: 'error', time: 1700000003, opcode: -1, data: 'Connection reset' },
    ];
    const reading = read(
      harOf([
        { ...chromeSocket, _webSocketMessages: messages, time: 'long' },
        null,
        { request: 7 },
        {},
      ]),
    );
    expect(messagesOf(reading.logs[0]!).map(({ data }) => data)).toEqual(['a', '***']);
    expect(notesOf(reading).map(([id, , detail]) => `${id} ${detail}`)).toEqual(
      expect.arrayContaining([
        'har-field log.entries[1]',
        'har-field log.entries[2].request',
        'har-left-out log.entries[2]',
        'har-left-out log.entries[3]',
        'har-field log.entries[0].time',
        'har-field log.entries[0]._webSocketMessages[0].time',
        'har-left-out log.entries[0]._webSocketMessages[1]',
        'har-field log.entries[0]._webSocketMessages[2]',
        'har-base64 log.entries[0]._webSocketMessages[3].data',
        'har-message-error log.entries[0]._webSocketMessages[4]: Connection reset',
      ]),
    );
  });

  test('names such as __proto__ are names', () => {
    const text = harOf([exchange('https://example.com/')]).replace(
      '"cache":{}',
      '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}',
    );
    expect(only(text).entries).toHaveLength(1);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    const keyed = harOf(
      ['__proto__', 'constructor', '__proto__'].map((connection) =>
        exchange('https://a/', { connection }),
      ),
    );
    expect(read(keyed).logs.map(({ name, entries }) => [name, entries.length])).toEqual([
      ['__proto__', 2],
      ['constructor', 1],
    ]);
    expect(
      only(withEntry({ _webSocketMessages: [{ type: 'constructor', data: 'x' }] })).entries,
    ).toHaveLength(1);
  });

  test('any JSON in its place, and any cut, throws nothing', () => {
    const whole = harOf([chromeSocket, exchange('https://example.com/')]);
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(whole.length), (value, at) => {
        for (const text of [
          harOf([value]),
          withEntry({ _webSocketMessages: value, request: { url: 'ws://a' } }),
          withEntry({ response: value, startedDateTime: value, timings: value }),
          JSON.stringify({ log: value }),
          whole.slice(0, at),
        ])
          expect(readInput({ content: text, kind: 'har' }).kind).toBe('har');
      }),
    );
  });
});

test('a long log is read in steps', () => {
  const steps = readInputSteps({
    content: harOf(Array.from({ length: 2000 }, (_, i) => exchange(`https://example.com/${i}`))),
  });
  const reached: number[] = [];
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) reached.push(step.value);
  expect(reached.length).toBeGreaterThan(8);
  expect(reached).toEqual(reached.toSorted((a, b) => a - b));
  expect(step.value.logs[0]!.entries).toHaveLength(2000);
});

test.each([
  ['{"log":{"version":"1.2"}}', 'har'],
  ['{"log": 5}', 'hex'],
  ['{"type":"Buffer","data":[129,5]}', 'literal'],
])('%j is %s', (text, kind) => expect(detect(text).kind).toBe(kind));
