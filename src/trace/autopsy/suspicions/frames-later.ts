import { capturedOf } from '../../captured.ts';
import { findFrames, KNOWN_BITS } from '../../frame-search.ts';
import type { Strand } from '../strand.ts';
import { at, proposal, type Suspicion } from '../suspicion.ts';

/** What stands before the first frame: the end of one whose beginning is missing, or nothing of a frame at all. */
export const framesLater: Suspicion = {
  id: 'frames-later',
  prior: 3,
  *propose(strand) {
    const offset = firstFrame(strand);
    // Each offset tried could have fitted by chance.
    if (offset > 0) {
      const own = -2 * Math.log2(offset);
      yield proposal(
        at(strand, (bytes) => bytes.subarray(offset)),
        { args: [offset], own },
      );
    }
  },
};

function firstFrame({ bytes, direction }: Strand): number {
  const side = direction ?? 'server-to-client';
  const stream = {
    bytes,
    captured: capturedOf([], side, bytes.length),
    sender: direction === null ? null : direction === 'client-to-server' ? 'client' : 'server',
    deflate: true,
    transferFrom: () => bytes.length,
  } as const;
  return findFrames(stream, 1, bytes.length, KNOWN_BITS);
}
