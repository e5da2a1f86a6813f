import { createInflater } from '../codec/websocket/deflate.ts';
import {
  createHead,
  hasRsv1,
  isControl,
  isFinal,
  opcodeOf,
  readHead,
} from '../codec/websocket/layout.ts';
import { MOST_INFLATED, payloadOf } from '../codec/websocket/message.ts';
import { concat } from '../codec/bytes.ts';
import type { FrameStream } from './frame-chain.ts';

/** What is assumed of a direction where nobody saw what was agreed on: the defaults of RFC 7692 §7.1. */
export const ASSUMED = { windowBits: 15, noContextTakeover: false };

/** Frames looked at, and compressed messages tried. */
const MOST_FRAMES = 512;
const MOST_TRIED = 8;

/**
 * Where the first message with RSV1 begins, if such messages look compressed: none of the first few is anything but
 * DEFLATE. Their window is not known, so that one may refer to what nobody saw. -1 where none do. RFC 7692 §6
 */
export function findCompressed(stream: FrameStream, at: number): number {
  let first = -1;
  let tried = 0;
  for (const { at: start, payload } of markedMessages(stream, at)) {
    const inflater = createInflater(ASSUMED, MOST_INFLATED, {
      window: new Uint8Array(),
      lost: true,
    });
    const inflated = inflater.inflate(payload);
    if (!inflated.ok && inflated.fault === 'not-deflate') return -1;
    if (first < 0) first = start;
    if (++tried === MOST_TRIED) break;
  }
  return first;
}

interface Marked {
  readonly at: number;
  readonly payload: Uint8Array;
}

/** Whole messages whose first frame has RSV1, up to what was not captured. */
function* markedMessages({ bytes, captured }: FrameStream, from: number): Generator<Marked, void> {
  const head = createHead();
  const until = captured.runEnd(from);
  let open: { at: number; parts: Uint8Array[] } | null = null;
  let at = from;
  for (let frames = 0; frames < MOST_FRAMES && readHead(bytes, at, until, head); frames++) {
    const next = head.payloadAt + head.payloadLength;
    if (next > until) return;
    if (!isControl(opcodeOf(head.b0))) {
      if (opcodeOf(head.b0) !== 0) open = hasRsv1(head.b0) ? { at, parts: [] } : null;
      open?.parts.push(payloadOf(bytes, at));
      if (open !== null && isFinal(head.b0)) yield { at: open.at, payload: concat(open.parts) };
      if (isFinal(head.b0)) open = null;
    }
    at = next;
  }
}
