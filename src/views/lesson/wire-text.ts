import { bytesOfHex } from '../../codec/bytes.ts';
import type { WirePiece } from '../../course/elements.ts';
import { spaced } from './hex.ts';

/** Bytes 0x20 to 0x7e and line ends: what can be read as text. */
const PRINTABLE = /^[\x20-\x7e\r\n\t]+$/u;

/** Bytes as a person reads them: text where they are text, else hex. */
export function readableOf({ hex }: WirePiece, asText: boolean): string {
  if (!asText) return spaced(hex);
  const text = new TextDecoder().decode(bytesOfHex(hex));
  return PRINTABLE.test(text) || !text.includes('\ufffd')
    ? text.replaceAll('\r\n', '\n').trimEnd()
    : spaced(hex);
}

/** Whether bytes begin as HTTP or an event stream does, so that they read as text. */
export function looksLikeText({ hex }: WirePiece): boolean {
  const text = String.fromCharCode(...bytesOfHex(hex).subarray(0, 64));
  return /^(HTTP\/\d|[A-Z]+ \S+ HTTP\/|(data|event|id|retry|:).*)/u.test(text);
}
