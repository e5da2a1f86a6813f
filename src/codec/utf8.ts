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

export function createUtf8Check(): Utf8Check {
  let missing = 0;
  let pending = 0;
  let lead = 0;
  // The range allowed for the next byte: narrower after E0, ED, F0 and F4.
  let low = 0x80;
  let high = 0xbf;
  let fault: Utf8Fault | null = null;

  /** Takes a first byte; false where no character begins with it. */
  function begin(byte: number): boolean {
    if (byte >= 0xc2 && byte <= 0xdf) missing = 1;
    else if (byte >= 0xe0 && byte <= 0xef) missing = 2;
    else if (byte >= 0xf0 && byte <= 0xf4) missing = 3;
    else return false;
    lead = byte;
    pending = 1;
    low = byte === 0xe0 ? 0xa0 : byte === 0xf0 ? 0x90 : 0x80;
    high = byte === 0xed ? 0x9f : byte === 0xf4 ? 0x8f : 0xbf;
    return true;
  }

  function push(bytes: Uint8Array): number {
    if (fault !== null) return 0;
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i]!;
      if (missing === 0) {
        if (byte < 0x80 || begin(byte)) continue;
        fault = faultOfFirst(byte);
      } else if (byte >= low && byte <= high) {
        missing--;
        pending = missing === 0 ? 0 : pending + 1;
        low = 0x80;
        high = 0xbf;
        continue;
      } else {
        fault = pending === 1 ? faultOfSecond(lead, byte) : 'invalid';
      }
      return i;
    }
    return -1;
  }

  return {
    push,
    get whole() {
      return fault === null && missing === 0;
    },
    get pending() {
      return pending;
    },
    get fault() {
      return fault;
    },
  };
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
  // Most text is ASCII, which needs no state (measured: bench/decode).
  let ascii = 0;
  while (ascii < bytes.length && bytes[ascii]! < 0x80) ascii++;
  if (ascii === bytes.length) return -1;
  const check = createUtf8Check();
  const fault = check.push(bytes.subarray(ascii));
  return fault >= 0 ? ascii + fault : check.whole ? -1 : bytes.length;
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
