import type { InflateFault } from '../codec/websocket/deflate.ts';
import { PAYLOAD_CLIP, type MessageSources } from '../codec/websocket/annotate-payload.ts';
import type { MessageReader } from '../codec/websocket/message-reader.ts';
import type { Message, MessageKind } from '../codec/websocket/message.ts';
import { NO_MESSAGE } from '../codec/websocket/rules.ts';
import type { Conversation } from './conversation.ts';
import type { RowPlace } from './order.ts';

/** A message as a view shows it. */
export interface MessageView {
  /** Counted from 0 over both directions, as in the report. */
  readonly number: number;
  readonly kind: MessageKind;
  /** Rows of its first fragments. */
  readonly rows: readonly number[];
  /** How many fragments it has. */
  readonly fragments: number;
  readonly compressed: boolean;
  readonly wireLength: number;
  readonly length: number;
  readonly complete: boolean;
  /** Bytes of it that were not captured; the payload ends before the first of them. */
  readonly missing: number;
  readonly fault: InflateFault | null;
  /** The payload, clipped to 64 KiB. */
  readonly payload: Uint8Array;
}

/** Fragments that a view can list; a message may have a million. */
const MOST_LISTED = 1024;

/** The message that a frame belongs to, as a view shows it and as bytes behind the frame; null for a control frame. */
export function viewMessage(
  conversation: Conversation,
  reader: MessageReader,
  place: RowPlace,
): { readonly view: MessageView; readonly sources: MessageSources } | null {
  if (place.kind !== 'frame') return null;
  const { order, sides } = conversation;
  const id = sides[place.direction].frames.message[place.unit]!;
  if (id === NO_MESSAGE) return null;
  const number = order.messageNumber(place.direction, id);
  const message = reader.read(order.firstFrame(place.direction, id));
  if (number === null || message === null) return null;
  const rowOf = (frame: number) => order.rowOfFrame(place.direction, frame);
  return { view: viewOf(message, number, rowOf), sources: sourcesOf(message) };
}

function viewOf(message: Message, number: number, rowOf: (frame: number) => number): MessageView {
  const { kind, frames, compressed, wireLength, payload, complete, missing, fault } = message;
  return {
    number,
    kind,
    rows: frames.slice(0, MOST_LISTED).map(rowOf),
    fragments: frames.length,
    compressed,
    wireLength,
    length: payload.length,
    complete,
    missing,
    fault,
    payload: payload.slice(0, PAYLOAD_CLIP),
  };
}

const sourcesOf = ({ kind, frames, joined, compressed, payload }: Message): MessageSources => ({
  joined: frames.length > 1 ? joined : null,
  inflated: compressed ? payload : null,
  text: kind === 'text',
});
