import type { HttpHead } from '../codec/http/layout.ts';
import { MAX_HEAD } from '../codec/http/message.ts';
import { CR, LF, SP } from '../codec/http/syntax.ts';
import type { Captured } from './captured.ts';

const VERSION = [0x48, 0x54, 0x54, 0x50, 0x2f, 0x31, 0x2e] as const;
const CAPITAL_H = VERSION[0];

/** RFC 9110 §9.3, RFC 5789; after lost bytes a request is told by a known method alone. */
const METHODS = ['GET', 'POST', 'PUT', 'HEAD', 'DELETE', 'OPTIONS', 'PATCH', 'CONNECT', 'TRACE'];
const MOST_TARGET = 8 * 1024;

/**
 * Where the next head begins at or after `from`, after bytes that were not captured; -1 where none does. It need not
 * stand after a line end, for a body has none, but its empty line must be captured with it. Reads each byte once or twice.
 */
export function findStartLine(
  bytes: Uint8Array,
  captured: Captured,
  kind: HttpHead['kind'],
  from: number,
): number {
  let blank = -1;
  for (let at = bytes.indexOf(CAPITAL_H, from); at >= 0; at = bytes.indexOf(CAPITAL_H, at + 1)) {
    const start = isVersion(bytes, at) ? startOfHead(bytes, at, from, kind) : -1;
    if (start < 0) continue;
    if (blank < at) blank = emptyLineAfter(bytes, at);
    if (blank < 0) return -1;
    if (blank <= Math.min(captured.runEnd(start), start + MAX_HEAD)) return start;
  }
  return -1;
}

const isVersion = (bytes: Uint8Array, at: number): boolean =>
  VERSION.every((byte, i) => bytes[at + i] === byte);

const startOfHead = (
  bytes: Uint8Array,
  at: number,
  from: number,
  kind: HttpHead['kind'],
): number => {
  if (kind === 'request') return startOfRequest(bytes, at, from);
  return beginsStatusLine(bytes, at) ? at : -1;
};

/** `HTTP/1.1 200`: RFC 9112 §4. */
function beginsStatusLine(bytes: Uint8Array, at: number): boolean {
  const after = at + VERSION.length;
  const digits = [0, 2, 3, 4].every((i) => isDigit(bytes[after + i]));
  return digits && bytes[after + 1] === SP;
}

const isDigit = (byte: number | undefined): boolean =>
  byte !== undefined && byte >= 0x30 && byte <= 0x39;

/** Where the request-line begins whose version stands at `at`; -1 where there is none. RFC 9112 §3 */
function startOfRequest(bytes: Uint8Array, at: number, from: number): number {
  if (bytes[at - 1] !== SP || !isDigit(bytes[at + VERSION.length])) return -1;
  const first = Math.max(from, at - 1 - MOST_TARGET);
  let target = at - 1;
  while (target > first && bytes[target - 1]! > SP) target--;
  if (target === at - 1 || bytes[target - 1] !== SP) return -1;
  const end = target - 1;
  const method = METHODS.find((name) => end - name.length >= from && endsWith(bytes, end, name));
  return method === undefined ? -1 : end - method.length;
}

const endsWith = (bytes: Uint8Array, end: number, name: string): boolean =>
  [...name].every((letter, i) => bytes[end - name.length + i] === letter.charCodeAt(0));

/** The offset behind the next empty line, or -1. RFC 9112 §2.1 */
function emptyLineAfter(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(LF, from); at >= 0; at = bytes.indexOf(LF, at + 1)) {
    const next = bytes[at + 1] === CR ? at + 2 : at + 1;
    if (bytes[next] === LF) return next + 1;
  }
  return -1;
}
