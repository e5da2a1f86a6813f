import { pushTransfer, type ConnectionState } from './connection-state.ts';
import { addGap } from './gap-list.ts';
import { makeRoom, mayMiss } from './room.ts';
import { copyTo, type StreamSide } from './stream-side.ts';

/** Adds what comes next: `length` bytes, of which `captured` are at `at`; the rest is missing, the packet was cut. */
export function append(
  connection: ConnectionState,
  side: StreamSide,
  from: Uint8Array,
  at: number,
  captured: number,
  length: number,
): void {
  if (captured < length && !mayMiss(connection, side, length - captured)) return;
  if (!makeRoom(connection, side, length)) return;
  copyTo(side, side.length, from, at, captured);
  lengthen(connection, side, captured, length);
}

/** Leaves a gap of so many bytes; false where there may be none, and the rest of this direction is left out. */
export function skip(connection: ConnectionState, side: StreamSide, count: number): boolean {
  if (!mayMiss(connection, side, count) || !makeRoom(connection, side, count)) return false;
  lengthen(connection, side, 0, count);
  return true;
}

function lengthen(
  connection: ConnectionState,
  side: StreamSide,
  captured: number,
  length: number,
): void {
  const start = side.length;
  side.length = start + length;
  side.next = (side.next + length) | 0;
  if (captured < length) addGap(side.gaps, start + captured, side.length);
  pushTransfer(connection, side, start);
  reachEnd(side);
}

/** A FIN counts as one in sequence numbers: RFC 9293 §3.4. */
export function reachEnd(side: StreamSide): void {
  if (side.finTime === null || side.finished || side.fin !== side.next) return;
  side.finished = true;
  side.next = (side.next + 1) | 0;
}
