import type { Field } from '../../codec/annotation.ts';
import { keyOf, type FieldKey } from './field-key.ts';

/** How many bits stand in a row. */
export type RowBits = 8 | 16 | 32;

/** Anything that stands in the rows of a diagram, and that the arrow keys walk over. */
export interface Placed {
  readonly key: FieldKey;
  readonly row: number;
  readonly column: number;
  readonly span: number;
}

/** A field's part in one row. */
export interface Piece extends Placed {
  readonly field: Field;
  /** The bit of the source at which the piece starts. */
  readonly start: number;
  /** The first piece stands for the whole field in the accessibility tree. */
  readonly first: boolean;
}

/** Cuts fields at the edges of the rows; what starts at `end` or later is left out. */
export function cutPieces(fields: readonly Field[], rowBits: number, end = Infinity): Piece[] {
  const pieces: Piece[] = [];
  for (const field of fields) {
    const stop = Math.min(field.range.end, end);
    for (let start = field.range.start; start < stop;) {
      const column = start % rowBits;
      const span = Math.min(stop - start, rowBits - column);
      const first = start === field.range.start;
      const row = Math.floor(start / rowBits);
      pieces.push({ key: keyOf(field), field, row, column, span, start, first });
      start += span;
    }
  }
  return pieces;
}

/** The digit at a bit, or null past the bytes there are. */
export function digitAt(bytes: Uint8Array, bit: number): 0 | 1 | null {
  const byte = bytes[bit >> 3];
  if (byte === undefined) return null;
  return ((byte >> (7 - (bit & 7))) & 1) as 0 | 1;
}

/** Widths in pixels from which 32 and 16 bits in a row are readable; BitDiagram.svelte has the same in CSS. */
export const WIDE = 572;
export const MEDIUM = 300;

/** The widest row a container has room for; 32 until it has been measured. */
export function rowBitsFor(width: number): RowBits {
  if (width === 0 || width >= WIDE) return 32;
  return width >= MEDIUM ? 16 : 8;
}

/** The narrowest that a bit gets at this row width: labels are chosen for it, so that they never change with the window. */
export const NARROWEST_BIT = 17;

/** Bytes drawn before a long payload is clipped, and at most. */
export const CLIPPED_BYTES = 24;
export const MOST_BYTES = 256;

/** How many of `length` bytes are drawn: all of them where clipping would hide less than a row. */
export function drawnBytes(length: number, all: boolean): number {
  const limit = all ? MOST_BYTES : CLIPPED_BYTES;
  return length <= limit + 4 ? length : limit;
}
