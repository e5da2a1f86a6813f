import { describe, expect, test } from 'vitest';
import type { Violation } from '../../../src/codec/annotation.ts';
import { leavesOf } from '../../../src/codec/annotation.ts';
import { annotateHead } from '../../../src/codec/http/annotate.ts';
import { readHttpHead } from '../../../src/codec/http/message.ts';
import { RULE_IDS } from '../../../src/codec/ids.ts';
import { readHandshake } from '../../../src/codec/websocket/handshake.ts';
import {
  CONNECT_RULES,
  HANDSHAKE_RULES,
  isOpeningHandshake,
  judgeConnect,
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
  type Row,
} from '../../vectors/handshake.ts';
import { CLIENTS } from '../../vectors/handshake-clients.ts';
import { bytesOf, headOf, inside } from '../http/heads.ts';

type Heads = Pick<Row, 'request' | 'after' | 'response'>;

/** What both sides of a handshake break. */
function judged({ request, after = '', response }: Heads): Violation[] {
  const asked = headOf(request);
  return [
    ...judgeRequest(asked, bytesOf(after)),
    ...judgeConnect(asked),
    ...(response ? judgeResponse(asked, headOf(response)) : []),
  ];
}

const textAt = (head: string, { range }: Violation) => head.slice(range.start / 8, range.end / 8);

const ruleOf = (id: string) => HANDSHAKE_RULES.find((rule) => rule.id === id)!;

const switches = ({ response }: Row): boolean => /^HTTP\/1.\d 101/.test(response ?? '');

describe('the rules of the opening handshake', () => {
  test('they are those of the list of rules that can be judged, each with rows that break and keep it', () => {
    const ids = HANDSHAKE_RULES.map(({ id }) => id);
    const wanted = RULE_IDS.filter((id) =>
      /^ws\/(req|connect|res|pmd-offer|pmd-response)-/.test(id),
    );
    expect(ids.toSorted()).toEqual(wanted.toSorted());
    expect(ids.filter((id) => !BROKEN.some(({ rule }) => rule === id))).toEqual([]);
    expect(ids.filter((id) => !KEPT.some(({ rule }) => rule === id))).toEqual([]);
    for (const rules of [REQUEST_RULES, RESPONSE_RULES]) {
      const order = rules.map(({ id }) => id);
      expect(order).toEqual(RULE_IDS.filter((id) => order.includes(id)));
    }
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

  test.each(BROKEN)('$rule points into a piece of the head that is drawn: $name', (row) => {
    const [violation] = judged(row);
    const text = row.response ?? row.request;
    const { root } = annotateHead(bytesOf(text), headOf(text));
    const [startLine] = root.children!;
    const { start, end } = violation!.range;
    const leaf = leavesOf(root).find(({ range }) => range.start <= start && start < range.end);
    if (violation!.field === 'http.start-line') expect(start).toBe(startLine!.range.start);
    // an empty value is shown by its name
    else if (leaf?.id !== violation!.field) expect(row.points, leaf?.id).toMatch(/^[\w-]+:$/);
    else expect(end).toBeLessThanOrEqual(leaf.range.end);
  });

  test.each(BROKEN.filter(switches))(
    'a client opens unless something is an error: $rule, $name',
    ({ rule, request, response }) => {
      const { succeeded } = readHandshake(headOf(request), headOf(response!));
      expect(succeeded).toBe(ruleOf(rule).severity === 'warning');
    },
  );

  test.each(KEPT.filter(switches))(
    'a client opens where the answer is odd but legal: $rule, $name',
    ({ request, response }) => {
      expect(readHandshake(headOf(request), headOf(response!)).succeeded).toBe(true);
    },
  );

  test('the examples of RFC 6455 break nothing, wherever their bytes lie', () => {
    for (const text of [REQUEST, RESPONSE]) {
      const bytes = inside(bytesOf(text));
      const head = readHttpHead(bytes, 0, bytes.length)!;
      expect(
        head.kind === 'request' ? judgeRequest(head) : judgeResponse(headOf(REQUEST), head),
      ).toEqual([]);
    }
  });

  test('the answer of RFC 6455 §1.3 is enough, but not for a browser that asked for subprotocols', () => {
    const answer = headOf(SHORT_RESPONSE);
    expect(judgeResponse(headOf(replaced(REQUEST, 'Sec-WebSocket-Protocol')), answer)).toEqual([]);
    expect(judgeResponse(headOf(REQUEST), answer)).toMatchObject([
      { rule: 'ws/res-protocol-missing', severity: 'warning' },
    ]);
  });

  test('a strict server answers 426 to a version it lacks, else 400, and nothing to a warning', () => {
    const statuses = [...REQUEST_RULES, ...CONNECT_RULES].map(({ id, status }) => [id, status]);
    expect(statuses.filter(([, status]) => status !== 400)).toEqual([
      ['ws/req-key-noncanonical-base64', null],
      ['ws/req-version-unsupported', 426],
      ['ws/pmd-offer-unknown-param', null],
      ['ws/pmd-offer-window-bits-range', null],
      ['ws/pmd-offer-window-bits-leading-zero', null],
      ['ws/pmd-offer-duplicate-param', null],
      ['ws/pmd-offer-takeover-with-value', null],
    ]);
  });

  test('what clients live with is a warning', () => {
    expect(
      RESPONSE_RULES.filter(({ severity }) => severity === 'warning').map(({ id }) => id),
    ).toEqual([
      'ws/res-status-not-101',
      'ws/res-redirect',
      'ws/res-protocol-missing',
      'ws/res-101-content-length',
      'ws/res-101-transfer-encoding',
      'ws/res-101-on-http10',
    ]);
  });

  test('several wrong things are all named, in the order of the rules', () => {
    const request =
      'POST /chat HTTP/1.0\r\nUpgrade: websocket.\r\nSec-WebSocket-Version: 8\r\n\r\n';
    expect(judgeRequest(headOf(request)).map(({ rule }) => rule)).toEqual([
      'ws/req-method-not-get',
      'ws/req-http-version-too-low',
      'ws/req-missing-host',
      'ws/req-upgrade-trailing-dot',
      'ws/req-connection-without-upgrade',
      'ws/req-missing-key',
      'ws/req-version-unsupported',
    ]);
  });

  test('each line that may come once is judged alone, and the second is one too many besides', () => {
    const keys = added(REQUEST, 'Sec-WebSocket-Key: c2hvcnQ=');
    expect(judged({ request: keys }).map(({ rule }) => rule)).toEqual([
      'ws/req-key-wrong-length',
      'ws/req-key-twice',
    ]);
    const accepts = added(RESPONSE, 'Sec-WebSocket-Accept: BXhwxM0SZasKmCD9S4BfpPmCnEw=');
    expect(judged({ request: REQUEST, response: accepts }).map(({ rule }) => rule)).toEqual([
      'ws/res-accept-of-decoded-key',
      'ws/res-accept-twice',
    ]);
  });

  test('behind a blank line header fields are lost, not missing; what is nowhere is missing', () => {
    const request = 'GET /chat HTTP/1.1\r\n\r\n';
    const after = 'Host: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n';
    expect(judged({ request, after }).map(({ rule }) => rule)).toEqual([
      'ws/req-missing-key',
      'ws/req-missing-version',
      'ws/req-blank-line-inside-headers',
    ]);
  });
});

describe('clients', () => {
  test.each(Object.entries(CLIENTS))('%s breaks nothing, whatever frames follow', (_, request) => {
    expect(judged({ request, response: RESPONSE })).toEqual([]);
    expect(judgeRequest(headOf(request), new Uint8Array([0x81, 0x80, 1, 2, 3, 4]))).toEqual([]);
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

  test.each([
    ['ws/res-accept-mismatch', 'c2hvcnQ='],
    ['ws/res-accept-hex-digest', 'YjM3YTRmMmNjMDYyNGYxNjkwZjY0NjA2Y2YzODU5NDViMmJlYzRlYQ=='],
  ])('an accept that answers no key at all is named all the same: %s', (rule, wrong) => {
    const response = replaced(RESPONSE, 'Sec-WebSocket-Accept', `Sec-WebSocket-Accept: ${wrong}`);
    expect(judgeResponse(null, headOf(response)).map(({ rule }) => rule)).toEqual([rule]);
  });

  test('a refusal that speaks of WebSocket is one', () => {
    const refusal = 'HTTP/1.1 400 Bad Request\r\nSec-WebSocket-Version: 13, 8, 7\r\n\r\n';
    expect(judgeResponse(null, headOf(refusal)).map(({ rule }) => rule)).toEqual([
      'ws/res-status-not-101',
    ]);
  });
});
