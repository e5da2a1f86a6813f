import type { ConnectionState } from './connection-state.ts';
import { append } from './append.ts';
import { endsMissing } from './gap-list.ts';
import { hold, release } from './hold.ts';
import { seeAgain } from './see-again.ts';
import { offsetOf, type StreamSide } from './stream-side.ts';

/**
 * Takes the payload of a segment in, RFC 9293 §3.10.7.4: `length` bytes on the wire, of which `captured` are at `at`.
 */
export function takeBytes(
  connection: ConnectionState,
  side: StreamSide,
  sequence: number,
  from: Uint8Array,
  at: number,
  captured: number,
  length: number,
): void {
  if (side.full) return;
  const ahead = (sequence - side.next) | 0;
  if (ahead === 0 && !side.finished) {
    append(connection, side, from, at, captured, length);
  } else if (ahead < 0) {
    takeAgain(connection, side, sequence, from, at, captured, length);
  } else if (side.finished) {
    connection.around.findings.count('input/bytes-after-end', connection.position, length);
  } else {
    hold(connection, side, ahead, from.subarray(at, at + captured));
    return;
  }
  if (side.held.length > 0) release(connection, side);
}

/** Bytes of which the first, or all, were sent before. */
function takeAgain(
  connection: ConnectionState,
  side: StreamSide,
  sequence: number,
  from: Uint8Array,
  at: number,
  captured: number,
  length: number,
): void {
  const ahead = (sequence - side.next) | 0;
  // A keep-alive probe sends the byte before the next one, and any value does: RFC 1122 §4.2.3.6.
  if (ahead === -1 && length === 1 && !endsMissing(side.gaps, side.length)) return;
  const again = Math.min(-ahead - (side.finished ? 1 : 0), length);
  const seen = Math.min(again, captured);
  seeAgain(connection, side, offsetOf(side, sequence), from.subarray(at, at + seen));
  const rest = length - again;
  if (rest === 0) return;
  if (side.finished)
    connection.around.findings.count('input/bytes-after-end', connection.position, rest);
  else append(connection, side, from, at + again, captured - seen, rest);
}
