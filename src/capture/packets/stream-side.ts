import type { Direction } from '../../trace/trace.ts';
import type { Budget } from './limits.ts';
import type { GapList } from './gap-list.ts';
import type { Run } from './runs.ts';

/** What one end of a connection sent, as far as it was seen. */
export interface StreamSide {
  readonly direction: Direction;
  /** The stream is the first `length` of them. */
  bytes: Uint8Array;
  length: number;
  /** A packet of this end was seen, so that `next` is known. */
  seen: boolean;
  /** Sequence number of the byte that comes next. */
  next: number;
  /** Sequence number of the stream's first byte. */
  first: number;
  /** What the other end acknowledged last, where `isAcknowledged`. */
  acknowledged: number;
  isAcknowledged: boolean;
  /** A SYN was seen: `first` is where the connection begins, not the capture. */
  begun: boolean;
  /** When a FIN was seen; NaN where unknown, null for none. */
  finTime: number | null;
  /** Sequence number of the FIN, where one was seen. */
  fin: number;
  /** The stream has reached its FIN, which counts as one in `next`. */
  finished: boolean;
  /** A limit was reached: the rest is left out. */
  full: boolean;
  /** Came before bytes that lie before them; places are offsets in the stream. */
  readonly held: Run[];
  heldBytes: number;
  readonly gaps: GapList;
}

const NOTHING = new Uint8Array();

export const createSide = (direction: Direction): StreamSide => ({
  direction,
  bytes: NOTHING,
  length: 0,
  seen: false,
  next: 0,
  first: 0,
  acknowledged: 0,
  isAcknowledged: false,
  begun: false,
  finTime: null,
  fin: 0,
  finished: false,
  full: false,
  held: [],
  heldBytes: 0,
  gaps: [],
});

/** The stream of this end begins with the byte of this sequence number. */
export function startSide(side: StreamSide, sequence: number): void {
  side.seen = true;
  side.first = sequence;
  side.next = sequence;
}

/** Where the byte of a sequence number lies in the stream; sequence numbers wrap, RFC 9293 §3.4. */
export const offsetOf = (side: StreamSide, sequence: number): number =>
  side.length + ((sequence - side.next) | 0) + (side.finished ? 1 : 0);

/** Small streams grow once: measured, twenty thousand of them take a sixth less. */
const FIRST_ROOM = 512;

/** Makes room for `more` bytes, but for no more than can still come. */
export function reserve(side: StreamSide, more: number, budget: Budget): void {
  const need = side.length + more;
  if (need <= side.bytes.length) return;
  const most = need + Math.min(budget.fileLeft, budget.streamBytes);
  const larger = new Uint8Array(Math.max(need, Math.min(need * 2 + FIRST_ROOM, most)));
  larger.set(side.bytes.subarray(0, side.length));
  side.bytes = larger;
}

/** Fewer bytes than this are copied one by one: measured, without a view for each a million small packets take a sixth less. */
const FEW = 64;

/** Copies within reserved room. */
export function copyTo(
  side: StreamSide,
  offset: number,
  from: Uint8Array,
  at: number,
  count: number,
): void {
  const { bytes } = side;
  if (count < FEW) for (let i = 0; i < count; i++) bytes[offset + i] = from[at + i]!;
  else bytes.set(from.subarray(at, at + count), offset);
}
