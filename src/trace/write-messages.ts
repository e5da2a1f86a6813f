import { encodeBase64 } from '../codec/base64.ts';
import { textOf } from '../codec/utf8.ts';
import type { InflateFault } from '../codec/websocket/deflate.ts';
import { startsMessage, type MessageKind } from '../codec/websocket/message.ts';
import { messageReaders, type Conversation } from './conversation.ts';
import type { Direction } from './trace.ts';

/** One line of NDJSON: a message as an application gets it. */
export interface MessageLine {
  /** Counted from 0 over both directions, as in rows and in the report. */
  readonly index: number;
  readonly direction: Direction;
  readonly kind: MessageKind;
  /** When its first frame was seen, in seconds. */
  readonly time: number | null;
  /** Bytes after unmasking, joining, inflating. */
  readonly length: number;
  /** Of a text message; one that is no UTF-8 has `base64` instead, as a binary one has. */
  readonly text?: string;
  readonly base64?: string;
  /** Numbers of its frames over both directions. */
  readonly frames: readonly number[];
  readonly compressed: boolean;
  /** Present where its end never came. */
  readonly complete?: false;
  /** Bytes that were not captured: those here end before the first of them. */
  readonly missing?: number;
  /** Present where it could not be inflated: then the bytes are what came out before. */
  readonly fault?: InflateFault;
}

/** The messages of a conversation as NDJSON, a line each, in the order in which they began. */
export function* writeMessages(conversation: Conversation): Generator<string, void> {
  const { order, sides } = conversation;
  const readers = messageReaders(conversation);
  let index = 0;
  for (let row = 0; row < order.length; row++) {
    const { kind, direction, unit, time } = order.place(row);
    if (kind !== 'frame' || !startsMessage(sides[direction].frames, unit)) continue;
    const message = readers[direction].read(unit);
    if (message === null) continue;
    const { payload, frames, complete, missing, fault } = message;
    const text = message.kind === 'text' ? textOf(payload) : null;
    const line: MessageLine = {
      index: index++,
      direction,
      kind: message.kind,
      time,
      length: payload.length,
      ...(text === null ? { base64: encodeBase64(payload) } : { text }),
      frames: frames.map((frame) => order.frameNumber(direction, frame)),
      compressed: message.compressed,
      ...(complete ? {} : { complete }),
      ...(missing === 0 ? {} : { missing }),
      ...(fault === null ? {} : { fault }),
    };
    yield `${JSON.stringify(line)}\n`;
  }
}
