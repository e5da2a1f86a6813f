import { MAX_HEAD } from './message.ts';
import { CR, LF, VERSION_NAME, isControlByte, isTokenByte, isWhiteByte } from './syntax.ts';

/** 'maybe' while the bytes are too few to tell. */
export type Sniffed = 'request' | 'response' | 'maybe' | null;

/** Whether `HTTP/` stands at `at`: 'maybe' where the bytes end inside it. */
function sniffVersion(bytes: Uint8Array, at: number, limit: number): boolean | 'maybe' {
  for (let i = 0; i < VERSION_NAME.length; i++) {
    if (at + i >= limit) return 'maybe';
    if (bytes[at + i] !== VERSION_NAME.charCodeAt(i)) return false;
  }
  return true;
}

/** From the white space after the method: a target, then `HTTP/` at the start of a word of the same line. */
function sniffTargetAndVersion(bytes: Uint8Array, from: number, limit: number): Sniffed {
  let words = 0;
  for (let at = from; at < limit; at++) {
    const byte = bytes[at] ?? 0;
    if (isControlByte(byte)) return null;
    const begins = !isWhiteByte(byte) && isWhiteByte(bytes[at - 1] ?? 0);
    if (!begins || ++words < 2) continue;
    const version = sniffVersion(bytes, at, limit);
    if (version !== false) return version === true ? 'request' : 'maybe';
  }
  return 'maybe';
}

function sniffRequest(bytes: Uint8Array, from: number, limit: number): Sniffed {
  let at = from;
  while (at < limit && isTokenByte(bytes[at] ?? 0)) at++;
  if (at === limit) return 'maybe';
  if (at === from || !isWhiteByte(bytes[at] ?? 0)) return null;
  return sniffTargetAndVersion(bytes, at, limit);
}

/** Empty lines before a request are ignored: RFC 9112 §2.2. */
function skipEmptyLines(bytes: Uint8Array, offset: number, limit: number): number {
  let at = offset;
  while (at < limit && (bytes[at] === CR || bytes[at] === LF)) at++;
  return at;
}

/**
 * Whether the bytes begin the head of an HTTP/1.x message; 'maybe' while they are too few to tell.
 * The first byte of a legal WebSocket frame is in no method; for one that is, such as 0x47 `G`, the
 * line must go on like a request-line as far as `HTTP/`. RFC 9112 §3, §4
 */
export function sniffHead(bytes: Uint8Array, offset: number, end: number): Sniffed {
  const limit = Math.min(end, bytes.length, offset + MAX_HEAD);
  const at = skipEmptyLines(bytes, offset, limit);
  const version = sniffVersion(bytes, at, limit);
  if (version === true) return 'response';
  const sniffed = sniffRequest(bytes, at, limit);
  return sniffed === 'maybe' && limit === offset + MAX_HEAD ? null : sniffed;
}

/** As `sniffHead`, for a stream of one direction: what begins a head of the other kind is no head there. */
export function sniffKind(
  bytes: Uint8Array,
  offset: number,
  end: number,
  kind: 'request' | 'response',
): boolean | 'maybe' {
  const sniffed = sniffHead(bytes, offset, end);
  if (kind === 'request' || sniffed !== 'maybe')
    return sniffed === 'maybe' ? sniffed : sniffed === kind;
  return sniffVersion(bytes, skipEmptyLines(bytes, offset, end), end);
}
