import {
  createInflater,
  type Checkpoint,
  type DeflateSide,
  type Inflated,
  type Inflater,
} from './deflate.ts';
import { hasRsv1, opcodeOf } from './layout.ts';
import { NOTHING_LOST, type Losses } from './losses.ts';
import {
  framesOf,
  isWhole,
  joinPayloads,
  kindOf,
  MOST_INFLATED,
  presentLength,
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

const ALL_KNOWN = { known: Infinity, missing: 0 };

interface Saved {
  /** The first frame whose message the checkpoint does not hold. */
  readonly next: number;
  readonly checkpoint: Checkpoint;
}

/** What there is of a message. */
interface Gathered {
  /** Unmasked and joined, up to the first byte that was not captured. */
  readonly joined: Uint8Array;
  /** Bytes that were. */
  readonly wireLength: number;
  readonly missing: number;
  readonly complete: boolean;
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
  losses: Losses = NOTHING_LOST,
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
      if (losses.before.has(next)) inflater.lose();
      if (!startsMessage(index, next) || !isCompressed(next)) continue;
      inflateNext(inflater, gather(framesOf(index, next)));
      remember(inflater, next + 1);
    }
    if (losses.before.has(first)) inflater.lose();
    return inflater;
  }

  function inflateNext(inflater: Inflater, { joined, complete, missing }: Gathered): Inflated {
    const inflated = inflater.inflate(joined, complete);
    if (missing > 0) inflater.lose();
    return inflated;
  }

  function gather(frames: readonly number[]): Gathered {
    const all = joinPayloads(bytes, index, frames);
    const { known, missing } = losses.payloads.size === 0 ? ALL_KNOWN : knownPart(frames);
    return {
      joined: missing === 0 ? all : all.subarray(0, known),
      wireLength: all.length - missing,
      missing,
      complete: missing === 0 && isWhole(bytes, index, frames.at(-1)!),
    };
  }

  /** How many bytes come before the first that is missing, and how many are missing in all. */
  function knownPart(frames: readonly number[]): { known: number; missing: number } {
    let before = 0;
    let known = Infinity;
    let missing = 0;
    for (const frame of frames) {
      const part = losses.payloads.get(frame);
      if (part !== undefined) {
        known = Math.min(known, before + part.from);
        missing += part.length;
      }
      before += presentLength(bytes, index, frame);
    }
    return { known, missing };
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
    const gathered = gather(frames);
    const { joined, wireLength, missing, complete } = gathered;
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
        missing,
        complete,
      };
    }
    const inflater = inflaterAt(side, first);
    const historyLength = inflater.history;
    const inflated = inflateNext(inflater, gathered);
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
      missing,
      complete,
    };
  }

  return { read };
}
