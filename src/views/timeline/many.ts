/** So many in one mark make it as long as it can be. */
const MOST = 10_000;
const SHORTEST = 0.12;

/** From the shortest to the whole, by the logarithm. */
function shareOf(count: number): number {
  const [least, most] = [Math.log1p(1), Math.log1p(MOST)];
  const part = (Math.log1p(Math.max(1, Math.min(count, MOST))) - least) / (most - least);
  return SHORTEST + part * (1 - SHORTEST);
}

/** How long a mark for `count` things is, of at most `room` pixels, so that ten and ten thousand differ. */
export const widthOfMany = (count: number, room: number): number =>
  Math.round(shareOf(count) * room);
