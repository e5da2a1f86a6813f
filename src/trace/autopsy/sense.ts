import {
  hasRsv1,
  isFinal,
  Opcode,
  opcodeOf,
  type Extended,
  type FrameHead,
} from '../../codec/websocket/layout.ts';
import { payloadOf } from '../../codec/websocket/message.ts';
import { FINAL_BITS, isDeflate, LANDING_BITS, weighClose } from '../frame-chain.ts';
import { FRAME_ERRORS } from '../problems.ts';
import type { Strand } from './strand.ts';
import { TEXT_LOOKED_AT, weighText } from './text-weight.ts';
import { skipHeads, walkFrames, type Step } from './walk.ts';

/** How much sense bytes make as HTTP and frames, and what says so. */
export interface Sense {
  /** What speaks for it, in bits; below 0 where more speaks against it. */
  readonly bits: number;
  /** HTTP heads at the beginning. */
  readonly heads: number;
  /** Frames that break no rule of the header. */
  readonly frames: number;
  /** Texts among them that are UTF-8 and readable. */
  readonly texts: number;
  /** Frames that break one, or whose text is none. */
  readonly faults: number;
  /** Bytes of heads and of frames without fault. */
  readonly explained: number;
  readonly total: number;
  /** Whether the last frame ends just where the bytes do. */
  readonly lands: boolean;
}

/** A frame of a conversation seldom breaks a rule: so seldom, in bits. */
const FAULT_BITS = 8;
/** A legal first byte without FIN: five of 256, and the MASK bit. */
const FRAGMENT_BITS = 3;
/** An HTTP head, which begins with words. RFC 9112 §3, §4 */
const HEAD_BITS = 40;
/** What the end of a frame says that ends with the bytes: the longer its length could have been, the more. */
const LANDINGS: Readonly<Record<Extended, number>> = { 0: LANDING_BITS, 16: 13, 64: 20 };
/** All of the bytes unexplained cost so much. */
const UNEXPLAINED_BITS = 16;
/** Behind so many faults nothing is looked at. */
const MOST_FAULTS = 8;
/** A frame that is cut announces not so many times more than there is of it, and a few bytes. */
const MOST_ANNOUNCED = { times: 16, bytes: 1024 };

export const NO_SENSE: Sense = {
  ...{ bits: 0, heads: 0, frames: 0, texts: 0, faults: 0, explained: 0, total: 0, lands: false },
};

/** The sense of one strand. It is what every hypothesis is judged by, and so are the bytes as they stand. */
export function senseOf(strand: Strand): Sense {
  const { bytes } = strand;
  if (bytes.length === 0) return NO_SENSE;
  const { heads, at } = skipHeads(bytes);
  let bits = heads * HEAD_BITS;
  let [frames, texts, faults, explained] = [0, 0, 0, Math.min(at, bytes.length)];
  let landing = heads > 0 && at === bytes.length ? LANDING_BITS : 0;
  for (const step of walkFrames(strand, at)) {
    const payload = weighPayload(bytes, step);
    const fits = (step.verdict & FRAME_ERRORS) === 0 && !promisesTooMuch(step, bytes.length);
    const reads = payload >= 0;
    // Where the header cannot be one, what it leads to proves nothing.
    bits += fits ? payload + weighHeader(step, strand) : Math.min(payload, 0) - FAULT_BITS;
    if (fits && reads) {
      frames++;
      if (payload > 0 && step.message === Opcode.text) texts++;
      explained += Math.min(step.end, bytes.length) - step.head.at;
      landing = step.end === bytes.length ? LANDINGS[step.head.extended] : 0;
    } else {
      faults++;
      landing = 0;
      if (faults === MOST_FAULTS) break;
    }
  }
  const total = bytes.length;
  const unexplained = (UNEXPLAINED_BITS * (total - explained)) / total;
  bits += landing - unexplained;
  return { bits, heads, frames, texts, faults, explained, total, lands: landing > 0 };
}

/** The sense of several strands together. */
export const senseOfAll = (strands: readonly Strand[]): Sense =>
  strands.map(senseOf).reduce(
    (sum, sense) => ({
      bits: sum.bits + sense.bits,
      heads: sum.heads + sense.heads,
      frames: sum.frames + sense.frames,
      texts: sum.texts + sense.texts,
      faults: sum.faults + sense.faults,
      explained: sum.explained + sense.explained,
      total: sum.total + sense.total,
      lands: (sum.total === 0 || sum.lands) && sense.lands,
    }),
    NO_SENSE,
  );

function promisesTooMuch({ head, end }: Step, length: number): boolean {
  const have = length - head.payloadAt;
  return end > length && head.payloadLength > MOST_ANNOUNCED.times * have + MOST_ANNOUNCED.bytes;
}

/** A cut frame says half as much: nothing follows that could have contradicted it. */
function weighHeader({ head, end }: Step, { bytes, direction }: Strand): number {
  const first = firstByteBits(head) - (direction === null ? 1 : 0);
  return end > bytes.length ? first / 2 : first;
}

function firstByteBits({ b0, payloadLength }: FrameHead): number {
  if (isFinal(b0)) return hasRsv1(b0) ? FINAL_BITS - 1 : FINAL_BITS;
  // Runs of zeros would be chains of empty fragments.
  return payloadLength === 0 ? 0 : FRAGMENT_BITS;
}

/** What a payload says for its frame: below 0 where it cannot be its payload. */
function weighPayload(bytes: Uint8Array, { head, message, end }: Step): number {
  const opcode = opcodeOf(head.b0);
  if (opcode === Opcode.close) return closeWeight(bytes, head);
  if (message !== Opcode.text && !hasRsv1(head.b0)) return 0;
  const payload = payloadOf(bytes, head.at, 0, TEXT_LOOKED_AT + 1);
  if (hasRsv1(head.b0)) return isDeflate(payload) ? 0 : -FAULT_BITS;
  const after = !isFinal(head.b0) || end > bytes.length;
  return weighText(payload, { before: opcode === Opcode.continuation, after });
}

function closeWeight(bytes: Uint8Array, head: FrameHead): number {
  const weight = weighClose(payloadOf(bytes, head.at, 0, 2), head.payloadLength);
  return weight < 0 ? -FAULT_BITS : weight;
}
