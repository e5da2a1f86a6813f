/** Why bytes are no UTF-8, RFC 3629 §3: a form longer than needed, half of a UTF-16 pair, above U+10FFFF, or anything else. */
export type Utf8Fault = 'invalid' | 'overlong' | 'surrogate' | 'above-10ffff';

/**
 * UTF-8 judged byte by byte, RFC 3629 §4: overlong forms, surrogates and code points above U+10FFFF
 * are refused at the first byte that makes the text impossible, so a stream need not be held back.
 */
export interface Utf8Check {
  /** The index in `bytes` of the first impossible byte, or -1. Once failed, stays failed. */
  push(bytes: Uint8Array): number;
  /** True where no character is left unfinished. */
  readonly whole: boolean;
  /** Bytes of an unfinished character seen so far; 0 where there is none. */
  readonly pending: number;
  readonly fault: Utf8Fault | null;
}

export const createUtf8Check = (): Utf8Check => new Check();

/** A class, because texts are many and short: closures for each cost more than judging it (measured: bench, decode). */
class Check implements Utf8Check {
  pending = 0;
  fault: Utf8Fault | null = null;
  #missing = 0;
  #lead = 0;

  get whole(): boolean {
    return this.fault === null && this.#missing === 0;
  }

  push(bytes: Uint8Array): number {
    if (this.fault !== null) return 0;
    for (let i = 0; i < bytes.length; i++) {
      if (this.#missing === 0) i = skipWhole(bytes, i);
      if (i < bytes.length && !this.#take(bytes[i]!)) return i;
    }
    return -1;
  }

  /** Takes the next byte; false where it makes the text impossible. */
  #take(byte: number): boolean {
    if (this.#missing === 0) {
      this.#missing = continuationsAfter(byte);
      this.#lead = byte;
      if (this.#missing > 0) this.pending = 1;
      else if (byte >= 0x80) this.fault = faultOfFirst(byte);
    } else if (this.pending === 1 ? isSecond(this.#lead, byte) : isContinuation(byte)) {
      this.#missing--;
      this.pending = this.#missing === 0 ? 0 : this.pending + 1;
    } else {
      this.fault = this.pending === 1 ? faultOfSecond(this.#lead, byte) : 'invalid';
    }
    return this.fault === null;
  }
}

/** How many bytes follow a first byte; 0 for ASCII, and where no character begins with it. */
function continuationsAfter(first: number): number {
  if (first < 0xc2 || first > 0xf4) return 0;
  return first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
}

const isContinuation = (byte: number): boolean => (byte & 0xc0) === 0x80;

/** The range of the second byte is narrower after E0, ED, F0 and F4. */
function isSecond(first: number, byte: number): boolean {
  if (first === 0xe0) return byte >= 0xa0 && byte <= 0xbf;
  if (first === 0xed) return byte >= 0x80 && byte <= 0x9f;
  if (first === 0xf0) return byte >= 0x90 && byte <= 0xbf;
  if (first === 0xf4) return byte >= 0x80 && byte <= 0x8f;
  return isContinuation(byte);
}

/** From the beginning of a character, past all that are whole and right; most texts are skipped so to their end. */
function skipWhole(bytes: Uint8Array, from: number): number {
  const { length } = bytes;
  let i = from;
  while (i < length) {
    const first = bytes[i]!;
    if (first < 0x80) {
      i++;
      continue;
    }
    const more = continuationsAfter(first);
    if (more === 0 || i + more >= length || !isSecond(first, bytes[i + 1]!)) break;
    if (more > 1 && !isContinuation(bytes[i + 2]!)) break;
    if (more > 2 && !isContinuation(bytes[i + 3]!)) break;
    i += more + 1;
  }
  return i;
}

/** C0 and C1 could only begin a longer form of ASCII; F5 to F7 only something above U+10FFFF. */
function faultOfFirst(byte: number): Utf8Fault {
  if (byte === 0xc0 || byte === 0xc1) return 'overlong';
  return byte >= 0xf5 && byte <= 0xf7 ? 'above-10ffff' : 'invalid';
}

function faultOfSecond(lead: number, byte: number): Utf8Fault {
  if ((byte & 0xc0) !== 0x80) return 'invalid';
  if (lead === 0xe0 || lead === 0xf0) return 'overlong';
  return lead === 0xed ? 'surrogate' : 'above-10ffff';
}

/** The index of the byte where the text stops being UTF-8; its length where it ends inside a character; -1 where it is right. */
export function utf8FaultAt(bytes: Uint8Array): number {
  const from = skipWhole(bytes, 0);
  if (from === bytes.length) return -1;
  const check = createUtf8Check();
  const fault = check.push(bytes.subarray(from));
  return fault >= 0 ? from + fault : bytes.length;
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

/** The text, or null where the bytes are not UTF-8. A byte order mark is kept. */
export function textOf(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes);
  } catch {
    return null;
  }
}

/** The text, with U+FFFD for what is not UTF-8. */
export const looseTextOf = (bytes: Uint8Array): string => lenient.decode(bytes);

export const utf8Of = (text: string): Uint8Array => new TextEncoder().encode(text);
