import type { FrameFields } from '../../codec/websocket/encode.ts';
import type { DeflateParameters } from '../../codec/websocket/extensions.ts';
import type { Direction } from '../../trace/direction.ts';

/** A frame as someone composes it: legal or not, and not always as long as its header announces. */
export interface ComposedFrame extends FrameFields {
  readonly kind: 'frame';
  readonly direction: Direction;
  /** What the header announces where that is not the length of the payload; else null. */
  readonly announced: bigint | null;
  /** What `payload` is the compressed form of; null where the payload was given as it is. */
  readonly plain: Uint8Array | null;
  /** The name of the file that the payload came from; null where it was typed. */
  readonly file: string | null;
}

/** Bytes that end inside a header: no frame yet, RFC 6455 §5.2. */
export interface Stump {
  readonly kind: 'stump';
  readonly direction: Direction;
  readonly bytes: Uint8Array;
}

export type DraftUnit = ComposedFrame | Stump;

/** A conversation as it is composed, after its opening handshake. Never changed, only replaced. */
export interface Draft {
  /** In the order sent, both directions. */
  readonly units: readonly DraftUnit[];
  /** What permessage-deflate was agreed with; null where it was not. */
  readonly deflate: DeflateParameters | null;
  /** True where the TCP connection ends after the last unit. */
  readonly ended: boolean;
}

/** So many units are composed by hand, at most: a list can still be overlooked. */
export const MOST_UNITS = 500;

/** Bytes that go one way. */
export interface Flow {
  readonly direction: Direction;
  readonly bytes: Uint8Array;
}

/** What is said where nothing else is agreed, RFC 7692 §7.1. */
export const PLAIN_DEFLATE: DeflateParameters = {
  serverNoContextTakeover: false,
  clientNoContextTakeover: false,
  serverMaxWindowBits: 15,
  clientMaxWindowBits: 15,
};
