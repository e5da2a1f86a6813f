/** Numbers in [0, 1), the same for the same seed. */
export type Random = () => number;

/** Mulberry32: 32 bits of state, no two streams alike for seeds that differ. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b_79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What chance is for: a stream each, so that changing one parameter does not reshuffle the others. Append only. */
export const PURPOSES = [
  'news',
  'jitter',
  'loss',
  'masking-key',
  'handshake-key',
  'messages',
  'backoff',
] as const;

export type Purpose = (typeof PURPOSES)[number];

/** The stream of a purpose: of the seed plus its place. */
export const streamFor = (seed: number, purpose: Purpose): Random =>
  createRandom(seed + PURPOSES.indexOf(purpose));
