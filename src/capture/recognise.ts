import type { InputKind } from '../trace/input.ts';
import type { Fit, Format, Recognition } from './formats/format.ts';
import { FORMATS } from './formats/index.ts';
import type { Passage } from './text/lines.ts';

export interface Candidate extends Recognition {
  readonly format: Format;
}

const RANK: Record<Fit, number> = { certain: 0, likely: 1, poor: 2 };

/** The formats that fit, the best first; equal ones in the order of the table. */
export function candidatesFor(passages: readonly Passage[]): Candidate[] {
  const sample = sampleOf(passages);
  return FORMATS.flatMap((format) => {
    const recognition = format.recognise(sample);
    return recognition === null ? [] : [{ format, ...recognition }];
  }).toSorted((a, b) => RANK[a.fit] - RANK[b.fit]);
}

export const formatOf = (kind: InputKind): Format | undefined =>
  FORMATS.find((format) => format.kind === kind);

/** A notation shows in so many characters, or never: so recognising takes no longer for a longer text. */
const SAMPLE = 1 << 16;
const MOST_PASSAGES = 1000;

/** The first passages, the last of them cut after a line or, where it is one line, after a multiple of 4 characters. */
function sampleOf(passages: readonly Passage[]): readonly Passage[] {
  const sample: Passage[] = [];
  let room = SAMPLE;
  for (const passage of passages) {
    if (room === 0 || sample.length === MOST_PASSAGES) break;
    const whole = passage.end - passage.start <= room;
    sample.push(whole ? passage : { ...passage, end: cutAt(passage, room) });
    room = whole ? room - (passage.end - passage.start) : 0;
  }
  return sample;
}

function cutAt({ text, start }: Passage, room: number): number {
  const broken = Math.max(
    text.lastIndexOf('\n', start + room - 1),
    text.lastIndexOf('\r', start + room - 1),
  );
  return broken > start ? broken + 1 : start + room - (room % 4);
}
