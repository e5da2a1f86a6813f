import { finish } from '../../../codec/finish.ts';
import { proposal, type Suspicion, type Treatment } from '../suspicion.ts';

/** That every byte is a letter of the notation says so much for it, and no more. */
const MOST = 48;

/** The bytes are the letters of a notation: digits of hex, base64, a dump. They are read as what is dropped is read. */
export const textOfBytes: Suspicion = {
  id: 'text-of-bytes',
  prior: 3,
  *propose({ bytes, direction }, { readText }) {
    if (finish(readText(bytes)) === null) return;
    const treat: Treatment = function* (all) {
      return ((yield* readText(all)) ?? []).map((strand) => ({
        ...strand,
        direction: strand.direction ?? direction,
      }));
    };
    yield proposal(treat, { own: Math.min(bytes.length, MOST) });
  },
};
