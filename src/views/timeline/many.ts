import { scaleSymlog } from 'd3-scale';

/** So many in one mark make it as long as it can be. */
const MOST = 10_000;
const share = scaleSymlog().domain([1, MOST]).range([0.12, 1]).clamp(true);

/** How long a mark for `count` things is, of at most `room` pixels: by the logarithm, so that ten and ten thousand differ. */
export const widthOfMany = (count: number, room: number): number => Math.round(share(count) * room);
