import type { Gathered } from './intervals.ts';

/** Stretches of time as they are found, in any order. */
export interface Gathering extends Gathered {
  push(start: number, end: number, ...values: number[]): void;
}

export function createGathering(width: number): Gathering {
  const starts: number[] = [];
  const ends: number[] = [];
  const columns = Array.from({ length: width }, (): number[] => []);
  return {
    starts,
    ends,
    columns,
    push(start, end, ...values) {
      starts.push(start);
      ends.push(end);
      for (let i = 0; i < width; i++) columns[i]!.push(values[i]!);
    },
  };
}
