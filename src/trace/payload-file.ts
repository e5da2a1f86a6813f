import { NO_MESSAGE } from '../codec/websocket/rules.ts';
import { utf8Of } from '../codec/utf8.ts';
import type { MessageReader } from '../codec/websocket/message-reader.ts';
import { payloadOf } from '../codec/websocket/message.ts';
import type { Conversation } from './conversation.ts';
import { payloadOf as contentOf } from './http-body.ts';
import type { RowPlace } from './order.ts';
import { bytesOfRow } from './row-bytes.ts';
import type { Direction } from './trace.ts';

/** What a row carries, and whether it says that it is text. */
export interface Carried {
  readonly bytes: Uint8Array;
  readonly text: boolean;
}

/**
 * What a row carries with all codings undone: the whole message of a frame, the payload of a control frame, the body
 * that a head announces or a chunk is part of, the data of an event. Of bytes without a meaning, themselves.
 */
export function carriedBy(
  conversation: Conversation,
  readers: Readonly<Record<Direction, MessageReader>>,
  place: RowPlace,
): Carried {
  const side = conversation.sides[place.direction];
  switch (place.kind) {
    case 'frame':
      return carriedByFrame(conversation, readers[place.direction], place);
    case 'head':
    case 'body':
    case 'chunk':
      return { bytes: contentOf(side.bytes, side.http.units[place.unit]!).bytes, text: false };
    case 'event': {
      const { dispatched } = side.streams.get(place.unit)!.events[place.item]!;
      return dispatched === null
        ? { bytes: bytesOfRow(side, place), text: true }
        : { bytes: utf8Of(dispatched.data), text: true };
    }
    default:
      return { bytes: bytesOfRow(side, place), text: false };
  }
}

function carriedByFrame(
  { sides, order }: Conversation,
  reader: MessageReader,
  { direction, unit, at }: RowPlace,
): Carried {
  const { bytes, frames } = sides[direction];
  const id = frames.message[unit]!;
  const message = id === NO_MESSAGE ? null : reader.read(order.firstFrame(direction, id));
  if (message === null) return { bytes: payloadOf(bytes, at), text: false };
  return { bytes: message.payload, text: message.kind === 'text' };
}
