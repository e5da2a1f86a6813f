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
    { numRuns: 300 },
  );
  expect(seen.size).toBe(2);
});

/** A good head with a few characters changed, of those that mean something. */
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

const read = (text: string): HttpHead => {
  const bytes = bytesOfLatin1(text);
  return readHttpHead(bytes, 0, bytes.length)!;
};

const COMPRESSED = 'Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=10';
const GOOD_REQUEST = added(REQUEST, COMPRESSED);
const GOOD_RESPONSE = added(RESPONSE, COMPRESSED);

test('no edit of a good request makes judging throw, and every range lies inside its head', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(anyEdited(GOOD_REQUEST), (text) => {
      const request = read(text);
      const violations = judgeRequest(request, bytesOfLatin1(text).subarray(request.end));
      expectSound(violations, request);
      expectSound(judgeResponse(request, read(GOOD_RESPONSE)), read(GOOD_RESPONSE));
      for (const { rule } of violations) seen.add(rule);
    }),
    { numRuns: 300 },
  );
  expect(seen.size).toBeGreaterThan(8);
});

test('no edit of a good answer makes judging throw, and every range lies inside its head', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(anyEdited(GOOD_RESPONSE), (text) => {
      const response = read(text);
      const violations = judgeResponse(read(GOOD_REQUEST), response);
      expectSound(violations, response);
      expectSound(judgeResponse(null, response), response);
      for (const { rule } of violations) seen.add(rule);
    }),
    { numRuns: 300 },
  );
  expect(seen.size).toBeGreaterThan(8);
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

/** As many as fit into a head. */
const many = (head: string, line: string): HttpHead =>
  headOf(added(head, ...Array<string>(8000).fill(line)));

// Quadratic time would take a quarter of a minute, linear time takes a fraction of a second.
test.each([
  'Sec-WebSocket-Protocol: a, b',
  'Sec-WebSocket-Extensions: a, b',
  'Sec-WebSocket-Key: c2hvcnQ=',
])(
  'a head with thousands of lines is judged in linear time: %s',
  (line) => {
    const request = many(REQUEST, line);
    const response = many(RESPONSE, line.replace('Key', 'Accept'));
    expectSound(judgeRequest(request), request);
    expectSound(judgeResponse(request, response), response);
  },
  5_000,
);
