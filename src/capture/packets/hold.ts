import { append, skip } from './append.ts';
import { nameOf, type ConnectionState } from './connection-state.ts';
import { insertRun } from './runs.ts';
import { seeAgain } from './see-again.ts';
import type { StreamSide } from './stream-side.ts';

/** Keeps bytes that lie `ahead` of what comes next; beyond a bound, what is before them counts as missing. */
export function hold(
  connection: ConnectionState,
  side: StreamSide,
  ahead: number,
  bytes: Uint8Array,
): void {
  const { budget, findings } = connection.around;
  const { added, differs } = insertRun(side.held, side.length + ahead, bytes);
  side.heldBytes += added;
  if (differs) findings.note('input/overlap-differs', connection.position, nameOf(connection));
  const { heldBytes, heldSegments } = budget.limits;
  while (side.heldBytes > heldBytes || side.held.length > heldSegments) {
    if (!reachHeld(connection, side)) return;
  }
}

/** Adds what was held and comes next now: it counts as seen now, for no receiver could read it before. */
export function release(connection: ConnectionState, side: StreamSide): void {
  while (side.held.length > 0 && side.held[0]!.start <= side.length) {
    const { start, bytes } = side.held.shift()!;
    side.heldBytes -= bytes.length;
    const again = Math.min(side.length - start, bytes.length);
    if (again > 0) seeAgain(connection, side, start, bytes.subarray(0, again));
    const rest = bytes.length - again;
    if (rest > 0) append(connection, side, bytes, again, rest, rest);
  }
}

/** Leaves a gap before what is held, and adds it. */
function reachHeld(connection: ConnectionState, side: StreamSide): boolean {
  const held = side.held[0];
  if (held === undefined || !skip(connection, side, held.start - side.length)) return false;
  release(connection, side);
  return true;
}

/**
 * The other end has all before `acknowledged`: what of it is not in the file was not captured, and will not come;
 * if it does, it fills the gap.
 */
export function acknowledge(
  connection: ConnectionState,
  side: StreamSide,
  acknowledged: number,
): void {
  side.acknowledged = acknowledged;
  side.isAcknowledged = true;
  if (!side.seen) return;
  for (;;) {
    const ahead = (acknowledged - side.next) | 0;
    if (ahead <= 0 || side.full) return;
    // What counts as one may be a FIN that was not captured.
    if (ahead === 1 && side.held.length === 0) return;
    const count = Math.min(ahead, holeOf(side));
    // No end acknowledges so much at once.
    if (count > connection.around.budget.limits.gapBytes) return;
    if (!skip(connection, side, count)) return;
    release(connection, side);
  }
}

/** How many bytes are missing before what is held, or before the FIN. */
function holeOf(side: StreamSide): number {
  const held = side.held[0];
  const hole = held === undefined ? Infinity : held.start - side.length;
  const end = side.finTime === null ? 0 : (side.fin - side.next) | 0;
  return end > 0 ? Math.min(hole, end) : hole;
}

/** At the end of the capture: what is held lies behind gaps. */
export function settle(connection: ConnectionState, side: StreamSide): void {
  while (reachHeld(connection, side));
  if (side.finTime === null || side.finished || side.full) return;
  const hole = (side.fin - side.next) | 0;
  if (hole > 0) skip(connection, side, hole);
}
