import { concat } from '../../../codec/bytes.ts';
import { createHead, readHead } from '../../../codec/websocket/layout.ts';
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
      // A length that leads beyond the bytes confirms nothing.
      if (!holdsFrame(concat([head, strand.bytes.subarray(0, MOST_HEAD)]), strand.bytes.length))
        continue;
      yield proposal(
        at(strand, (bytes) => concat([head, bytes])),
        { args: [lost.length], own: -FINAL_BITS },
      );
    }
  },
};

/** The longest header: RFC 6455 §5.2. */
const MOST_HEAD = 14;

/** Whether the first frame ends within so many bytes, those put before them included. */
function holdsFrame(beginning: Uint8Array, length: number): boolean {
  const head = createHead();
  if (!readHead(beginning, 0, beginning.length, head)) return false;
  return (
    head.payloadAt + head.payloadLength <= length + beginning.length - Math.min(length, MOST_HEAD)
  );
}
