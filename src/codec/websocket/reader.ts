import { concat } from '../bytes.ts';
import { decodeFrame, type FrameFields } from './encode.ts';
import { createHead, readHead } from './layout.ts';

/** Frames from bytes that arrive in pieces, cut anywhere. */
export interface FrameReader {
  /** Takes the next bytes and gives the frames they complete. */
  push(bytes: Uint8Array): FrameFields[];
  /** Bytes held back because their frame is not complete. */
  readonly pending: number;
}

/** Reads a stream of frames as a receiver does. RFC 6455 §5.2 */
export function createFrameReader(): FrameReader {
  const head = createHead();
  let parts: Uint8Array[] = [];
  let pending = 0;
  /** Bytes that must be there before another look is worth it: keeps the cost linear in the stream. */
  let wanted = 2;

  function push(bytes: Uint8Array): FrameFields[] {
    parts.push(bytes.slice());
    pending += bytes.length;
    if (pending < wanted) return [];
    const held = concat(parts);
    const frames: FrameFields[] = [];
    let offset = 0;
    for (;;) {
      if (!readHead(held, offset, held.length, head)) {
        wanted = Math.min(held.length - offset, 13) + 1;
        break;
      }
      const end = head.payloadAt + head.payloadLength;
      if (end > held.length) {
        wanted = end - offset;
        break;
      }
      frames.push(decodeFrame(held.subarray(offset, end))!);
      offset = end;
    }
    const rest = held.slice(offset);
    parts = rest.length > 0 ? [rest] : [];
    pending = rest.length;
    return frames;
  }

  return {
    push,
    get pending() {
      return pending;
    },
  };
}
