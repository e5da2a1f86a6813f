import { concat } from '../../../codec/bytes.ts';
import { FINAL_BITS } from '../../frame-chain.ts';
import { FRAME_ERRORS } from '../../problems.ts';
import type { Strand } from '../strand.ts';
import { at, proposal, type Suspicion } from '../suspicion.ts';
import { walkFrames } from '../walk.ts';

/** First bytes that frames begin with, and the marks of a longer length: what is easily lost. */
const LOST = [[0x81], [0x82], [0x81, 0x7e], [0x82, 0x7e], [0x81, 0xfe], [0x82, 0xfe]];

/** The first one or two bytes were not copied. What is put before them is a guess, and weighs nothing. */
export const headMissing: Suspicion = {
  id: 'head-missing',
  prior: 2,
  *propose(strand) {
    const { bytes, direction } = strand;
    for (const lost of LOST) {
      const head = Uint8Array.from(lost);
      if (!leadsOn({ direction, bytes: concat([head, bytes]) })) continue;
      yield proposal(
        at(strand, (all) => concat([head, all])),
        { args: [lost.length], own: -FINAL_BITS },
      );
    }
  },
};

/**
 * Whether the length that was there leads to the end, or to a header that may be one. Any letter of a text would do
 * for a length, and the rest of the text for a payload.
 */
function leadsOn(strand: Strand): boolean {
  const frames = walkFrames(strand, 0);
  const first = frames.next();
  if (first.done === true || first.value.end > strand.bytes.length) return false;
  if (first.value.end === strand.bytes.length) return true;
  const second = frames.next();
  return second.done !== true && (second.value.verdict & FRAME_ERRORS) === 0;
}
