import { sha256 } from '@noble/hashes/sha2.js';
import { hexOf } from '../codec/bytes.ts';
import { looseTextOf, textOf, utf8FaultAt } from '../codec/utf8.ts';
import { startsMessage, type Message } from '../codec/websocket/message.ts';
import { messageReaders, type Conversation } from './conversation.ts';
import type { Breath } from './breath.ts';
import type { ReportMessage } from './report-format.ts';
import type { Direction } from './trace.ts';

/** The most of a text message that a report carries, in bytes. */
export const TEXT_CLIP = 64 * 1024;

const STEP = 256;

/** Every message of a conversation, in the order in which they began. */
export async function describeMessages(
  conversation: Conversation,
  breath: Breath,
): Promise<ReportMessage[]> {
  const { order, sides } = conversation;
  const readers = messageReaders(conversation);
  const messages: ReportMessage[] = [];
  for (let row = 0; row < order.length; row++) {
    if (order.kindOf(row) !== 'frame') continue;
    const direction = order.directionOf(row);
    const unit = order.unitOf(row);
    if (!startsMessage(sides[direction].frames, unit)) continue;
    const message = readers[direction].read(unit);
    if (message === null) continue;
    const numbers = message.frames.map((frame) => order.frameNumber(direction, frame));
    messages.push(describeMessage(messages.length, direction, message, numbers));
    if (messages.length % STEP === 0) await breath();
  }
  return messages;
}

function describeMessage(
  index: number,
  direction: Direction,
  message: Message,
  frames: readonly number[],
): ReportMessage {
  const { kind, compressed, wireLength, payload, fault, complete, missing } = message;
  // Compressed bytes that end early inflate to anything, once the tail of RFC 7692 §7.2.2 is put after them.
  const whole = fault === null && (complete || !compressed);
  return {
    index,
    direction,
    kind,
    frames,
    compressed,
    wireLength,
    length: whole ? payload.length : null,
    sha256: whole ? hexOf(sha256(payload)) : null,
    ...(kind === 'text' ? textPart(whole ? soFar(payload, complete) : null) : {}),
    complete,
    ...(missing === 0 ? {} : { missing }),
  };
}

/** Of a text that ends early, all but the character it ends inside. */
function soFar(payload: Uint8Array, complete: boolean): Uint8Array {
  if (complete || utf8FaultAt(payload) !== payload.length) return payload;
  let end = payload.length - 1;
  while (isContinuation(payload[end]!)) end--;
  return payload.subarray(0, end);
}

function textPart(payload: Uint8Array | null): Pick<ReportMessage, 'text' | 'textClipped'> {
  const text = payload && textOf(payload);
  if (payload === null || text === null) return { text: null };
  if (payload.length <= TEXT_CLIP) return { text };
  return { text: looseTextOf(payload.subarray(0, wholeCharacters(payload))), textClipped: true };
}

/** Where the last whole character of the first 64 KiB ends, in bytes: RFC 3629 §3. */
function wholeCharacters(payload: Uint8Array): number {
  let end = TEXT_CLIP;
  while (end > 0 && isContinuation(payload[end]!)) end--;
  return end;
}

const isContinuation = (byte: number): boolean => (byte & 0xc0) === 0x80;
