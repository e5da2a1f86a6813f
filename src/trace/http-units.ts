import { contentLengthOf, headersNamed } from '../codec/http/headers.ts';
import type { HttpHead } from '../codec/http/layout.ts';
import { readHttpHead, statusOf } from '../codec/http/message.ts';
import { sniffHead } from '../codec/http/sniff.ts';
import { isOpeningHandshake } from '../codec/websocket/handshake-rules.ts';
import type { Tail } from '../codec/websocket/scan.ts';

/** A head with what follows it up to the next unit of its direction. */
export interface HttpUnit {
  readonly head: HttpHead;
  /** The body as it travelled, `[bodyAt, bodyEnd)`. */
  readonly bodyAt: number;
  readonly bodyEnd: number;
  readonly bodyComplete: boolean;
}

/** What one direction says in HTTP before, if ever, it turns to frames. */
export interface HttpPart {
  readonly units: readonly HttpUnit[];
  /** Where HTTP ends: frames, or bytes nobody can explain, begin here. */
  readonly end: number;
  /** Set where the stream ends inside a head. */
  readonly tail: Tail | null;
  /** True where the last head ends HTTP on this connection: a 101, or the request that asks for one. */
  readonly switches: boolean;
}

/** Reads the requests or the responses at the start of one direction's stream. RFC 9112 §2 */
export function readHttpPart(bytes: Uint8Array, kind: 'request' | 'response'): HttpPart {
  const units: HttpUnit[] = [];
  let at = 0;
  for (;;) {
    const sniffed = at < bytes.length ? sniffHead(bytes, at, bytes.length) : null;
    if (sniffed !== kind && sniffed !== 'maybe')
      return { units, end: at, tail: null, switches: false };
    const head = sniffed === kind ? readHttpHead(bytes, at, bytes.length) : null;
    if (head === null) {
      const tail: Tail = { at, part: 'head', need: null, have: bytes.length - at };
      return { units, end: bytes.length, tail, switches: false };
    }
    const unit = withBody(bytes, head);
    units.push(unit);
    at = unit.bodyEnd;
    if (endsHttp(head) && !asksAgain(bytes, at)) {
      return { units, end: at, tail: null, switches: true };
    }
  }
}

/** A client whose opening handshake was refused, as with a 401, may go on in HTTP; no frame looks like a request. */
const asksAgain = (bytes: Uint8Array, at: number): boolean =>
  at < bytes.length && sniffHead(bytes, at, bytes.length) === 'request';

/** RFC 9110 §7.8: after a 101, and after the request that led to it, the connection speaks another protocol. */
const endsHttp = (head: HttpHead): boolean =>
  head.kind === 'request' ? isOpeningHandshake(head) : statusOf(head) === 101;

function withBody(bytes: Uint8Array, head: HttpHead): HttpUnit {
  const bodyAt = head.end;
  const announced = bodyLengthOf(head);
  const bodyEnd = Math.min(bodyAt + announced, bytes.length);
  const bodyComplete = announced === Infinity || bodyAt + announced <= bytes.length;
  return { head, bodyAt, bodyEnd, bodyComplete };
}

/** How long the body is that a head announces, in bytes; Infinity where it goes on to the end. RFC 9112 §6.3 */
export function bodyLengthOf(head: HttpHead): number {
  const length = contentLengthOf(head);
  const chunked = headersNamed(head, 'transfer-encoding').length > 0;
  if (head.kind === 'request') return chunked ? Infinity : (length ?? 0);
  const status = statusOf(head) ?? 0;
  if (status < 200 || status === 204 || status === 304) return 0;
  return chunked ? Infinity : (length ?? Infinity);
}
