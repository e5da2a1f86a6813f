import { concat, hexOf } from '../../codec/bytes.ts';
import type { InputKind } from '../input.ts';
import { DIRECTIONS, type Direction } from '../trace.ts';
import type { Strand } from './strand.ts';

/** Bytes as someone would give them to the decoder. */
export interface Given {
  /** Null where their frames say it themselves. */
  readonly direction: Direction | null;
  /** A text of hex, a Blob where that would be too long to look at. */
  readonly content: string | Blob;
}

/** What a hypothesis makes of an input: the same in another format, or other bytes. */
export type Treated =
  | { readonly kind: InputKind }
  /** One, or one for each direction. */
  | { readonly given: readonly Given[] };

/** Bytes that are written out as text: more than that nobody reads. */
export const MOST_WRITTEN = 32 * 1024;

const BYTES_A_LINE = 32;

const MARKS: Readonly<Record<Direction, string>> = {
  'client-to-server': '> ',
  'server-to-client': '< ',
};

/** Hex in pairs; a mark says whose the bytes are, where someone knows. */
function hexLines({ direction, bytes }: Strand): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += BYTES_A_LINE) {
    const hex = hexOf(bytes.subarray(at, at + BYTES_A_LINE));
    lines.push(hex.replace(/..(?!$)/g, '$& '));
  }
  return (direction === null ? '' : MARKS[direction]) + lines.join('\n');
}

/**
 * Strands as an input. Those of both directions become two texts, for nothing is known of their order; more of them
 * came in turns, and one text says so with marks.
 */
export function writeStrands(strands: readonly Strand[]): Treated {
  const all = strands.filter(({ bytes }) => bytes.length > 0);
  const size = all.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const sides = bySide(all);
  if (size > MOST_WRITTEN) return { given: sides.map(asFile) };
  const inTurns = all.length > 2 || sides.length < 2;
  const content = all.map(hexLines).join('\n');
  // The mark says the direction, and whoever copies the text copies it too.
  return { given: inTurns ? [{ direction: null, content }] : sides.map(asText) };
}

/** The strands of one side as one; where nobody knows whose they are, all are. */
function bySide(strands: readonly Strand[]): Strand[] {
  const unknown = strands.some(({ direction }) => direction === null);
  const sides = unknown ? [null] : DIRECTIONS;
  return sides
    .map((direction) => {
      const own = strands.filter((strand) => unknown || strand.direction === direction);
      return { direction, bytes: concat(own.map(({ bytes }) => bytes)) };
    })
    .filter(({ bytes }) => bytes.length > 0);
}

const asText = (strand: Strand): Given => ({
  direction: strand.direction,
  content: hexLines(strand),
});

const asFile = ({ direction, bytes }: Strand): Given => ({
  direction,
  content: new Blob([bytes as Uint8Array<ArrayBuffer>]),
});
