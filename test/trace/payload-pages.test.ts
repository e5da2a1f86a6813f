import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hold, type Held } from '../../src/worker/conversations.ts';
import { readConversation } from '../../src/trace/conversation.ts';
import { pageableParts, type PageablePart } from '../../src/trace/payload-pages.ts';
import { viewMessage } from '../../src/trace/message-view.ts';
import type { Connection, Gap } from '../../src/trace/trace.ts';
import { REQUEST, RESPONSE } from '../vectors/handshake.ts';
import { readConnection, withGaps } from './captures.ts';
import { connectionOf } from './hand-made.ts';
import { fromClient, fromServer, joined, latin1, type Turn } from './wire.ts';

const ENDPOINTS = { client: '10.0.0.1:5000', server: '10.0.0.2:80', end: 'fin' as const };
const now = () => Promise.resolve();

const heldOf = async (connection: Connection): Promise<Held> =>
  hold(await readConnection(connection), now);

/** The last row that is no gap, with what can be paged through behind it. */
function lastRow({ conversation, messages }: Held) {
  const { order } = conversation;
  const places = Array.from({ length: order.length }, (_, row) => order.place(row));
  const place = places.findLast(({ kind }) => kind !== 'gap')!;
  const view = viewMessage(conversation, messages[place.direction], place)?.view ?? null;
  return { place, parts: pageableParts(conversation, place, view) };
}

function all(held: Held, part: PageablePart, step: number): string {
  const { place } = lastRow(held);
  let text = '';
  for (let at = 0; ; at += step) {
    const { bytes, length } = held.pages(place, part, at, at + step);
    text += Buffer.from(bytes).toString('latin1');
    if (at + step >= length) return text;
  }
}

const ASK: Turn = ['>', latin1('GET /a HTTP/1.1\r\nHost: a\r\n\r\n')];
const answer = (fields: string, body: Uint8Array): Turn => [
  '<',
  joined(latin1(`HTTP/1.1 200 OK\r\n${fields}\r\n\r\n`), body),
];
const chunked = (...parts: readonly string[]): Uint8Array =>
  latin1([...parts, ''].map((part) => `${part.length.toString(16)}\r\n${part}\r\n`).join(''));

const gapOver = (connection: Connection, text: string): Gap => {
  const start = Buffer.from(connection.streams['server-to-client']).indexOf(text);
  return { direction: 'server-to-client', start, end: start + text.length };
};

describe('what a row carries, in pages', () => {
  it('is a body whose chunked coding is undone, in pages of any size', async () => {
    const body = 'the first, the second, the third';
    const coded = chunked('the first, ', 'the second, ', 'the third');
    const held = await heldOf(
      connectionOf([ASK, answer('Transfer-Encoding: chunked', coded)], ENDPOINTS),
    );
    expect(lastRow(held).parts).toEqual([
      { part: 'body', length: body.length, missing: 0, ends: false },
    ]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), (step) => all(held, 'body', step) === body),
    );
  });

  it('is a body whose codings are undone when it is asked for', async () => {
    const body = 'news '.repeat(4000);
    const coded = gzipSync(body);
    const fields = `Content-Encoding: gzip\r\nContent-Length: ${coded.length}`;
    const held = await heldOf(connectionOf([ASK, answer(fields, coded)], ENDPOINTS));
    expect(lastRow(held).parts).toEqual([{ part: 'body', length: null, missing: 0, ends: false }]);
    expect(all(held, 'body', 777)).toBe(body);
  });

  it('tells bytes of a body that were not captured, and makes none up', async () => {
    const body = 'begin LOST end';
    const whole = connectionOf(
      [ASK, answer(`Content-Length: ${body.length}`, latin1(body))],
      ENDPOINTS,
    );
    const held = await heldOf(withGaps(whole, [gapOver(whole, 'LOST')]));
    const { place, parts } = lastRow(held);
    expect(parts).toEqual([{ part: 'body', length: 14, missing: 4, ends: false }]);
    const page = held.pages(place, 'body', 2, 12);
    expect(Buffer.from(page.bytes).toString('latin1')).toBe('gin \0\0\0\0 e');
    expect(page.missing).toEqual([{ start: 4, end: 8 }]);
    expect(held.pages(place, 'body', 0, 6).missing).toEqual([]);
  });

  it('tells them in chunks by the place in the body', async () => {
    const coded = chunked('first ', 'se--nd ', 'third');
    const whole = connectionOf([ASK, answer('Transfer-Encoding: chunked', coded)], ENDPOINTS);
    const held = await heldOf(withGaps(whole, [gapOver(whole, '--')]));
    const { place } = lastRow(held);
    const page = held.pages(place, 'body', 0, 99);
    expect(Buffer.from(page.bytes).toString('latin1')).toBe('first se\0\0nd third');
    expect(page.missing).toEqual([{ start: 8, end: 10 }]);
  });

  it('ends where a coding cannot be undone for want of bytes, and says so', async () => {
    const coded = gzipSync(Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * i) % 251)));
    const fields = `Content-Encoding: gzip\r\nContent-Length: ${coded.length}`;
    const whole = connectionOf([ASK, answer(fields, coded)], ENDPOINTS);
    const { length } = whole.streams['server-to-client'];
    const gap: Gap = { direction: 'server-to-client', start: length - 60, end: length - 40 };
    const held = await heldOf(withGaps(whole, [gap]));
    const { place, parts } = lastRow(held);
    expect(parts).toEqual([{ part: 'body', length: null, missing: 20, ends: true }]);
    const page = held.pages(place, 'body', 0, 1e6);
    expect(page.length).toBeGreaterThan(0);
    expect(page.length).toBeLessThan(3000);
  });

  it('is a frame, and beside it the message that it is a fragment of', async () => {
    const turns: Turn[] = [
      ['>', latin1(REQUEST)],
      ['<', latin1(RESPONSE)],
      ['>', fromClient('half a ', { fin: false })],
      ['>', fromClient('message', { opcode: 0 })],
    ];
    const held = await heldOf(connectionOf(turns, ENDPOINTS));
    expect(lastRow(held).parts.map(({ part, length }) => [part, length])).toEqual([
      ['payload', 7],
      ['message', 14],
    ]);
    expect(all(held, 'payload', 3)).toBe('message');
    expect(all(held, 'message', 3)).toBe('half a message');
    expect(all(held, 'body', 3)).toBe('');
  });

  it('unmasks no bytes that were not captured', async () => {
    const turns: Turn[] = [
      ['>', latin1(REQUEST)],
      ['<', latin1(RESPONSE)],
      ['<', fromServer('x')],
      ['>', fromClient('abcdefgh', { maskKey: Uint8Array.of(1, 2, 3, 4) })],
    ];
    const whole = connectionOf(turns, ENDPOINTS);
    const { length } = whole.streams['client-to-server'];
    const gap: Gap = { direction: 'client-to-server', start: length - 4, end: length - 2 };
    const held = await heldOf(withGaps(whole, [gap]));
    const { place } = lastRow(held);
    const page = held.pages(place, 'payload', 0, 8);
    expect(Buffer.from(page.bytes).toString('latin1')).toBe('abcd\0\0gh');
    expect(page.missing).toEqual([{ start: 4, end: 6 }]);
  });

  it('is nothing for a head without a body', async () => {
    const held = await heldOf(connectionOf([ASK], ENDPOINTS));
    expect(lastRow(held).parts).toEqual([]);
  });
});

it('a body of very many chunks, and very many heads, are read with pauses', async () => {
  const many = connectionOf(
    [ASK, answer('Transfer-Encoding: chunked', latin1('1\r\nx\r\n'.repeat(100_000) + '0\r\n\r\n'))],
    ENDPOINTS,
  );
  const heads = connectionOf(
    [
      ['>', joined(...Array.from({ length: 2000 }, () => ASK[1]))],
      ['<', latin1('HTTP/1.1 204 No Content\r\n\r\n'.repeat(2000))],
    ],
    ENDPOINTS,
  );
  for (const connection of [many, heads]) {
    let before = 0;
    await readConversation(connection, {}, (done) => {
      if (done === 0) before++;
      return Promise.resolve();
    });
    expect(before).toBeGreaterThan(20);
  }
});
