import type { Sink } from '../sink.ts';
import { offsetOf, type Offset } from './row.ts';

/** Keeps count of what the offsets say and what the rows hold. */
export interface Follower {
  row(row: Offset): void;
  /** How many bytes more than there are the offset of the next row says; 0 where a `*` stands for them. */
  missing(row: Offset): number;
  /** Adds bytes of the row. */
  count(bytes: number): void;
  repeat(at: number): void;
  end(): void;
}

export interface Following {
  readonly radix: number;
  /** Bytes of a group: the last one may be filled up with zeros. */
  readonly unit: number;
  /** Knows when what the next record shows was seen. */
  readonly between: { readonly time: number | null };
}

export function createFollower(
  text: string,
  { radix, unit, between }: Following,
  sink: Sink,
): Follower {
  const { out, notes } = sink;
  let offset = 0;
  let bytes = 0;
  /** The first offset of all; −1 before it. */
  let first = -1;
  let star = -1;

  const fill = (missing: number) => {
    const filled = bytes > 0 ? out.repeat(bytes, missing) : 0;
    notes.add('input/repeated-lines', star, String(filled));
    if (filled < missing) notes.add('input/too-large', star, String(missing - filled));
  };

  const jump = (row: Offset) => {
    const expected = (offset + bytes).toString(radix).padStart(row.offsetEnd - row.offset, '0');
    const found = text.slice(row.offset, row.offsetEnd);
    notes.add('input/offset-jump', row.offset, `${expected} → ${found}`);
  };

  return {
    row(row) {
      const found = offsetOf(text, row, radix);
      const missing = found - (offset + bytes);
      const begins = first < 0 || (found === 0 && first === 0 && missing !== 0);
      if (first < 0) first = found;
      if (begins) sink.record(row.offset, between.time);
      else if (missing < 0 && missing > -unit) out.truncate(out.length + missing);
      else if (star >= 0 && missing > 0) fill(missing);
      else if (missing !== 0) jump(row);
      offset = found;
      bytes = 0;
      star = -1;
    },
    missing: (row) => (first < 0 || star >= 0 ? 0 : offsetOf(text, row, radix) - (offset + bytes)),
    count: (more) => void (bytes += more),
    repeat(at) {
      if (first < 0) notes.add('input/skipped-line', at, '*');
      else if (star < 0) star = at;
    },
    end() {
      if (star >= 0) notes.add('input/repeat-without-end', star);
    },
  };
}
