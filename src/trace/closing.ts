import { readClose } from '../codec/websocket/close.ts';
import { Opcode, opcodeOf } from '../codec/websocket/layout.ts';
import { isComplete, payloadOf } from '../codec/websocket/message.ts';
import type { Conversation } from './conversation.ts';
import { endsLost } from './side.ts';
import { DIRECTIONS, opposite, perDirection, type Direction } from './trace.ts';

/** A Close frame as one side sent it. */
export interface SentClose {
  readonly row: number;
  /** Null for an empty body. */
  readonly code: number | null;
  readonly reason: string;
}

/** What the API of one side reports, as the `close` event of WHATWG WebSockets does. */
export interface ApiClose {
  readonly code: number;
  readonly reason: string;
  readonly wasClean: boolean;
}

/** How a WebSocket connection came to its end, RFC 6455 §7. */
export interface Closing {
  /** The first Close frame of each direction; null where there is none. */
  readonly sent: Readonly<Record<Direction, SentClose | null>>;
  /** Who said Close first; null where nobody did, or where the order is not known. */
  readonly first: Direction | null;
  readonly answered: boolean;
  /** By the direction in which the side sends; null while the connection may go on. */
  readonly api: Readonly<Record<Direction, ApiClose | null>>;
}

/** No status was in the Close frame that came: RFC 6455 §7.1.5. */
const NO_STATUS = 1005;
/** No Close frame came at all. */
const ABNORMAL = 1006;

export function readClosing(conversation: Conversation): Closing {
  const sent = perDirection((direction) => firstClose(conversation, direction));
  const closes = DIRECTIONS.filter((direction) => sent[direction] !== null);
  const answered = closes.length === DIRECTIONS.length;
  const ended = answered || conversation.connection.end !== 'none';
  return {
    sent,
    first: firstOf(conversation, sent, closes),
    answered,
    api: perDirection((direction) => {
      const came = opposite(direction);
      // A Close may stand in what was not captured.
      const isKnown = sent[came] !== null || !endsLost(conversation.sides[came]);
      return ended && isKnown ? reportedTo(direction, sent) : null;
    }),
  };
}

function firstClose(conversation: Conversation, direction: Direction): SentClose | null {
  const { bytes, frames } = conversation.sides[direction];
  const frame = frames.head.findIndex((bits) => opcodeOf(bits >> 8) === Opcode.close);
  if (frame < 0 || !isComplete(bytes, frames, frame)) return null;
  const { code, reason } = readClose(payloadOf(bytes, frames.at[frame]!));
  return { row: conversation.order.rowOfFrame(direction, frame), code, reason };
}

function firstOf(
  conversation: Conversation,
  sent: Closing['sent'],
  closes: readonly Direction[],
): Direction | null {
  const [one, other] = closes;
  if (one === undefined) return null;
  if (other === undefined) return one;
  if (!conversation.connection.ordered) return null;
  return sent[one]!.row < sent[other]!.row ? one : other;
}

/** RFC 6455 §7.1.5, §7.1.6: a side reports what came to it, not what it sent; clean where both said Close. */
function reportedTo(direction: Direction, sent: Closing['sent']): ApiClose {
  const came = sent[opposite(direction)];
  if (came === null) return { code: ABNORMAL, reason: '', wasClean: false };
  const wasClean = sent[direction] !== null;
  return { code: came.code ?? NO_STATUS, reason: came.reason, wasClean };
}
