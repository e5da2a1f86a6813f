import type { InflateFault } from '../codec/websocket/deflate.ts';
import type { MessageKind } from '../codec/websocket/message.ts';

/** A message as a view shows it. */
export interface MessageView {
  /** Counted from 0 over both directions, as in the report. */
  readonly number: number;
  readonly kind: MessageKind;
  /** Rows of its fragments. */
  readonly rows: readonly number[];
  readonly compressed: boolean;
  readonly wireLength: number;
  readonly length: number;
  readonly complete: boolean;
  readonly fault: InflateFault | null;
  /** The payload, clipped to 64 KiB. */
  readonly payload: Uint8Array;
}
