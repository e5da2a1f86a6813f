import { createRandom } from '../../simulation/random.ts';

/** The places of `count` things, mixed the same way each time; never as they stand where there is more than one. */
export function shuffled(count: number): number[] {
  const places = Array.from({ length: count }, (_, i) => i);
  let seed = count * 7919 + 17;
  for (let i = count - 1; i > 0; i--) {
    seed = (seed * 1103515245 + 12345) % 0x8000_0000;
    const j = seed % (i + 1);
    [places[i], places[j]] = [places[j]!, places[i]!];
  }
  return places.every((place, i) => place === i)
    ? [...places.slice(1), ...places.slice(0, 1)]
    : places;
}

/** The places of `count` things, mixed by what is asked: the right answer stands anywhere, and always there. */
export function shuffledBy(text: string, count: number): number[] {
  let seed = 0;
  for (const character of text) seed = (Math.imul(seed, 31) + character.codePointAt(0)!) >>> 0;
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, place) => ({ place, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ place }) => place);
}
