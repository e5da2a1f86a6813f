import { concat } from '../../../codec/bytes.ts';
import {
  beginsWithPreface,
  dataOf,
  http2Frames,
  Http2Type,
  PREFACE,
} from '../../../codec/http2/frame.ts';
import { senseOf } from '../sense.ts';
import { firstOf, LOOKED_AT, type Strand } from '../strand.ts';
import { proposal, type Suspicion, type Treatment } from '../suspicion.ts';

/** A frame of HTTP/2: its type, the reserved bit, a length below 2^14, a stream its type can be on. */
const FRAME_BITS = 11;
/** The preface is more than that. */
const PREFACE_BITS = 60;
const MOST = 80;

/** The streams of HTTP/2, and in one of them perhaps a WebSocket: RFC 8441 §5. */
export const http2: Suspicion = {
  id: 'http2',
  prior: 2,
  *propose(strand) {
    const { bytes, direction } = strand;
    const begun = beginsWithPreface(bytes);
    const at = begun ? PREFACE.length : 0;
    const frames = [...http2Frames(bytes, at)];
    const end = frames.at(-1)?.end ?? at;
    // Frames must go on to the end: a few that are followed by something else are chance.
    const whole = end === bytes.length || (end > bytes.length && bytes.length === LOOKED_AT);
    if (frames.length === 0 || !(whole || begun)) return;
    const own = Math.min((begun ? PREFACE_BITS : 0) + frames.length * FRAME_BITS, MOST);
    const carrier = carrierOf(strand, at);
    const treat: Treatment = function* (all) {
      const data = yield* collect(all, at, carrier ?? 0);
      return [{ direction, bytes: data }];
    };
    yield proposal(carrier === null ? null : treat, {
      args: [frames.length, new Set(frames.map(({ stream }) => stream)).size, carrier ?? 0],
      own,
    });
  },
};

/** The stream whose data make the most sense as frames; null where none makes any. */
function carrierOf({ bytes, direction }: Strand, at: number): number | null {
  const data = new Map<number, Uint8Array[]>();
  for (const frame of http2Frames(bytes, at)) {
    if (frame.type !== Http2Type.data) continue;
    const parts = data.get(frame.stream) ?? [];
    parts.push(dataOf(bytes, frame));
    data.set(frame.stream, parts);
  }
  let best: { readonly stream: number; readonly bits: number } | null = null;
  for (const [stream, parts] of data) {
    const { bits, frames } = senseOf(firstOf({ direction, bytes: concat(parts) }));
    if (frames > 0 && bits > (best?.bits ?? 0)) best = { stream, bits };
  }
  return best?.stream ?? null;
}

/** Frames between two pauses. */
const STEP = 4096;

function* collect(bytes: Uint8Array, at: number, stream: number): Generator<void, Uint8Array> {
  const parts: Uint8Array[] = [];
  let seen = 0;
  for (const frame of http2Frames(bytes, at)) {
    if (frame.type === Http2Type.data && frame.stream === stream) parts.push(dataOf(bytes, frame));
    if (++seen % STEP === 0) yield;
  }
  return concat(parts);
}
