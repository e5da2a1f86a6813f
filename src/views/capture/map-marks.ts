import type { ConversationMap } from '../../trace/conversation-map.ts';

/** The map is drawn on a field so wide: bytes up to the left of the middle, bytes down to the right. */
export const MAP_WIDTH = 36;
const MIDDLE = MAP_WIDTH / 2;
/** Room at both edges: problems on the left, matches on the right. */
const EDGE = 7;
const MOST = MIDDLE - EDGE - 1;
/** A tick is seen however many buckets there are. */
const TICK = 3;
/** Longest bars are those of so many buckets in a hundred: one huge frame leaves the others to be seen. */
const LONGEST = 0.02;

/** The map as paths of a drawing: x from 0 to `MAP_WIDTH`, a unit of y for a bucket. */
export interface MapMarks {
  readonly buckets: number;
  readonly up: string;
  readonly down: string;
  readonly errors: string;
  readonly warnings: string;
}

/** A bucket of few bytes is seen beside one of many: lengths go by the square root. */
export function marksOf({ up, down, worst }: ConversationMap): MapMarks {
  const large = Math.max(largeOf(up), largeOf(down));
  const length = (bytes: number) =>
    Math.max(Math.sqrt(Math.min(bytes / large, 1)) * MOST, 1).toFixed(1);
  const drawn = (buckets: ArrayLike<number>, bar: (value: number, y: number) => string) =>
    Array.from(buckets, (value, y) => (value === 0 ? '' : bar(value, y))).join('');
  const tick = (level: number) =>
    drawn(worst, (value, y) => (value === level ? `M0 ${y}h${EDGE - 1}v${TICK}H0z` : ''));
  return {
    buckets: up.length,
    up: drawn(up, (bytes, y) => `M${MIDDLE} ${y}h-${length(bytes)}v1H${MIDDLE}z`),
    down: drawn(down, (bytes, y) => `M${MIDDLE} ${y}h${length(bytes)}v1H${MIDDLE}z`),
    errors: tick(2),
    warnings: tick(1),
  };
}

function largeOf(buckets: Uint32Array): number {
  const sorted = Uint32Array.from(buckets).sort();
  return Math.max(sorted[Math.floor(sorted.length * (1 - LONGEST))] ?? 0, 1);
}

/** The buckets that hold a match; `place` says how many matches are before a row. */
export function matchMarks(map: ConversationMap, place: (row: number) => number): string {
  let path = '';
  let before = 0;
  for (let y = 0; y < map.up.length; y++) {
    const until = place(Math.ceil((y + 1) * map.rows));
    if (until > before) path += `M${MAP_WIDTH - EDGE + 1} ${y}h${EDGE - 1}v${TICK}h-${EDGE - 1}z`;
    before = until;
  }
  return path;
}

/** Where in the conversation buckets are, as the percentage of the way, the first few. */
export function placesOf(map: ConversationMap, level: 1 | 2, most: number): readonly number[] {
  const places: number[] = [];
  for (let bucket = 0; bucket < map.worst.length && places.length < most; bucket++) {
    const percent = Math.round((bucket / map.worst.length) * 100);
    if (map.worst[bucket] === level && places.at(-1) !== percent) places.push(percent);
  }
  return places;
}

/** The bucket with the most bytes, as the percentage of the way; null where there are none. */
export function busiestOf({ up, down }: ConversationMap): number | null {
  let most = 0;
  let at: number | null = null;
  for (let bucket = 0; bucket < up.length; bucket++) {
    const bytes = up[bucket]! + down[bucket]!;
    if (bytes <= most) continue;
    most = bytes;
    at = bucket;
  }
  return at === null ? null : Math.round((at / up.length) * 100);
}
