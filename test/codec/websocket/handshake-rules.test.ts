import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Violation } from '../../../src/codec/annotation.ts';
import { leavesOf } from '../../../src/codec/annotation.ts';
import { annotateHead } from '../../../src/codec/http/annotate.ts';
import { encodeHttpHead } from '../../../src/codec/http/encode.ts';
import { readHttpHead } from '../../../src/codec/http/message.ts';
import { RULE_IDS } from '../../../src/codec/ids.ts';
import { readHandshake } from '../../../src/codec/websocket/handshake.ts';
import {
  isOpeningHandshake,
  judgeRequest,
  judgeResponse,
  REQUEST_RULES,
  RESPONSE_RULES,
} from '../../../src/codec/websocket/handshake-rules.ts';
import {
  added,
  BROKEN,
  KEPT,
  replaced,
  REQUEST,
  RESPONSE,
  SHORT_RESPONSE,
} from '../../vectors/handshake.ts';
import { anyFields, bytesOf, headOf, inside } from '../http/heads.ts';

interface Heads {
  readonly request: string;
  readonly response?: string;
}

/** What both sides of a handshake break. */
function judged({ request, response }: Heads): Violation[] {
  const asked = headOf(request);
  return [...judgeRequest(asked), ...(response ? judgeResponse(asked, headOf(response)) : [])];
}

const textAt = (head: string, { range }: Violation) => head.slice(range.start / 8, range.end / 8);

const ruleOf = (id: string) =>
  [...REQUEST_RULES, ...RESPONSE_RULES].find((rule) => rule.id === id)!;

describe('the rules of the opening handshake', () => {
  test('they are those of the list of rules, in its order, each with rows that break and keep it', () => {
    const ids = [...REQUEST_RULES, ...RESPONSE_RULES].map(({ id }) => id);
    expect(ids).toEqual(RULE_IDS.filter((id) => /^ws\/(req|res)-/.test(id)));
    expect(ids.filter((id) => !BROKEN.some(({ rule }) => rule === id))).toEqual([]);
    expect(ids.filter((id) => !KEPT.some(({ rule }) => rule === id))).toEqual([]);
  });

  test.each(BROKEN)('$rule is named once, and nothing else: $name', (row) => {
    const rule = ruleOf(row.rule);
    const violations = judged(row);
    expect(violations.map(({ rule: id }) => id)).toEqual([row.rule]);
    const [violation] = violations;
    expect(textAt(row.response ?? row.request, violation!)).toBe(row.points);
    expect(violation).toMatchObject({
      range: { source: 'wire' },
      ref: rule.ref,
      severity: rule.severity,
      closeCode: null,
      status: rule.status,
    });
  });

  test.each(KEPT)('$rule is just kept: $name', (row) => expect(judged(row)).toEqual([]));

  test.each(BROKEN)('$rule points at a piece of the head that is drawn: $name', (row) => {
    const [violation] = judged(row);
    const text = row.response ?? row.request;
    const { root } = annotateHead(bytesOf(text), headOf(text));
    const [startLine] = root.children!;
    const leaf = leavesOf(root).find(({ range }) => range.start === violation!.range.start);
    if (violation!.field === 'http.start-line')
      expect(violation!.range.start).toBe(startLine!.range.start);
    else if (row.points.endsWith(':')) expect(leaf?.id).toBe('http.header-name');
    else expect(leaf).toMatchObject({ id: violation!.field, range: violation!.range });
  });

  test.each(BROKEN.filter(({ response }) => response))(
    'a client opens only where nothing is an error: $name',
    ({ request, response }) => {
      expect(readHandshake(headOf(request), headOf(response!)).succeeded).toBe(false);
    },
  );

  test.each(KEPT.filter(({ response }) => response?.startsWith('HTTP/1.1 101')))(
    'a client opens where the answer is odd but legal: $name',
    ({ request, response }) => {
      expect(readHandshake(headOf(request), headOf(response!)).succeeded).toBe(true);
    },
  );

  test('the examples of RFC 6455 break nothing, wherever their bytes lie', () => {
    for (const text of [REQUEST, RESPONSE, SHORT_RESPONSE]) {
      const bytes = inside(bytesOf(text));
      const head = readHttpHead(bytes, 0, bytes.length)!;
      expect(
        head.kind === 'request' ? judgeRequest(head) : judgeResponse(headOf(REQUEST), head),
      ).toEqual([]);
    }
  });

  test('a strict server answers 426 to a version it lacks, else 400; a refusal is a warning', () => {
    expect(
      REQUEST_RULES.filter(({ status }) => status !== 400).map(({ id, status }) => [id, status]),
    ).toEqual([['ws/req-version-unsupported', 426]]);
    expect(
      RESPONSE_RULES.filter(({ severity }) => severity === 'warning').map(({ id }) => id),
    ).toEqual(['ws/res-status-not-101']);
  });

  test('several wrong things are all named, in the order of the rules', () => {
    const request =
      'POST /chat HTTP/1.0\r\nUpgrade: websocket.\r\nSec-WebSocket-Version: 8\r\n\r\n';
    expect(judgeRequest(headOf(request)).map(({ rule }) => rule)).toEqual([
      'ws/req-method-not-get',
      'ws/req-http-version-too-low',
      'ws/req-missing-host',
      'ws/req-upgrade-not-websocket',
      'ws/req-connection-without-upgrade',
      'ws/req-missing-key',
      'ws/req-version-unsupported',
    ]);
  });
});

describe('what is no opening handshake is not judged as one', () => {
  const PLAIN = 'GET / HTTP/1.1\r\nConnection: keep-alive\r\n\r\n';
  const H2C =
    'GET / HTTP/1.1\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AA\r\n\r\n';

  test.each([
    ['plain HTTP', PLAIN],
    ['a request for HTTP/2', H2C],
  ])('%s', (_, text) => {
    const head = headOf(text);
    expect(isOpeningHandshake(head)).toBe(false);
    expect(judgeRequest(head)).toEqual([]);
    for (const answer of [
      'HTTP/1.1 200 OK',
      'HTTP/1.1 404 Not Found',
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c',
    ]) {
      expect(judgeResponse(head, headOf(`${answer}\r\n\r\n`))).toEqual([]);
    }
    const required = headOf(
      'HTTP/1.1 426 Upgrade Required\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\r\n',
    );
    expect(judgeResponse(head, required)).toEqual([]);
  });

  test.each([
    ['only Upgrade', 'Upgrade: websocket'],
    ['only Upgrade, mistyped', 'Upgrade: websocket.'],
    ['only Connection', 'Connection: Upgrade'],
    ['only a key', 'Sec-WebSocket-Key: x'],
    ['only a subprotocol', 'sec-websocket-protocol: chat'],
  ])('%s is enough to be one', (_, line) => {
    const head = headOf(`GET / HTTP/1.1\r\nHost: h\r\n${line}\r\n\r\n`);
    expect(isOpeningHandshake(head)).toBe(true);
    expect(judgeRequest(head).length).toBeGreaterThan(2);
  });

  test('a response is never an opening handshake, nor a request an answer', () => {
    expect(isOpeningHandshake(headOf(RESPONSE))).toBe(false);
    expect(judgeRequest(headOf(RESPONSE))).toEqual([]);
    expect(judgeResponse(null, headOf(REQUEST))).toEqual([]);
  });
});

describe('an answer whose request was not seen', () => {
  test('nothing is said about what nobody can know', () => {
    const response = added(RESPONSE, 'Sec-WebSocket-Extensions: x-foo');
    expect(judgeResponse(null, headOf(response))).toEqual([]);
    expect(judgeResponse(null, headOf('HTTP/1.1 200 OK\r\n\r\n'))).toEqual([]);
  });

  test('an accept that answers no key at all is named all the same', () => {
    const wrong = 'YjM3YTRmMmNjMDYyNGYxNjkwZjY0NjA2Y2YzODU5NDViMmJlYzRlYQ==';
    const response = replaced(RESPONSE, 'Sec-WebSocket-Accept', `Sec-WebSocket-Accept: ${wrong}`);
    expect(judgeResponse(null, headOf(response)).map(({ rule }) => rule)).toEqual([
      'ws/res-accept-mismatch',
    ]);
  });

  test('a refusal that speaks of WebSocket is one', () => {
    const refusal = 'HTTP/1.1 400 Bad Request\r\nSec-WebSocket-Version: 13, 8, 7\r\n\r\n';
    expect(judgeResponse(null, headOf(refusal)).map(({ rule }) => rule)).toEqual([
      'ws/res-status-not-101',
    ]);
  });
});

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
      const isRight = judgeResponse(request, response).length === 0;
      expect(readHandshake(request, response).succeeded).toBe(isRight);
      seen.add(isRight);
    }),
    { numRuns: 500 },
  );
  expect(seen.size).toBe(2);
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
      for (const { range } of [...judgeRequest(second), ...judgeResponse(first, second)]) {
        expect(range.start).toBeGreaterThanOrEqual(0);
        expect(range.end).toBeGreaterThan(range.start);
        expect(range.end).toBeLessThanOrEqual((second.end - second.at) * 8);
      }
    }),
  );
});
