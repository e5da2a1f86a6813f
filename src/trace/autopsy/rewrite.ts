import { createHead, readHead, type FrameHead } from '../../codec/websocket/layout.ts';
import { STRIDE, type Steps } from './suspicion.ts';

/** Writes one frame of `bytes` to `out`, and says where it ended in both; null where it cannot be one. */
export type RewriteFrame = (
  bytes: Uint8Array,
  head: FrameHead,
  out: Uint8Array,
  to: number,
) => { readonly from: number; readonly to: number } | null;

/** Goes from frame to frame and writes each anew, never longer than it was; what is left is copied as it is. */
export function* rewriteFrames(bytes: Uint8Array, rewrite: RewriteFrame): Steps<Uint8Array> {
  const out = new Uint8Array(bytes.length);
  const head = createHead();
  let from = 0;
  let to = 0;
  let paused = 0;
  while (readHead(bytes, from, bytes.length, head)) {
    const next = rewrite(bytes, head, out, to);
    if (next === null || next.from > bytes.length) break;
    ({ from, to } = next);
    if (from - paused >= STRIDE) {
      paused = from;
      yield;
    }
  }
  out.set(bytes.subarray(from), to);
  return out.subarray(0, to + bytes.length - from);
}
