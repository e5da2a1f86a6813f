import { capturedOf } from '../../trace/captured.ts';
import { DIRECTIONS, perDirection, type Connection, type Direction } from '../../trace/trace.ts';

/** Where a byte stands: in the stream of a direction. */
export interface BytePlace {
  readonly direction: Direction;
  readonly offset: number;
}

/** A byte of someone else's connection, and what it is instead. */
export interface Edit extends BytePlace {
  readonly byte: number;
}

/** What stands at these places; null where nothing was captured: nobody knows what stood there. */
export function bytesAt(connection: Connection, places: readonly BytePlace[]): (number | null)[] {
  const captured = perDirection((way) =>
    capturedOf(connection.gaps, way, connection.streams[way].length),
  );
  return places.map(({ direction, offset }) => {
    const isThere = offset >= 0 && captured[direction].covers(offset, offset + 1);
    return isThere ? (connection.streams[direction][offset] ?? null) : null;
  });
}

/** What is left of edits where a later one at the same place takes over; without those that change nothing. */
export function settledEdits(connection: Connection, edits: readonly Edit[]): Edit[] {
  const last = [
    ...new Map(edits.map((edit) => [`${edit.direction} ${edit.offset}`, edit])).values(),
  ];
  const were = bytesAt(connection, last);
  return last
    .filter(({ byte }, i) => were[i] !== null && were[i] !== byte)
    .toSorted((a, b) => orderOf(a) - orderOf(b) || a.offset - b.offset);
}

const orderOf = ({ direction }: BytePlace): number => DIRECTIONS.indexOf(direction);

/** The same connection with other bytes; streams without an edit are shared, none is written to. */
export function changedConnection(connection: Connection, edits: readonly Edit[]): Connection {
  const touched = new Set(edits.map(({ direction }) => direction));
  const streams = perDirection((way) =>
    touched.has(way) ? connection.streams[way].slice() : connection.streams[way],
  );
  for (const { direction, offset, byte } of edits) streams[direction][offset] = byte;
  return { ...connection, streams };
}
