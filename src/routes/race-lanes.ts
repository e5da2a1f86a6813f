import type { Words } from '../i18n/words.ts';
import type { Run } from '../simulation/run.ts';
import { TRANSPORTS, type Transport } from '../simulation/transport.ts';
import { marksOf } from '../trace/marks.ts';
import { transfersFrom } from '../trace/transfers.ts';
import type { LaneName } from '../views/race/lane-name.ts';
import type { Lane, LaneColour } from '../views/timeline/lane.ts';
import type { LaneResult } from '../worker/laboratory-api.ts';

const colourOf = (transport: Transport): LaneColour =>
  (TRANSPORTS.indexOf(transport) + 1) as LaneColour;

/** What a lane is called. */
export function nameOf(
  { id, transport }: Pick<LaneResult, 'id' | 'transport'>,
  { messages }: Words,
): LaneName {
  const { transports, lanes } = messages.race;
  const { name } = transports[transport];
  const second = id !== transport;
  return { id, transport, second, name: second ? lanes.other(name) : name };
}

/** How a lane is named and coloured in the timeline. */
const looksOf = (lane: Pick<LaneResult, 'id' | 'transport'>, words: Words) => ({
  id: lane.id,
  name: nameOf(lane, words).name,
  note: words.messages.race.transports[lane.transport].about,
  colour: colourOf(lane.transport),
});

/** A lane as the timeline draws it. */
export const drawnLane = (result: LaneResult, words: Words): Lane => ({
  ...looksOf(result, words),
  trace: {
    connections: result.connections.map((connection) => ({
      ...connection,
      transfers: transfersFrom(connection.transfers),
    })),
  },
  marks: marksOf(result.marks),
});

/** A run that was made here and now. */
export const laneOfRun = ({ scenario, trace, marks }: Run, words: Words): Lane => ({
  ...looksOf({ id: scenario.transport, transport: scenario.transport }, words),
  trace,
  marks,
});
