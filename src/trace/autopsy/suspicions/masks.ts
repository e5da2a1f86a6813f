import { isMasked, MASK, maskOf } from '../../../codec/websocket/layout.ts';
import { mask } from '../../../codec/websocket/mask.ts';
import { rewriteFrames, type RewriteFrame } from '../rewrite.ts';
import { proposal, type Suspicion, type Treatment } from '../suspicion.ts';

const KEY_LENGTH = 4;

/** The payload is masked once more with the key of its frame: RFC 6455 §5.3. What was masked twice is in the clear too. */
const maskPayload: RewriteFrame = (bytes, { at, maskAt, payloadAt, payloadLength }, out, to) => {
  const end = Math.min(payloadAt + payloadLength, bytes.length);
  out.set(bytes.subarray(at, payloadAt), to);
  const payload = bytes.subarray(payloadAt, end);
  const key = bytes.subarray(maskAt, maskAt + KEY_LENGTH);
  out.set(maskAt < 0 ? payload : mask(payload, key), to + payloadAt - at);
  return { from: end, to: to + end - at };
};

/** A tool showed payloads unmasked, and left MASK and key as they were. */
export const payloadUnmasked: Suspicion = {
  id: 'payload-unmasked',
  prior: 2,
  *propose({ bytes, direction }) {
    if (bytes.length < 2 || !isMasked(bytes[1]!)) return;
    const treat: Treatment = function* (all) {
      return [{ direction, bytes: yield* rewriteFrames(all, maskPayload) }];
    };
    yield proposal(treat);
  },
};

/** The MASK bit is set, as the key behind the length asks for: RFC 6455 §5.2. */
const setMask: RewriteFrame = (bytes, { at, b1, payloadAt, payloadLength }, out, to) => {
  if (isMasked(b1)) return null;
  const end = Math.min(payloadAt + KEY_LENGTH + payloadLength, bytes.length);
  out.set(bytes.subarray(at, end), to);
  out[to + 1] = b1 | maskOf(MASK);
  return { from: end, to: to + end - at };
};

/** A sender masked its payloads and did not say so. */
export const maskBitLost: Suspicion = {
  id: 'mask-bit-lost',
  prior: 5,
  *propose({ bytes, direction }) {
    if (bytes.length < 2 || isMasked(bytes[1]!)) return;
    const whose = direction === null ? 'client-to-server' : direction;
    const treat: Treatment = function* (all) {
      return [{ direction: whose, bytes: yield* rewriteFrames(all, setMask) }];
    };
    yield proposal(treat);
  },
};
