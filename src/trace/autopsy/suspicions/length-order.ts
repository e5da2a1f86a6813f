import { uint16 } from '../../../codec/bytes.ts';
import type { FrameHead } from '../../../codec/websocket/layout.ts';
import { rewriteFrames, type RewriteFrame } from '../rewrite.ts';
import { proposal, type Suspicion, type Treatment } from '../suspicion.ts';

/** Where the extended length begins: RFC 6455 §5.2. */
const LENGTH_AT = 2;

/** The length read from its last byte to its first; that of any other frame as it is. */
function swappedLength(bytes: Uint8Array, { at, extended, payloadLength }: FrameHead): number {
  const from = at + LENGTH_AT;
  if (extended === 0) return payloadLength;
  if (extended === 16) return ((uint16(bytes, from) & 0xff) << 8) | bytes[from]!;
  return Number(new DataView(bytes.buffer, bytes.byteOffset + from, 8).getBigUint64(0, true));
}

const swapLength: RewriteFrame = (bytes, head, out, to) => {
  const { at, extended, payloadAt } = head;
  const end = Math.min(payloadAt + swappedLength(bytes, head), bytes.length);
  out.set(bytes.subarray(at, end), to);
  const length = bytes.slice(at + LENGTH_AT, at + LENGTH_AT + extended / 8);
  out.set(length.toReversed(), to + LENGTH_AT);
  return { from: end, to: to + end - at };
};

/** A sender wrote lengths as its processor has them: the standard wants network byte order, RFC 6455 §5.2. */
export const lengthOrder: Suspicion = {
  id: 'length-order',
  prior: 5,
  *propose({ bytes, direction }) {
    const treat: Treatment = function* (all) {
      return [{ direction, bytes: yield* rewriteFrames(all, swapLength) }];
    };
    if (bytes.length > LENGTH_AT) yield proposal(treat);
  },
};
