import { hexOf } from '../codec/bytes.ts';
import { readClose } from '../codec/websocket/close.ts';
import {
  createHead,
  exactLength,
  hasRsv1,
  hasRsv2,
  hasRsv3,
  isFinal,
  isMasked,
  Opcode,
  opcodeOf,
  readHead,
  type FrameHead,
} from '../codec/websocket/layout.ts';
import { isComplete, payloadOf } from '../codec/websocket/message.ts';
import { NO_MESSAGE } from '../codec/websocket/rules.ts';
import type { Conversation } from './conversation.ts';
import type { Breath } from './breath.ts';
import type { RowPlace } from './order.ts';
import type { ReportClose, ReportFrame } from './report-format.ts';
import type { Direction } from './trace.ts';

const STEP = 4096;

/** Every frame of a conversation, in the order seen. */
export async function describeFrames(
  conversation: Conversation,
  breath: Breath,
): Promise<ReportFrame[]> {
  const frames: ReportFrame[] = [];
  const head = createHead();
  const { order } = conversation;
  for (let row = 0; row < order.length; row++) {
    if (row % STEP === STEP - 1) await breath();
    if (order.kindOf(row) !== 'frame') continue;
    frames.push(describeFrame(conversation, order.place(row), head));
  }
  return frames;
}

function describeFrame(conversation: Conversation, place: RowPlace, head: FrameHead): ReportFrame {
  const { direction, unit } = place;
  const { bytes, frames, losses } = conversation.sides[direction];
  const missing = losses.payloads.get(unit)?.length;
  readHead(bytes, place.at, bytes.length, head);
  const length = exactLength(head);
  const message = frames.message[unit]!;
  return {
    index: conversation.order.frameNumber(direction, unit),
    direction,
    offset: place.at,
    time: place.time,
    fin: isFinal(head.b0),
    rsv1: hasRsv1(head.b0),
    rsv2: hasRsv2(head.b0),
    rsv3: hasRsv3(head.b0),
    opcode: opcodeOf(head.b0),
    masked: isMasked(head.b1),
    maskingKey: head.maskAt < 0 ? null : hexOf(bytes.subarray(head.maskAt, head.payloadAt)),
    headerLength: head.payloadAt - place.at,
    payloadLength: typeof length === 'bigint' ? length.toString() : length,
    message: message === NO_MESSAGE ? null : conversation.order.messageNumber(direction, message),
    complete: isComplete(bytes, frames, unit),
    ...(missing === undefined ? {} : { missing }),
  };
}

/** The first Close frame of a direction, whole; null where there is none. RFC 6455 §5.5.1 */
export function describeClose(
  conversation: Conversation,
  direction: Direction,
): ReportClose | null {
  const { bytes, frames } = conversation.sides[direction];
  const frame = frames.head.findIndex((bits) => opcodeOf(bits >> 8) === Opcode.close);
  if (frame < 0 || !isComplete(bytes, frames, frame)) return null;
  const { code, reason } = readClose(payloadOf(bytes, frames.at[frame]!));
  return { code, reason };
}
