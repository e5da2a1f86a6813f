import { isOver, type ConnectionState } from './connection-state.ts';
import { ACK, SYN, type Segment } from './segment.ts';
import type { StreamSide } from './stream-side.ts';

/** A stray of a connection that is over lies no further off than a window without scaling. */
const WINDOW = 65_535;

/** Whether a segment between the same ports is of this connection, or begins one that uses the ports anew. */
export function belongs(connection: ConnectionState, sender: 0 | 1, segment: Segment): boolean {
  const mine = connection.sides[sender];
  if (segment.flags & SYN) return isSameSyn(connection, sender, segment);
  if (!isOver(connection) || segment.length === 0 || !mine.seen) return true;
  const ahead = (segment.sequence - mine.next) | 0;
  return ahead <= WINDOW && ahead >= -(mine.length + WINDOW);
}

/** A SYN is of this connection where it comes again, crosses or answers the other one: RFC 9293 §3.5. */
function isSameSyn(connection: ConnectionState, sender: 0 | 1, segment: Segment): boolean {
  const mine = connection.sides[sender];
  const theirs = connection.sides[1 - sender]!;
  if (mine.seen) return mine.first === ((segment.sequence + 1) | 0);
  if (segment.flags & ACK) return theirs.seen && answers(segment, theirs);
  return connection.begun && !isOver(connection) && theirs.length === 0;
}

/** Acknowledges the SYN of the other end, or also the first bytes, which may travel with it: RFC 7413 §3. */
function answers({ acknowledged }: Segment, other: StreamSide): boolean {
  const ahead = (acknowledged - other.first) | 0;
  return ahead >= 0 && ahead <= WINDOW;
}
