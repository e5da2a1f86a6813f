import type { ConnectionState } from './connection-state.ts';
import { reserve, type StreamSide } from './stream-side.ts';

/** Whether so many bytes more may be kept; else the rest of this direction is left out, and said. */
export function makeRoom(connection: ConnectionState, side: StreamSide, count: number): boolean {
  const { budget, findings } = connection.around;
  if (count > budget.streamBytes) {
    findings.note(
      'input/streams-too-large',
      connection.position,
      String(budget.limits.streamBytes),
    );
    fill(side);
    return false;
  }
  budget.streamBytes -= count;
  reserve(side, count, budget);
  return true;
}

/** Whether a gap of so many bytes may be filled with zeros; else the rest of this direction is left out, and said. */
export function mayMiss(connection: ConnectionState, side: StreamSide, count: number): boolean {
  const { budget, findings } = connection.around;
  if (count > budget.limits.gapBytes || count > budget.gapBytes || budget.gaps <= 0) {
    findings.note('input/gap-too-large', connection.position, String(count));
    fill(side);
    return false;
  }
  budget.gapBytes -= count;
  budget.gaps--;
  findings.count('input/bytes-missing', connection.position, count);
  return true;
}

function fill(side: StreamSide): void {
  side.full = true;
  side.held.length = 0;
  side.heldBytes = 0;
}
