import { bytesOfHex, concat } from '../../codec/bytes.ts';
import { perDirection } from '../../trace/direction.ts';
import type { Connection } from '../../trace/trace.ts';
import { transfersOf } from '../../trace/transfers.ts';
import type { WirePiece } from '../elements.ts';

/** A connection on which nothing but these pieces was sent. */
export function connectionOf(pieces: readonly WirePiece[]): Connection {
  const ends = { 'client-to-server': 0, 'server-to-client': 0 };
  const transfers = pieces.map(({ direction, hex }) => {
    const start = ends[direction];
    ends[direction] += hex.length / 2;
    return { direction, start, end: ends[direction], time: null, arrived: null };
  });
  return {
    id: 0,
    client: null,
    server: null,
    opened: null,
    closed: null,
    end: 'none',
    begun: true,
    ordered: true,
    streams: perDirection((direction) =>
      concat(pieces.filter((piece) => piece.direction === direction).map((p) => bytesOfHex(p.hex))),
    ),
    transfers: transfersOf(transfers),
    gaps: [],
  };
}
