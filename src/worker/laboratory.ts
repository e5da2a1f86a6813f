import { delayHistogram } from '../simulation/delays.ts';
import type { Run } from '../simulation/run.ts';
import { createRun } from '../simulation/simulate.ts';
import { annotateRow } from '../trace/annotate-row.ts';
import type { Breath } from '../trace/breath.ts';
import { readClosing } from '../trace/closing.ts';
import { readConversation } from '../trace/conversation.ts';
import { viewMessage } from '../trace/message-view.ts';
import { rowOf } from '../trace/row-of.ts';
import { readRow } from '../trace/row.ts';
import type { Transfer } from '../trace/transfers.ts';
import type { UnitDetail } from './api.ts';
import { createConversations, hold, type Conversations, type Held } from './conversations.ts';
import { drawnOf, MOST_SENT } from './drawn.ts';
import type { ArrowId, Laboratory, LaneRequest, LaneResult } from './laboratory-api.ts';
import { newsCsv, runsJson, runsPcapng } from './race-files.ts';

/** A lane that has been run. */
export interface Lane {
  readonly id: string;
  readonly run: Run;
  readonly conversations: Conversations;
}

/** Simulated events between two breaths: a few milliseconds of work. */
const STEP = 5000;

/** Units listed of one arrow: one that carries more is read on in the decoder. */
const MOST_ROWS = 100;

/** Runs races behind the worker boundary, and keeps their bytes. It knows of neither worker nor channel. */
export function createLaboratory(pause: () => Promise<void>): Laboratory {
  let lanes: ReadonlyMap<string, Lane> = new Map();
  let generation = 0;

  const laneOf = (id: string): Promise<Lane> => {
    const lane = lanes.get(id);
    return lane === undefined
      ? Promise.reject(new RangeError(`there is no lane ${id}`))
      : Promise.resolve(lane);
  };

  return {
    async run(requests, signal, progress) {
      const mine = ++generation;
      const breath: Breath = async () => {
        await pause();
        signal.throwIfAborted();
        if (mine !== generation) throw new DOMException('superseded by a later run', 'AbortError');
      };
      await breath();
      const run = new Map<string, Lane>();
      for (const [i, request] of requests.entries()) {
        const lane = await runLane(request, breath, pause, (share) =>
          progress(i + share, requests.length),
        );
        run.set(lane.id, lane);
      }
      progress(requests.length, requests.length);
      lanes = run;
      return [...run.values()].map(resultOf);
    },
    async arrow({ lane, connection, transfer }) {
      const { run, conversations } = await laneOf(lane);
      const travelled = transferOf(run, connection, transfer);
      const held = await conversations.get(connection);
      const numbers = rowsIn(held, travelled);
      const [first] = numbers;
      return {
        rows: numbers.map((row) => readRow(held.conversation, row)),
        detail: first === undefined ? null : detailOf(held, first),
        handshake: held.conversation.handshake,
        closing: readClosing(held.conversation),
        sent: travelled.time,
        // What is lost for good never arrives: the simulation says so with infinity.
        arrived: Number.isFinite(travelled.arrived) ? travelled.arrived : null,
      };
    },
    async annotate(lane, connection, row) {
      return detailOf(await (await laneOf(lane)).conversations.get(connection), row);
    },
    async pcapng(ids, vantage, connection) {
      const chosen = await Promise.all(ids.map(laneOf));
      return runsPcapng(
        chosen.map(({ run }) => run),
        vantage,
        connection,
        pause,
      );
    },
    csv: () => newsCsv([...lanes.values()], pause),
    json: () => runsJson([...lanes.values()], pause),
    dispose() {
      lanes = new Map();
      generation++;
      return Promise.resolve();
    },
  };
}

async function runLane(
  { id, scenario }: LaneRequest,
  breath: Breath,
  pause: Breath,
  progress: (share: number) => void,
): Promise<Lane> {
  const steps = createRun(scenario);
  while (steps.step(STEP)) {
    progress(steps.progress);
    await breath();
  }
  const run = steps.finish();
  const { connections } = run.trace;
  const read = async (connection: number): Promise<Held> =>
    hold(await readConversation(connections[connection]!, {}, pause), pause);
  return { id, run, conversations: createConversations(connections.length, read) };
}

function resultOf({ id, run }: Lane): LaneResult {
  const withBytes = run.trace.input.bytes <= MOST_SENT;
  return {
    id,
    transport: run.scenario.transport,
    scenario: run.scenario,
    connections: run.trace.connections.map((connection) => drawnOf(connection, withBytes)),
    marks: run.marks.columns,
    news: run.news,
    messages: run.messages,
    totals: run.totals,
    delays: delayHistogram(run.news),
  };
}

/** @throws RangeError for an arrow of another run. */
function transferOf({ trace }: Run, connection: number, transfer: ArrowId['transfer']): Transfer {
  const found = trace.connections[connection];
  if (found === undefined) throw new RangeError(`there is no connection ${connection}`);
  return found.transfers.at(transfer);
}

/** The rows of which a transfer brought a byte, in order. */
function rowsIn({ conversation }: Held, { direction, start, end }: Transfer): number[] {
  const { order } = conversation;
  const rows: number[] = [];
  const first = rowOf(conversation, { direction, offset: start });
  if (first < 0 || end === start) return rows;
  for (let row = first; row < order.length && rows.length < MOST_ROWS; row++) {
    const place = order.place(row);
    if (place.direction !== direction) continue;
    if (place.at >= end) break;
    rows.push(row);
  }
  return rows;
}

function detailOf({ conversation, messages }: Held, row: number): UnitDetail {
  const { order } = conversation;
  if (!(row >= 0 && row < order.length)) throw new RangeError(`there is no row ${row}`);
  const place = order.place(row);
  const message = viewMessage(conversation, messages[place.direction], place);
  return {
    row: readRow(conversation, row),
    annotation: annotateRow(conversation, row, message?.sources),
    message: message?.view ?? null,
  };
}
