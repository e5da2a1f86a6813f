import { WRITTEN, type Layer } from '../trace/layers.ts';
import { perDirection, type Connection, type Direction, type Trace } from '../trace/trace.ts';
import { seconds } from './clock.ts';
import { latencyOf } from './latency.ts';
import { UP, type Loss } from './network.ts';
import type { NewsRecord } from './record.ts';
import {
  FATES,
  type ConnectionFacts,
  type Fate,
  type NewsResults,
  type Run,
  type Totals,
} from './run.ts';
import { overheadOf, type Overhead } from './overhead.ts';
import type { Wire } from './wire.ts';
import type { World } from './world.ts';

/** A private address for the client, a public one of the documentation for the server: RFC 1918, RFC 5737. */
const CLIENT = '192.168.0.2';
const SERVER = '192.0.2.1:80';
const FIRST_PORT = 49_152;
const PORTS = 16_384;

const endOf = ({ endings, closed }: Wire): Connection['end'] =>
  Number.isNaN(closed) ? 'none' : endings.some(({ how }) => how === 'rst') ? 'rst' : 'fin';

/** What TLS hides stands in the trace as it was before: the port is that of HTTP without it. */
function connectionOf(wire: Wire): Connection {
  return {
    id: wire.id,
    client: `${CLIENT}:${FIRST_PORT + (wire.id % PORTS)}`,
    server: SERVER,
    // also of one that was open at the start: nothing of what was said is missing
    begun: true,
    opened: seconds(wire.opened),
    closed: Number.isNaN(wire.closed) ? null : seconds(wire.closed),
    end: endOf(wire),
    ordered: true,
    streams: {
      'client-to-server': wire.up.sink.finish(),
      'server-to-client': wire.down.sink.finish(),
    },
    transfers: wire.transfers.finish(),
    gaps: [],
  };
}

function traceOf(world: World): Trace {
  const connections = world.wires.map(connectionOf);
  const bytes = connections.reduce(
    (sum, { streams }) =>
      sum + streams['client-to-server'].length + streams['server-to-client'].length,
    0,
  );
  return { input: { kind: 'binary', bytes, notes: [] }, connections };
}

type Counts = Record<'created' | Fate, number>;

function countFates({ length, fate }: NewsResults): Counts {
  const counts: Counts = { created: length, waiting: 0, delivered: 0, lost: 0 };
  for (let i = 0; i < length; i++) counts[FATES[fate[i]!]!]++;
  return counts;
}

type Split = Record<Direction, Record<Layer, number>>;

/** What was written, as it was counted on the way, and what the layers below add. */
function bytesOf(world: World, overhead: Overhead): Split {
  return perDirection((direction) => {
    const split = Object.fromEntries(WRITTEN.map((layer) => [layer, 0])) as Record<Layer, number>;
    for (const { up, down } of world.wires) {
      const { layers } = (direction === 'client-to-server' ? up : down).sink;
      WRITTEN.forEach((layer, i) => (split[layer] += layers[i]!));
    }
    return { ...split, tls: overhead.tls[direction], 'tcp-ip': overhead.tcpIp[direction] };
  });
}

/** The losses of each connection. */
function lossesOf(losses: readonly Loss[]): ReadonlyMap<number, readonly Loss[]> {
  const own = new Map<number, Loss[]>();
  for (const loss of losses) {
    const list = own.get(loss.connection);
    if (list === undefined) own.set(loss.connection, [loss]);
    else list.push(loss);
  }
  return own;
}

/** Null for what did not happen. */
const inSeconds = (time: number): number | null => (Number.isNaN(time) ? null : seconds(time));

const factsOf = (wire: Wire, losses: readonly Loss[]): ConnectionFacts => ({
  synSent: inSeconds(wire.synSent),
  synArrived: inSeconds(wire.synArrived),
  answered: inSeconds(wire.answered),
  established: inSeconds(wire.established),
  losses: losses.map(({ way, start, end, sent, again }) => ({
    ...{ way, start, end },
    sent: seconds(sent),
    again: seconds(again),
  })),
  endings: wire.endings.map(({ by, how, time, known }) => ({
    ...{ by, how },
    time: seconds(time),
    known: seconds(known),
  })),
});

const connectionTime = (wires: readonly Wire[], end: number): number =>
  wires.reduce(
    (sum, { opened, closed }) => sum + ((Number.isNaN(closed) ? end : closed) - opened),
    0,
  );

/** Packets that were lost: from when one left until a copy of it did. */
function markLosses({ marks, network }: World): void {
  for (const { connection, way, sent, again } of network.losses) {
    const peer = way === UP ? 'client' : 'server';
    const mark = marks.push('retransmission', peer, seconds(sent), connection);
    if (again < Infinity) marks.end(mark, seconds(again));
  }
}

/** What a world has come to. */
export function runOf(
  world: World,
  records: readonly NewsRecord[],
  messageRecord: NewsRecord,
  watched: number,
  complete: boolean,
): Run {
  const { engine, network, counters, wires } = world;
  const news = records[watched]!.results();
  const messages = messageRecord.results();
  const trace = traceOf(world);
  const losses = lossesOf(network.losses);
  const connections = wires.map((wire) => factsOf(wire, losses.get(wire.id) ?? []));
  const overhead = overheadOf(trace.connections, connections, world.parameters);
  const repeated = news.repeats.reduce((sum, count) => sum + count, 0);
  const totals: Totals = {
    news: { ...countFates(news), repeated },
    latency: latencyOf(news),
    messages: countFates(messages),
    messageLatency: latencyOf(messages),
    bytes: bytesOf(world, overhead),
    requests: counters.requests,
    emptyAnswers: counters.emptyAnswers,
    connections: wires.length,
    reconnects: counters.reconnects,
    connectionSeconds: seconds(connectionTime(wires, engine.end)),
    requestOpenSeconds: seconds(counters.requestOpen + counters.openRequests * engine.end),
    packets: overhead.packets,
    retransmissions: network.retransmissions,
    queuedBytes: Math.ceil(network.mostQueued),
    tabs: records.map(({ delivered }) => delivered),
    watched,
  };
  markLosses(world);
  const marks = world.marks.finish();
  return { scenario: world.scenario, trace, marks, news, messages, totals, connections, complete };
}
