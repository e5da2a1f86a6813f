import { uint32 } from '../codec/bytes.ts';
import { hasRsv1, isFinal, isMasked } from '../codec/websocket/layout.ts';
import type { MessageReader } from '../codec/websocket/message-reader.ts';
import { payloadStart, presentLength, startsMessage } from '../codec/websocket/message.ts';
import { NO_MESSAGE } from '../codec/websocket/rules.ts';
import { holds, type Searcher } from './find-bytes.ts';
import type { Side } from './side.ts';

/** Bytes of a payload looked at between two pauses: a few milliseconds. */
const WINDOW = 1 << 20;

/**
 * Looks into the payloads of one direction, frame after frame. What lies across the fragments of a message is found
 * where it begins; what a compressed message says is found at its first frame.
 */
export interface PayloadSearch {
  /** Bytes looked at so far. */
  readonly looked: number;
  look(frame: number): void;
  /** The same with pauses, at each of which it tells that no whole frame is done. */
  lookInSteps(frame: number): Generator<0, void>;
}

/** `reader` inflates compressed messages; without one they are looked at as they travelled. */
export function createPayloadSearch(
  { bytes, frames, deflate, losses }: Side,
  createSearcher: () => Searcher,
  reader: MessageReader | null,
  mark: (frame: number) => void,
): PayloadSearch {
  const ofMessage = createSearcher();
  const ofFrame = createSearcher();
  /** The fragments of the open message, and where each begins in it. */
  let fragments: { readonly frame: number; readonly at: number }[] = [];
  let inflated = NO_MESSAGE;
  let looked = 0;

  const isFragment = (frame: number) =>
    frames.message[frame] !== NO_MESSAGE &&
    !(startsMessage(frames, frame) && isFinal(frames.head[frame]! >> 8));

  const isCompressed = (frame: number) =>
    reader !== null &&
    deflate !== null &&
    startsMessage(frames, frame) &&
    hasRsv1(frames.head[frame]! >> 8);

  /** Begins a frame: null where there is nothing to look at in it. */
  function begin(frame: number): Searcher | null {
    const message = isCompressed(frame) ? reader!.read(frame) : null;
    if (message !== null) {
      inflated = frames.message[frame]!;
      looked += message.payload.length;
      if (holds(ofMessage, message.payload)) mark(frame);
      return null;
    }
    if (!isFragment(frame)) {
      ofFrame.begin();
      return ofFrame;
    }
    if (frames.message[frame] === inflated) return null;
    if (startsMessage(frames, frame)) {
      ofMessage.begin();
      fragments = [];
    }
    const last = fragments.at(-1);
    const at = last === undefined ? 0 : last.at + presentLength(bytes, frames, last.frame);
    fragments.push({ frame, at });
    return ofMessage;
  }

  /** Looks at a part of a payload; false where the rest of it does not matter any more. */
  function lookAt(searcher: Searcher, frame: number, from: number, to: number): boolean {
    const start = payloadStart(frames, frame);
    const masked = isMasked(frames.head[frame]! & 0xff);
    const key = masked ? swapped(uint32(bytes, start - 4)) : 0;
    const known = losses.payloads.get(frame)?.from ?? to;
    const end = start + Math.min(to, known);
    looked += to - from;
    for (let at = start + from; ;) {
      at = masked ? searcher.nextMasked(bytes, at, end, start, key) : searcher.next(bytes, at, end);
      if (at < 0 && known < to) searcher.begin();
      if (at < 0) return known >= to;
      if (searcher === ofFrame) {
        mark(frame);
        return false;
      }
      mark(fragmentAt(fragments.at(-1)!.at + at - start - searcher.length));
    }
  }

  const fragmentAt = (at: number): number =>
    fragments.findLast((fragment) => fragment.at <= at)!.frame;

  return {
    get looked() {
      return looked;
    },
    look(frame) {
      const searcher = begin(frame);
      if (searcher !== null) lookAt(searcher, frame, 0, presentLength(bytes, frames, frame));
    },
    *lookInSteps(frame) {
      const searcher = begin(frame);
      if (searcher === null) return;
      const length = presentLength(bytes, frames, frame);
      for (let at = 0; at < length; at += WINDOW) {
        if (!lookAt(searcher, frame, at, Math.min(at + WINDOW, length))) return;
        yield 0;
      }
    },
  };
}

/** Byte order turned round: a key as a little-endian word. */
const swapped = (word: number): number =>
  (word >>> 24) | ((word >>> 8) & 0xff00) | ((word << 8) & 0xff_0000) | (word << 24);
