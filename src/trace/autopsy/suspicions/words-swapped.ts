import { mapBytes } from '../regroup.ts';
import { proposal, type Suspicion, type Treatment } from '../suspicion.ts';

const SIZES = [2, 4];

/** A dump showed numbers of two or four bytes, the lower byte first. */
export const wordsSwapped: Suspicion = {
  id: 'words-swapped',
  prior: 3,
  *propose({ direction }) {
    for (const size of SIZES) {
      const treat: Treatment = function* (bytes) {
        const whole = bytes.length - (bytes.length % size);
        // XOR with size - 1 turns the places within a word round.
        const swapped = yield* mapBytes(
          bytes.length,
          (i) => bytes[i < whole ? i ^ (size - 1) : i]!,
        );
        return [{ direction, bytes: swapped }];
      };
      yield proposal(treat, { args: [8 * size] });
    }
  },
};
