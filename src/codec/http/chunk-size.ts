import { CR, LF, isWhiteByte } from './syntax.ts';

/** What is wrong with a size but for white space around it: RFC 9112 §7.1. */
export type SizeFault = 'empty' | 'signed' | '0x-prefix' | 'not-hex' | 'overflow';

/** The line before the data of a chunk. Each piece begins where the one before it ends. */
export interface SizeLine {
  readonly extensionAt: number;
  readonly lineEndAt: number;
  readonly dataAt: number;
  /** False where the bytes end inside it. */
  readonly whole: boolean;
  /** What a lenient receiver takes for the size; null where there is none. */
  readonly length: number | null;
  readonly fault: SizeFault | null;
}

/** A size of more digits, leading zeros apart, does not fit 64 bits. */
export const MOST_DIGITS = 16;

const SEMICOLON = 0x3b;
const PLUS = 0x2b;
const MINUS = 0x2d;
const ZERO = 0x30;

/** -1 for a byte that is no hex digit. */
export function hexValueOf(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= ZERO && byte <= 0x39) return byte - ZERO;
  const small = byte | 0x20;
  return small >= 0x61 && small <= 0x66 ? small - 0x61 + 10 : -1;
}

/** The size line at `offset`: RFC 9112 §7.1. An extension begins at the first `;`, with the white space before it. */
export function readSizeLine(bytes: Uint8Array, offset: number, end: number): SizeLine {
  const line = bytes.subarray(offset, end);
  const feed = line.indexOf(LF);
  const whole = feed >= 0;
  const dataAt = whole ? offset + feed + 1 : end;
  let lineEndAt = whole ? offset + feed : end;
  if (lineEndAt > offset && bytes[lineEndAt - 1] === CR) lineEndAt--;
  const mark = line.subarray(0, lineEndAt - offset).indexOf(SEMICOLON);
  let extensionAt = mark < 0 ? lineEndAt : offset + mark;
  while (mark > 0 && extensionAt > offset && isWhiteByte(bytes[extensionAt - 1]!)) extensionAt--;
  const size = whole ? readSize(bytes, offset, extensionAt) : { length: null, fault: null };
  return { extensionAt, lineEndAt, dataAt, whole, ...size };
}

/** The size without the white space around it. */
export function trimSize(bytes: Uint8Array, start: number, end: number) {
  while (start < end && isWhiteByte(bytes[start]!)) start++;
  while (end > start && isWhiteByte(bytes[end - 1]!)) end--;
  return { start, end };
}

function readSize(bytes: Uint8Array, from: number, to: number): Pick<SizeLine, 'length' | 'fault'> {
  const { start, end } = trimSize(bytes, from, to);
  if (start === end) return { length: null, fault: 'empty' };
  const fault = prefixFault(bytes, start);
  let at = start;
  if (bytes[at] === PLUS || bytes[at] === MINUS) at++;
  if (has0x(bytes, at)) at += 2;
  const { length, digits, end: digitsEnd } = readDigits(bytes, at, end);
  if (fault === null && digitsEnd === end && digits > MOST_DIGITS)
    return { length, fault: 'overflow' };
  return {
    length: digitsEnd === at ? null : length,
    fault: fault ?? (digitsEnd === end ? null : 'not-hex'),
  };
}

function prefixFault(bytes: Uint8Array, at: number): SizeFault | null {
  if (bytes[at] === PLUS || bytes[at] === MINUS) return 'signed';
  return has0x(bytes, at) ? '0x-prefix' : null;
}

const has0x = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === ZERO && ((bytes[at + 1] ?? 0) | 0x20) === 0x78;

/** The number that begins at `at`; `digits` are those after leading zeros. */
function readDigits(bytes: Uint8Array, at: number, end: number) {
  let length = 0;
  let digits = 0;
  for (; at < end && hexValueOf(bytes[at]) >= 0; at++) {
    length = length * 16 + hexValueOf(bytes[at]);
    if (length > 0) digits++;
  }
  return { length, digits, end: at };
}
