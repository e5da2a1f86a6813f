import type { RuleId } from '../codec/ids.ts';
import type { Direction } from './trace.ts';

/** What a row is, as someone who looks for it says. */
export const QUERY_KINDS = [
  'text',
  'binary',
  'continuation',
  'close',
  'ping',
  'pong',
  'reserved',
  'head',
  'body',
  'chunk',
  'event',
  'gap',
  'exchange',
] as const;

export type QueryKind = (typeof QUERY_KINDS)[number];

/** What the entries of a log can be. */
export const LOG_KINDS: ReadonlySet<QueryKind> = new Set([
  'text',
  'binary',
  'close',
  'ping',
  'pong',
  'reserved',
  'exchange',
]);

/** Which rows are looked for; all given parts must hold. */
export interface Query {
  readonly direction?: Direction;
  readonly kinds?: readonly QueryKind[];
  /** Bytes of a payload, of the data of a chunk, of a body; any other row has its size. */
  readonly minLength?: number;
  readonly maxLength?: number;
  /** In what a frame, a body or an event says, unmasked and inflated, or in a head: UTF-8, ASCII letters in either case. */
  readonly text?: string;
  /** On the wire, or in the payload of a frame unmasked. */
  readonly bytes?: Uint8Array;
  readonly rule?: RuleId | 'any' | 'error' | 'warning';
  /** Seconds: `from` is included, `to` is not. A row without a time is in no span. */
  readonly from?: number;
  readonly to?: number;
}
