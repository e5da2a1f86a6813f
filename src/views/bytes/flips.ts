import type { Piece } from './pieces.ts';

/** What a diagram whose bits are switches tells its pieces. */
export interface Flips {
  /** The bit that Tab leads to. */
  readonly cursor: number;
  readonly name: (piece: Piece) => string;
  readonly onflip: (bit: number) => void;
  readonly onfocus: (bit: number, piece: Piece) => void;
}

/** The bit that a key leads to, of so many in rows; null where the key means nothing here. */
export function stepOverBits(
  key: string,
  at: number,
  total: number,
  rowBits: number,
): number | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: at + 1,
    ArrowLeft: at - 1,
    ArrowDown: at + rowBits,
    ArrowUp: at - rowBits,
    Home: 0,
    End: total - 1,
  };
  const to = steps[key];
  if (to === undefined) return null;
  return to >= 0 && to < total ? to : at;
}
