import { bisectLeft } from 'd3-array';
import type { LaneIndex } from './lane-index.ts';

/** Every lane gets the same news, so one tells of all; a capture has transfers only. */
function tellingLane(lanes: readonly LaneIndex[]) {
  const news = lanes.find(({ layers }) => layers.born.intervals.length > 0);
  return news
    ? [news.layers.born.intervals]
    : lanes.flatMap(({ arrows }) => Object.values(arrows).map(({ intervals }) => intervals));
}

/** How much happens along the whole time, in `buckets` parts, each the share of the fullest. */
export function densityOf(lanes: readonly LaneIndex[], end: number, buckets: number): number[] {
  const told = tellingLane(lanes).map(({ starts }) => starts);
  const counts = Array.from({ length: buckets }, () => 0);
  if (!(end > 0)) return counts;
  for (const starts of told) {
    let before = 0;
    for (let i = 0; i < buckets; i++) {
      const upTo =
        i + 1 === buckets ? starts.length : bisectLeft(starts, ((i + 1) / buckets) * end);
      counts[i]! += upTo - before;
      before = upTo;
    }
  }
  const most = Math.max(...counts, 1);
  return counts.map((count) => count / most);
}

const short = (value: number): string => String(Math.round(value * 100) / 100);

/** The outline of a density in steps, `width` by `height`, standing on the bottom. */
export function densityPath(shares: readonly number[], width: number, height: number): string {
  if (shares.length === 0) return '';
  const steps = shares.map(
    (share, i) => `V${short(height - share * height)}H${short(((i + 1) / shares.length) * width)}`,
  );
  return `M0,${short(height)}${steps.join('')}V${short(height)}Z`;
}
