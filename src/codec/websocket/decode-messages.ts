import { utf8FaultAt } from '../utf8.ts';
import type { DeflateSide } from './deflate.ts';
import { createMessageReader } from './message-reader.ts';
import { startsMessage, type Message } from './message.ts';
import { createContext, type Sender } from './rules.ts';
import { createScanner } from './scan.ts';

/** A message, and whether it is what it says: a text message that is no UTF-8 is not. */
export interface DecodedMessage extends Message {
  readonly valid: boolean;
}

/** Frames scanned at once. */
const STEP = 65_536;

/**
 * Gives every message of one direction to `deliver`: unmasked, joined, inflated, its text judged.
 * RFC 6455 §5.4, §8.1; RFC 7692 §7.2.2
 */
export function decodeMessages(
  bytes: Uint8Array,
  sender: Sender,
  deflate: DeflateSide | null,
  deliver: (message: DecodedMessage) => void,
): void {
  const scanner = createScanner(bytes, createContext(sender, { deflate: deflate !== null }));
  while (scanner.step(STEP));
  const { index } = scanner.finish();
  const reader = createMessageReader(bytes, index, deflate);
  for (let frame = 0; frame < index.length; frame++) {
    if (!startsMessage(index, frame)) continue;
    const message = reader.read(frame);
    if (message === null) continue;
    const valid =
      message.fault === null && (message.kind === 'binary' || utf8FaultAt(message.payload) < 0);
    deliver({ ...message, valid });
  }
}
