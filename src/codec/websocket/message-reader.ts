import { createInflater, type Checkpoint, type DeflateSide, type Inflater } from './deflate.ts';
import { hasRsv1, opcodeOf } from './layout.ts';
import {
  framesOf,
  isWhole,
  joinPayloads,
  kindOf,
  MOST_INFLATED,
  startsMessage,
  type Message,
} from './message.ts';
import type { FrameIndex } from './scan.ts';

/** Messages of one direction, at will; what a compressed one needs of those before it is inflated behind the scenes. */
export interface MessageReader {
  /** The message that begins at frame `first`; null where its opcode is reserved. */
  read(first: number): Message | null;
}

/** A checkpoint holds up to 32 KiB: with so many, a direction keeps at most 8 MiB. */
export const MOST_CHECKPOINTS = 256;

/** Compressed messages between two checkpoints at first; twice as many each time there are too many checkpoints. */
const FIRST_SPACING = 64;

interface Saved {
  /** The first frame whose message the checkpoint does not hold. */
  readonly next: number;
  readonly checkpoint: Checkpoint;
}

/**
 * Reads the messages of one direction. With context takeover the window of a message holds the ones before it,
 * RFC 7692 §7.2.1: reading starts from the nearest checkpoint before, not from the beginning.
 */
export function createMessageReader(
  bytes: Uint8Array,
  index: FrameIndex,
  side: DeflateSide | null,
  most = MOST_INFLATED,
): MessageReader {
  let inflater: Inflater | null = null;
  /** The first frame whose message the window does not hold yet. */
  let next = 0;
  let saved: Saved[] = [];
  let spacing = FIRST_SPACING;
  let sinceSaved = 0;

  const isCompressed = (first: number) => side !== null && hasRsv1(index.head[first]! >> 8);

  function inflaterAt(side: DeflateSide, first: number): Inflater {
    if (side.noContextTakeover) return createInflater(side, most);
    const before = saved.findLast((point) => point.next <= first);
    if (inflater === null || first < next || (before !== undefined && before.next > next)) {
      inflater = createInflater(side, most, before?.checkpoint);
      next = before?.next ?? 0;
    }
    for (; next < first; next++) {
      if (!startsMessage(index, next) || !isCompressed(next)) continue;
      const frames = framesOf(index, next);
      inflater.inflate(joinPayloads(bytes, index, frames), isWhole(bytes, index, frames.at(-1)!));
      remember(inflater, next + 1);
    }
    return inflater;
  }

  function remember(inflater: Inflater, after: number): void {
    if (after <= (saved.at(-1)?.next ?? 0)) return;
    if (++sinceSaved < spacing) return;
    sinceSaved = 0;
    saved.push({ next: after, checkpoint: inflater.save() });
    if (saved.length <= MOST_CHECKPOINTS) return;
    saved = saved.filter((_, i) => i % 2 === 1);
    spacing *= 2;
  }

  function read(first: number): Message | null {
    const kind = kindOf(opcodeOf(index.head[first]! >> 8));
    if (kind === null) return null;
    const frames = framesOf(index, first);
    const joined = joinPayloads(bytes, index, frames);
    const complete = isWhole(bytes, index, frames.at(-1)!);
    const wireLength = joined.length;
    if (side === null || !isCompressed(first)) {
      return {
        kind,
        frames,
        compressed: false,
        wireLength,
        joined,
        payload: joined,
        fault: null,
        inflation: null,
        complete,
      };
    }
    const inflater = inflaterAt(side, first);
    const historyLength = inflater.history;
    const inflated = inflater.inflate(joined, complete);
    if (!side.noContextTakeover) {
      next = first + 1;
      remember(inflater, next);
    }
    return {
      kind,
      frames,
      compressed: true,
      wireLength,
      joined,
      payload: inflated.bytes,
      fault: inflated.ok ? null : inflated.fault,
      inflation: { inflated, historyLength },
      complete,
    };
  }

  return { read };
}
