import { concat } from '../../../codec/bytes.ts';
import { FINAL_BITS } from '../../frame-chain.ts';
import { at, proposal, type Suspicion } from '../suspicion.ts';

/** First bytes that frames begin with, and the marks of a longer length: what is easily lost. */
const LOST = [[0x81], [0x82], [0x81, 0x7e], [0x82, 0x7e], [0x81, 0xfe], [0x82, 0xfe]];

/** The first one or two bytes were not copied. What is put before them is a guess, and weighs nothing. */
export const headMissing: Suspicion = {
  id: 'head-missing',
  prior: 2,
  *propose(strand) {
    for (const lost of LOST) {
      const head = Uint8Array.from(lost);
      yield proposal(
        at(strand, (bytes) => concat([head, bytes])),
        { args: [lost.length], own: -FINAL_BITS },
      );
    }
  },
};
