import type { RowPlace } from './order.ts';
import { extentOf } from './row.ts';
import type { Side } from './side.ts';

/** The bytes of a row as they travelled, a view of them; those of an event as its stream says them; none of a gap. */
export function bytesOfRow(side: Side, place: RowPlace): Uint8Array {
  if (place.kind === 'event') {
    const { content, events } = side.streams.get(place.unit)!;
    const { at, end } = events[place.item]!;
    return content.subarray(at, end);
  }
  if (place.kind === 'gap') return side.bytes.subarray(place.at, place.at);
  return side.bytes.subarray(place.at, place.at + extentOf(side, place).size);
}
