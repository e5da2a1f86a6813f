import { clip, isBlank, plainAt } from './characters.ts';

/** What a scan of base64 text meets. */
export interface Base64Visitor {
  byte(value: number): void;
  stray(at: number, what: string): void;
  /** Too few characters for a byte, or too little padding. */
  length(at: number): void;
  /** Bits that belong to no byte and are not zero. RFC 4648 §3.5 */
  bits(at: number): void;
  character(code: number): void;
  padding(): void;
}

const PADDING = 0x3d;
const NONE = -1;
const STANDARD = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const QUOTES = new Set(Array.from('\'"`,;', (c) => c.charCodeAt(0)));

/** The six bits of each character of both alphabets. RFC 4648 §4, §5 */
const VALUES = new Int8Array(128).fill(NONE);
for (let i = 0; i < STANDARD.length; i++) VALUES[STANDARD.charCodeAt(i)] = i;
VALUES[0x2d] = 62;
VALUES[0x5f] = 63;

const valueOf = (code: number): number => VALUES[code] ?? NONE;

/** Reads base64 line by line: a unit of four characters may run over a line break. */
export interface Base64Scan {
  line(start: number, end: number): void;
  end(): void;
}

export function createBase64Scan(text: string, visitor: Base64Visitor): Base64Scan {
  let unit = 0;
  let count = 0;
  let last = 0;
  let missing = 0;

  const take = (code: number, at: number) => {
    if (missing > 0) visitor.length(last);
    missing = 0;
    last = at;
    visitor.character(code);
    unit = (unit << 6) | valueOf(code);
    if (++count < 4) return;
    visitor.byte((unit >> 16) & 0xff);
    visitor.byte((unit >> 8) & 0xff);
    visitor.byte(unit & 0xff);
    unit = count = 0;
  };

  /** Two characters hold one byte and four bits more, three hold two bytes and two bits more. */
  const flush = () => {
    if (count === 1) visitor.length(last);
    if (count === 3) visitor.byte((unit >> 10) & 0xff);
    if (count >= 2) visitor.byte((count === 2 ? unit >> 4 : unit >> 2) & 0xff);
    if (count >= 2 && (unit & (count === 2 ? 0xf : 0x3)) !== 0) visitor.bits(last);
    unit = count = 0;
  };

  const pad = (at: number) => {
    visitor.padding();
    if (missing > 0) missing--;
    else if (count === 0) visitor.stray(at, '=');
    else {
      missing = count === 2 ? 1 : 0;
      flush();
    }
    last = at;
  };

  return {
    line(start, end) {
      for (let at = start; at < end; at++) {
        const given = text.charCodeAt(at);
        const code = given < 128 ? given : plainAt(text, at);
        if (valueOf(code) !== NONE) take(code, at);
        else if (code === PADDING) pad(at);
        else if (!isBlank(code) && !QUOTES.has(code)) {
          const from = at;
          while (at + 1 < end && isForeign(plainAt(text, at + 1))) at++;
          visitor.stray(from, clip(text, from, at + 1));
        }
      }
    },
    end() {
      if (missing > 0) visitor.length(last);
      flush();
    },
  };
}

const isForeign = (code: number): boolean =>
  valueOf(code) === NONE && code !== PADDING && !isBlank(code) && !QUOTES.has(code);
