import type { Captured } from './captured.ts';
import type { Searcher } from './find-bytes.ts';

/** Finds the units in which a run of bytes begins, as the bytes travelled; units must come in order. */
export interface WireSearch {
  /** Whether a match begins in `[start, end)`. */
  beginsIn(start: number, end: number): boolean;
}

/** With `captured`, zeros that stand for what was not captured match nothing. */
export function createWireSearch(
  bytes: Uint8Array,
  searcher: Searcher,
  captured: Captured | null = null,
): WireSearch {
  /** Where the last match begins that was found; no match before it matters any more. */
  let found = -1;
  /** How far the searcher has come. */
  let at = 0;
  const runStart = (from: number) => captured?.runStart(from) ?? from;
  const runEnd = (from: number) => captured?.runEnd(from) ?? bytes.length;

  /** Looks in one run of captured bytes: no match reaches over a gap. */
  function beginsInRun(start: number, end: number): boolean {
    if (at < start) {
      searcher.begin();
      at = start;
    }
    const last = Math.min(end + searcher.length - 1, runEnd(start));
    while (at < last) {
      const next = searcher.next(bytes, at, last);
      at = next < 0 ? last : next;
      if (next < 0) return false;
      found = next - searcher.length;
      if (found >= start) return found < end;
    }
    return false;
  }

  return {
    beginsIn(start, end) {
      if (found >= start) return found < end;
      for (let from = runStart(start); from < end; from = runStart(runEnd(from))) {
        if (beginsInRun(from, end)) return true;
      }
      return false;
    },
  };
}

/** Bytes looked at between two pauses: a few milliseconds. */
const WINDOW = 1 << 20;

/** The same with pauses, at each of which it tells that no whole unit is done. */
export function* beginsInSteps(
  search: WireSearch,
  start: number,
  end: number,
): Generator<0, boolean> {
  for (let at = start; at < end; at += WINDOW) {
    if (search.beginsIn(at, Math.min(at + WINDOW, end))) return true;
    if (at + WINDOW < end) yield 0;
  }
  return false;
}
