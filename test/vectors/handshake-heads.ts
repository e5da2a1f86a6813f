import type { RuleId } from '../../src/codec/ids.ts';

export const lines = (...all: string[]): string => [...all, '', ''].join('\r\n');

/** The request of RFC 6455 §1.2 and §1.3. */
export const REQUEST = lines(
  'GET /chat HTTP/1.1',
  'Host: server.example.com',
  'Upgrade: websocket',
  'Connection: Upgrade',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  'Origin: http://example.com',
  'Sec-WebSocket-Protocol: chat, superchat',
  'Sec-WebSocket-Version: 13',
);

/** The response of RFC 6455 §1.2. */
export const RESPONSE = lines(
  'HTTP/1.1 101 Switching Protocols',
  'Upgrade: websocket',
  'Connection: Upgrade',
  'Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
  'Sec-WebSocket-Protocol: chat',
);

/** The response of RFC 6455 §1.3. */
export const SHORT_RESPONSE = lines(
  'HTTP/1.1 101 Switching Protocols',
  'Upgrade: websocket',
  'Connection: Upgrade',
  'Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
);

/** RFC 6455 §1.3. */
export const ACCEPTANCE = {
  key: 'dGhlIHNhbXBsZSBub25jZQ==',
  concatenated: 'dGhlIHNhbXBsZSBub25jZQ==258EAFA5-E914-47DA-95CA-C5AB0DC85B11',
  digest: 'b37a4f2cc0624f1690f64606cf385945b2bec4ea',
  accept: 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
};

/** A head with the line of that name replaced by others, or by none. */
export function replaced(head: string, name: string, ...by: string[]): string {
  const all = head.split('\r\n');
  const at = all.findIndex((line) => line.startsWith(name));
  if (at < 0) throw new RangeError(`no line begins with ${name}`);
  return all.toSpliced(at, 1, ...by).join('\r\n');
}

/** A head with one more line before the blank line. */
export const added = (head: string, ...more: string[]): string =>
  head.replace(/\r\n\r\n$/, ['', ...more, '', ''].join('\r\n'));

/** A handshake that breaks one rule and no other, or just does not break it. */
export interface Row {
  readonly rule: RuleId;
  readonly name: string;
  readonly request: string;
  /** What follows the request. */
  readonly after?: string;
  readonly response?: string;
  /** The text the violation stands on, where the rule is broken. */
  readonly points: string;
}

/** The line that begins so is replaced; with no line to replace, another is added. Null leaves it out. */
export type Edit = readonly [name: string, line: string, by: string | null, points?: string];

export type Edits = Partial<Record<RuleId, readonly Edit[]>>;

function edited(head: string, line: string, by: string | null): string {
  const lines = by === null ? [] : by.split('\r\n');
  return line === '' ? added(head, ...lines) : replaced(head, line, ...lines);
}

const rowsOf = (edits: Edits, make: (line: string, by: string | null) => Partial<Row>): Row[] =>
  Object.entries(edits).flatMap(([rule, all]) =>
    all.map(([name, line, by, points = '']) => ({
      rule: rule as RuleId,
      name,
      request: REQUEST,
      points,
      ...make(line, by),
    })),
  );

/** Requests, each with one edit. */
export const asking = (edits: Edits): Row[] =>
  rowsOf(edits, (line, by) => ({ request: edited(REQUEST, line, by) }));

/** Answers to a request, each with one edit. */
export const answering = (edits: Edits, request = REQUEST): Row[] =>
  rowsOf(edits, (line, by) => ({ request, response: edited(RESPONSE, line, by) }));

/** One that offers compression. */
export const OFFERING = added(
  REQUEST,
  'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits',
);
