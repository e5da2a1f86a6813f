import type { Gathered } from './intervals.ts';

/** Stretches of time as they are found, in any order. */
export interface Gathering extends Gathered {
  /** As many values as there are columns. */
  push(start: number, end: number, a: number, b: number, c?: number, d?: number): void;
}

export function createGathering(width: number): Gathering {
  const starts: number[] = [];
  const ends: number[] = [];
  const columns = Array.from({ length: width }, (): number[] => []);
  const [first, second, third, fourth] = columns;
  return {
    starts,
    ends,
    columns,
    // Without a list of values: this runs for every transfer.
    push(start, end, a, b, c = 0, d = 0) {
      starts.push(start);
      ends.push(end);
      first?.push(a);
      second?.push(b);
      third?.push(c);
      fourth?.push(d);
    },
  };
}
