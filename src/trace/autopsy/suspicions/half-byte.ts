import { mapBytes } from '../regroup.ts';
import { proposal, type Suspicion, type Treatment } from '../suspicion.ts';

/** The digit that most frames begin with: FIN alone. */
const FINAL = 0x8;

/** A digit was lost, or one too many was taken, and every byte is two halves of others. */
export const halfByte: Suspicion = {
  id: 'half-byte',
  prior: 4,
  *propose({ direction }) {
    const lost: Treatment = function* (bytes) {
      const shifted = yield* mapBytes(
        bytes.length,
        (i) => ((i === 0 ? FINAL : bytes[i - 1]! & 0xf) << 4) | (bytes[i]! >> 4),
      );
      return [{ direction, bytes: shifted }];
    };
    const surplus: Treatment = function* (bytes) {
      const shifted = yield* mapBytes(
        Math.max(bytes.length - 1, 0),
        (i) => ((bytes[i]! & 0xf) << 4) | (bytes[i + 1]! >> 4),
      );
      return [{ direction, bytes: shifted }];
    };
    // The digit put before them is a guess: FIN, and no reserved bit.
    yield proposal(lost, { args: ['lost'], own: -4 });
    yield proposal(surplus, { args: ['surplus'] });
  },
};
