import type { ReaderView } from './reader-view.ts';

export const COMMENT = 1;
export const TIME_RESOLUTION = 9;
export const TIME_OFFSET = 14;

/** An option of a block: its value is `[at, at + length)`. */
export interface Option {
  readonly code: number;
  readonly at: number;
  readonly length: number;
}

/** The options in `[at, end)`, up to the end mark or the first that lies about its length. */
export function* readOptions(
  view: ReaderView,
  at: number,
  end: number,
  little: boolean,
): Generator<Option, void> {
  while (at + 4 <= end) {
    const code = view.uint16(at, little);
    const length = view.uint16(at + 2, little);
    if (code === 0 || at + 4 + length > end) return;
    yield { code, at: at + 4, length };
    // A value is padded to 32 bits.
    at += 4 + ((length + 3) & ~3);
  }
}
