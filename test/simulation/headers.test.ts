import { expect, test } from 'vitest';
import { hexOf } from '../../src/codec/bytes.ts';
import { latin1 } from '../../src/codec/http/syntax.ts';
import { createHeads } from '../../src/simulation/headers/heads.ts';
import { INITIAL, type Parameters } from '../../src/simulation/parameters.ts';
import { createPayloads } from '../../src/simulation/payload.ts';
import {
  clientFrame,
  COMMENT_UNIT,
  createEvents,
  serverFrame,
} from '../../src/simulation/units.ts';

const heads = (changes: Partial<Parameters> = {}) => createHeads({ ...INITIAL, ...changes });

const KEY = 'dGhlIHNhbXBsZSBub25jZQ==';
const POLL = { kind: 'poll' } as const;
const EVENTS = { kind: 'events', lastEventId: null } as const;
const NOTHING = { kind: 'nothing' } as const;
const body = (length: number | null) => ({ kind: 'body', length }) as const;
const HANDSHAKE = { kind: 'handshake', key: KEY, extensions: null } as const;

test('the least heads have the printed sizes', () => {
  const least = heads();
  expect(least.request(POLL, '/poll?since=0').length).toBe(53);
  expect(least.response(NOTHING).length).toBe(27);
  expect(least.response(body(20)).length).toBe(39);
  expect(least.request(EVENTS, '/events').length).toBe(74);
  expect(least.response({ kind: 'events' }).length).toBe(80);
  expect(least.request(HANDSHAKE, '/chat').length).toBe(158);
  expect(least.switching(KEY, null).length).toBe(129);
  expect(latin1(least.switching(KEY, null))).toContain('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
  const dated = heads({ date: 'on' });
  expect(dated.response(NOTHING).length).toBe(64);
  expect(dated.response(body(20)).length).toBe(76);
});

test.each([
  ['chrome-http', 369, 377, 505],
  ['chrome-https', 557, 565, 516],
] as const)('%s asks in as many bytes as were captured', (profile, poll, events, handshake) => {
  const chrome = heads({ headers: profile });
  expect(chrome.request(POLL, '/poll?since=0').length).toBe(poll);
  expect(chrome.request(EVENTS, '/events').length).toBe(events);
  expect(chrome.request({ kind: 'events', lastEventId: '7' }, '/events').length).toBe(events + 18);
  expect(chrome.request(HANDSHAKE, '/chat').length).toBe(handshake);
});

test('Node answers in as many bytes as were captured', () => {
  const node = heads({ headers: 'chrome-http', keepAliveIdle: 5000 });
  expect(node.response(NOTHING).length).toBe(111);
  expect(node.response(body(null)).length).toBe(163);
  expect(node.response({ kind: 'events' }).length).toBe(189);
});

test('the article’s heads have 871 characters, and 909 bytes with their line ends', () => {
  const article = heads({ headers: 'lubbers-2009' });
  const request = article.request(POLL, '/PollingStock//PollingStock');
  const response = article.response(body(21));
  expect([request.length, response.length]).toEqual([716, 193]);
  const characters =
    latin1(request).replace(/[\r\n]/g, '') + latin1(response).replace(/[\r\n]/g, '');
  expect(characters.length).toBe(871);
});

test('heads of a chosen size have just that size', () => {
  const custom = heads({ headers: 'custom', customRequest: 600, customResponse: 250 });
  expect(custom.request(POLL, '/poll?since=123').length).toBe(600);
  expect(custom.request(HANDSHAKE, '/chat').length).toBe(600);
  expect(custom.response(NOTHING).length).toBe(250);
  expect(custom.response(body(20)).length).toBe(250);
  expect(heads({ headers: 'custom', customRequest: 0 }).request(POLL, '/poll').length).toBe(45);
});

test('a server without keep-alive says so', () => {
  for (const headers of ['minimal', 'chrome-https', 'lubbers-2009'] as const) {
    const text = latin1(heads({ headers, keepAliveIdle: 0 }).response(NOTHING));
    expect(text).toContain('Connection: close\r\n');
    expect(text).not.toContain('keep-alive');
  }
});

test('Chromium’s handshake is the one that was captured', () => {
  const chrome = heads({ headers: 'chrome-https' });
  const lines = latin1(chrome.request(HANDSHAKE, '/chat')).split('\r\n');
  expect(lines[0]).toBe('GET /chat HTTP/1.1');
  expect(lines.at(-3)).toBe('Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits');
});

test('a piece of news costs what the table says', () => {
  const payloads = createPayloads(20);
  const events = createEvents(payloads);
  expect(latin1(payloads.of(0))).toBe('{"sym":"A","px":101}');
  const mask = Uint8Array.of(0x37, 0xfa, 0x21, 0x3d);
  expect(serverFrame(payloads.of(0)).bytes.length - 20).toBe(2);
  expect(hexOf(clientFrame(payloads.of(0), mask).bytes.subarray(0, 6))).toBe('819437fa213d');
  expect(events.plain(0).bytes.length - 20).toBe(14);
  const { before, after, layers } = events.withId(7, 0);
  expect(before.length + after.length + 1 - 20).toBe(20);
  expect(layers).toEqual([20, 0, 6, 14]);
  expect(latin1(before)).toBe('22\r\nid: ');
  expect(COMMENT_UNIT.bytes.length).toBe(13);
});

test.each([0, 1, 5, 19, 20, 26, 27, 28, 125, 126, 70_000])(
  'payloads of %i bytes are of that length, and one line of ASCII',
  (length) => {
    const payloads = createPayloads(length);
    for (const news of [1, 2, 900, 720_000]) {
      const bytes = payloads.of(payloads.variantOf(news));
      expect(bytes.length).toBe(length);
      expect(bytes.every((byte) => byte >= 0x20 && byte < 0x7f)).toBe(true);
    }
    if (length >= 20) expect(() => void JSON.parse(latin1(payloads.of(0)))).not.toThrow();
  },
);
