import type { Direction, Gap } from './trace.ts';

/** A run of bytes of a stream, half-open. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Which bytes of one direction's stream were captured. */
export interface Captured {
  /** Length of the stream, gaps included. */
  readonly length: number;
  /** In order, apart from each other. */
  readonly gaps: readonly Span[];
  /** Whether every byte of `[start, end)` was captured; false beyond the end. */
  readonly covers: (start: number, end: number) => boolean;
  /** The first captured byte at or after `at`; `length` where there is none. */
  runStart(at: number): number;
  /** Where the run of captured bytes that holds `at` ends; `at` itself inside a gap. */
  runEnd(at: number): number;
  /** How many bytes of `[start, end)` are missing. */
  missing(start: number, end: number): number;
}

/** The gaps of one direction, put in order and joined where they touch. */
export function capturedOf(gaps: readonly Gap[], direction: Direction, length: number): Captured {
  const own = joinSpans(
    gaps
      .filter((gap) => gap.direction === direction)
      .map(({ start, end }) => ({ start: Math.max(start, 0), end: Math.min(end, length) })),
  );
  /** The first gap that ends after `at`. */
  function gapAfter(at: number): Span | undefined {
    let low = 0;
    let high = own.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (own[middle]!.end <= at) low = middle + 1;
      else high = middle;
    }
    return own[low];
  }
  return {
    length,
    gaps: own,
    covers: (start, end) => end <= length && (gapAfter(start)?.start ?? length) >= end,
    runStart(at) {
      const gap = gapAfter(at);
      return gap !== undefined && gap.start <= at ? gap.end : Math.min(at, length);
    },
    runEnd: (at) => Math.max(gapAfter(at)?.start ?? length, Math.min(at, length)),
    missing(start, end) {
      let count = 0;
      for (let at = start; at < end;) {
        const gap = gapAfter(at);
        if (gap === undefined || gap.start >= end) break;
        count += Math.min(gap.end, end) - Math.max(gap.start, at);
        at = gap.end;
      }
      return count;
    },
  };
}

/** Spans in order, without empty ones; those that touch or overlap become one. */
export function joinSpans(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    if (span.end <= span.start) continue;
    const last = joined.at(-1);
    if (last === undefined || last.end < span.start) joined.push(span);
    else joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
  }
  return joined;
}

/** What of `[start, end)` is in none of the spans, which are in order. */
export function without(start: number, end: number, spans: readonly Span[]): Span[] {
  const rest: Span[] = [];
  let at = start;
  for (const span of spans) {
    if (span.end <= at) continue;
    if (span.start >= end) break;
    if (span.start > at) rest.push({ start: at, end: span.start });
    at = span.end;
  }
  if (at < end) rest.push({ start: at, end });
  return rest;
}

/** What of the spans is in `[start, end)`. */
export const within = (start: number, end: number, spans: readonly Span[]): Span[] =>
  spans
    .filter((span) => span.start < end && span.end > start)
    .map((span) => ({ start: Math.max(span.start, start), end: Math.min(span.end, end) }));
