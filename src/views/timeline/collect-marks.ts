import { MARK_KINDS, type Marks } from '../../trace/marks.ts';
import type { CollectedTransfers } from './collect-transfers.ts';
import { createGathering, type Gathering } from './gathering.ts';
import { LAYERS, PLACES, type LayerId } from './layers.ts';
import { STEP, type Steps } from './order.ts';

/** Columns: the number of the mark or the place of the connection, and the peer. */
interface CollectedLayer {
  readonly marked: boolean;
  readonly gathering: Gathering;
}

export type CollectedLayers = Readonly<Record<LayerId, CollectedLayer>>;

/** What is not over when the trace ends, lasts until then. Where no mark says that a request was held, its bytes do. */
export function* collectMarks(
  marks: Marks | undefined,
  { connections, held, end }: CollectedTransfers,
): Steps<CollectedLayers> {
  const layers = Object.fromEntries(
    LAYERS.map((id) => [id, { marked: true, gathering: createGathering(2) }]),
  ) as Record<LayerId, CollectedLayer>;
  const columns = marks?.columns;
  for (let i = 0; columns !== undefined && i < columns.length; i++) {
    if (i % STEP === STEP - 1) yield;
    const place = PLACES[MARK_KINDS[columns.kind[i]!]!];
    if (place === undefined) continue;
    const from = columns.time[i]!;
    const until = columns.until[i]!;
    const over = !Number.isNaN(until);
    const push = (id: LayerId | undefined, start: number, stop: number): void => {
      if (id !== undefined) layers[id].gathering.push(start, stop, i, columns.peer[i]!);
    };
    push(place.lasting, from, over ? until : Math.max(end, from));
    push(place.begins, from, from);
    if (over) push(place.ends, until, until);
  }
  layers.connection = { marked: false, gathering: connections };
  if (layers.held.gathering.starts.length === 0) layers.held = { marked: false, gathering: held };
  return layers;
}
