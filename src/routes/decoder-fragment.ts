import type { WirePiece } from '../course/elements.ts';
import { base64UrlOf } from '../state/base64url.ts';
import type { Direction } from '../trace/direction.ts';

const MARKS: Readonly<Record<Direction, string>> = {
  'client-to-server': '>',
  'server-to-client': '<',
};

const spaced = (hex: string): string => hex.replaceAll(/(..)(?=.)/gu, '$1 ');

/** The part of an address that opens bytes in the decoder, each line with who sent it; empty without any. */
export function decoderFragment(pieces: readonly WirePiece[]): string {
  if (pieces.length === 0) return '';
  const lines = pieces.map(({ direction, hex }) => `${MARKS[direction]} ${spaced(hex)}`);
  return `#text=${base64UrlOf(new TextEncoder().encode(lines.join('\n')))}`;
}
