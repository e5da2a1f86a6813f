import type { Words } from '../i18n/words.ts';
import { TRANSPORTS, type Transport } from '../simulation/transport.ts';
import { marksOf } from '../trace/marks.ts';
import { transfersFrom } from '../trace/transfers.ts';
import type { LaneName } from '../views/race/lane-name.ts';
import type { Lane, LaneColour } from '../views/timeline/lane.ts';
import type { LaneResult } from '../worker/laboratory-api.ts';

const colourOf = (transport: Transport): LaneColour =>
  (TRANSPORTS.indexOf(transport) + 1) as LaneColour;

/** What a lane is called. */
export function nameOf({ id, transport }: LaneResult, words: Words): LaneName {
  const { transports, lanes } = words.messages.race;
  const { name } = transports[transport];
  const second = id !== transport;
  return { id, transport, second, name: second ? lanes.other(name) : name };
}

/** A lane as the timeline draws it. */
export const drawnLane = (result: LaneResult, words: Words): Lane => ({
  id: result.id,
  name: nameOf(result, words).name,
  note: words.messages.race.transports[result.transport].about,
  colour: colourOf(result.transport),
  trace: {
    connections: result.connections.map((connection) => ({
      ...connection,
      transfers: transfersFrom(connection.transfers),
    })),
  },
  marks: marksOf(result.marks),
});
