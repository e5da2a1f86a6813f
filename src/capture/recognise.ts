import type { InputKind } from '../trace/input.ts';
import type { Fit, Format, Recognition } from './formats/format.ts';
import { FORMATS } from './formats/index.ts';
import type { Passage } from './text/lines.ts';

export interface Candidate extends Recognition {
  readonly format: Format;
}

const RANK: Record<Fit, number> = { certain: 0, likely: 1, poor: 2 };

/** The formats that fit, the best first; equal ones in the order of the table. */
export const candidatesFor = (passages: readonly Passage[]): Candidate[] =>
  FORMATS.flatMap((format) => {
    const recognition = format.recognise(passages);
    return recognition === null ? [] : [{ format, ...recognition }];
  }).toSorted((a, b) => RANK[a.fit] - RANK[b.fit]);

export const formatOf = (kind: InputKind): Format | undefined =>
  FORMATS.find((format) => format.kind === kind);
