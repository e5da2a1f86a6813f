import { opposite } from '../../trace.ts';
import { proposal, type Suspicion, type Treatment } from '../suspicion.ts';

/** The bytes are the other side's: a client masks every frame, a server none. RFC 6455 §5.1 */
export const otherDirection: Suspicion = {
  id: 'other-direction',
  // One frame with a wrong MASK bit is a fault of its own, not a mistake about all of them.
  prior: 14,
  *propose({ direction }) {
    if (direction === null) return;

    const treat: Treatment = function* (bytes) {
      return [{ direction: opposite(direction), bytes }];
    };
    yield proposal(treat, { args: [direction] });
  },
};
