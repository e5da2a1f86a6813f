import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Violation } from '../../../src/codec/annotation.ts';
import { encodeHttpHead } from '../../../src/codec/http/encode.ts';
import type { HttpHead } from '../../../src/codec/http/layout.ts';
import { readHttpHead } from '../../../src/codec/http/message.ts';
import { bytesOfLatin1 } from '../../../src/codec/http/syntax.ts';
import { readHandshake } from '../../../src/codec/websocket/handshake.ts';
import {
  judgeConnect,
  judgeRequest,
  judgeResponse,
} from '../../../src/codec/websocket/handshake-rules.ts';
import { added, REQUEST, RESPONSE } from '../../vectors/handshake.ts';
import { anyFields, headOf } from '../http/heads.ts';

/** Each line of a good answer left alone, left out, written twice or spoiled. */
const anyAnswer = fc
  .array(fc.constantFrom('kept', 'kept', 'kept', 'missing', 'twice', 'spoiled'), {
    minLength: 5,
    maxLength: 5,
  })
  .map((fates) => {
    const extension = 'Sec-WebSocket-Extensions: permessage-deflate';
    const [start, ...lines] = added(RESPONSE, extension).trimEnd().split('\r\n');
    const written = lines.flatMap((line, i) => {
      const fate = fates[i];
      if (fate === 'missing') return [];
      return fate === 'twice' ? [line, line] : [fate === 'spoiled' ? `${line}.` : line];
    });
    return [start, ...written, '', ''].join('\r\n');
  });

test('a client opens where the rules find no error in a 101, and nowhere else', () => {
  const request = headOf(added(REQUEST, 'Sec-WebSocket-Extensions: permessage-deflate'));
  const seen = new Set<boolean>();
  fc.assert(
    fc.property(anyAnswer, (text) => {
      const response = headOf(text);
      const isRight = judgeResponse(request, response).every(
        ({ severity }) => severity !== 'error',
      );
      expect(readHandshake(request, response).succeeded).toBe(isRight);
      seen.add(isRight);
    }),
    { numRuns: 500 },
  );
  expect(seen.size).toBe(2);
});

/** A good handshake with a few characters changed, of those that mean something. */
const anyEdited = (head: string): fc.Arbitrary<string> =>
  fc
    .array(
      fc.tuple(
        fc.nat(head.length - 5),
        fc.nat(3),
        fc.oneof(
          fc.constantFrom(...['\r', '\n', '\r\n', '\r\n ', ':', ' ', ',', ';', '=', '"', '#', '.']),
          fc.constantFrom(
            ...['\0', '\xff', '0', '\r\nSec-WebSocket-Key:', '; server_max_window_bits='],
          ),
        ),
      ),
      { maxLength: 4 },
    )
    .map((edits) =>
      edits.reduce((text, [at, gone, by]) => text.slice(0, at) + by + text.slice(at + gone), head),
    )
    .map((text) => `${text}\r\n\r\n`);

/** Each rule once, and each range inside the head and not empty. */
function expectSound(violations: readonly Violation[], head: HttpHead): void {
  expect(new Set(violations.map(({ rule }) => rule)).size).toBe(violations.length);
  for (const { range } of violations) {
    expect(range.start).toBeGreaterThanOrEqual(0);
    expect(range.end).toBeGreaterThan(range.start);
    expect(range.end).toBeLessThanOrEqual((head.end - head.at) * 8);
  }
}

test('no edit of a good handshake makes judging throw, and every range lies inside its head', () => {
  const compressed = 'Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=10';
  const seen = new Set<string>();
  fc.assert(
    fc.property(
      anyEdited(added(REQUEST, compressed)),
      anyEdited(added(RESPONSE, compressed)),
      (asked, answered) => {
        const bytes = bytesOfLatin1(asked);
        const request = readHttpHead(bytes, 0, bytes.length)!;
        const [response] = [bytesOfLatin1(answered)].map((all) =>
          readHttpHead(all, 0, all.length)!,
        );
        const about = judgeRequest(request, bytes.subarray(request.end));
        expectSound(about, request);
        expectSound(judgeResponse(request, response!), response!);
        expectSound(judgeResponse(null, response!), response!);
        readHandshake(request, response!);
        for (const { rule } of [...about, ...judgeResponse(request, response!)]) seen.add(rule);
      },
    ),
    { numRuns: 2000 },
  );
  expect(seen.size).toBeGreaterThan(20);
});

test('no head makes judging throw, and every range lies inside its head', () => {
  fc.assert(
    fc.property(anyFields, anyFields, (one, other) => {
      const heads = [one, other].map((fields) => {
        const bytes = encodeHttpHead(fields);
        return readHttpHead(bytes, 0, bytes.length)!;
      });
      const [first, second] = [heads[0]!, heads[1]!];
      readHandshake(first, second);
      expectSound(judgeRequest(second), second);
      expectSound(judgeConnect(second), second);
      expectSound(judgeResponse(first, second), second);
    }),
  );
});

test('a head of many thousand header fields is judged at once', () => {
  const many = (line: string): HttpHead =>
    headOf(added(REQUEST, ...Array<string>(8000).fill(line)));
  const response = headOf(
    added(RESPONSE, ...Array<string>(8000).fill('Sec-WebSocket-Accept: c2hvcnQ=')),
  );
  for (const line of [
    'Sec-WebSocket-Protocol: a, b',
    'Sec-WebSocket-Extensions: a, b',
    'Sec-WebSocket-Key: c2hvcnQ=',
  ]) {
    const request = many(line);
    const began = performance.now();
    judgeRequest(request);
    judgeResponse(request, response);
    expect(performance.now() - began).toBeLessThan(2000);
  }
});
