import { bisectLeft } from 'd3-array';
import { area, curveStep } from 'd3-shape';
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

/** The outline of a density, `width` by `height`, standing on the bottom. */
export const densityPath = (shares: readonly number[], width: number, height: number): string =>
  area<number>()
    .x((_, i) => ((i + 0.5) / shares.length) * width)
    .y0(height)
    .y1((share) => height - share * height)
    .curve(curveStep)([...shares]) ?? '';
