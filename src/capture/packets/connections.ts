import { belongs } from './belongs.ts';
import { finishConnection, takeSegment, type CapturedConnection } from './connection.ts';
import { createConnection, type ConnectionState, type Surroundings } from './connection-state.ts';
import { endpointOf } from './endpoint.ts';
import { createFlows, hashOf, isFromA, type Flow } from './flows.ts';
import { ACK, SYN, type Segment } from './segment.ts';

/** All TCP connections of a capture. */
export interface Connections {
  take(segment: Segment): void;
  /** In the order in which they were first seen. */
  finish(): CapturedConnection[];
}

/** So many that were left out are told apart; more are not counted. */
const MOST_REFUSED = 100_000;

export function createConnections(around: Surroundings): Connections {
  const flows = createFlows();
  const kept = new Set<ConnectionState>();
  /** Those without bytes make room for others: a flood of SYNs must not crowd out what was said. */
  const bare = new Map<ConnectionState, Flow>();
  const refused = new Set<number>();
  let leftOut = 0;
  let leftOutAt = 0;

  /** Drops the oldest connection without bytes where there are as many as may be; false where all have some. */
  function isRoom(position: number): boolean {
    if (kept.size < around.budget.limits.connections) return true;
    const oldest = bare.entries().next();
    if (oldest.done) return false;
    const [connection, flow] = oldest.value;
    bare.delete(connection);
    kept.delete(connection);
    if (flow.connection === connection) flows.remove(flow);
    if (leftOut++ === 0) leftOutAt = position;
    return true;
  }

  function refuse(segment: Segment): void {
    if (refused.size === 0 && leftOut === 0) leftOutAt = segment.position;
    if (refused.size < MOST_REFUSED) refused.add(hashOf(segment));
  }

  /** A new connection, on a flow that is there or not. */
  function begin(segment: Segment, known: Flow | null): void {
    if (!isRoom(segment.position)) return refuse(segment);
    const fromClient = isFromClient(segment);
    const connection = openedBy(segment, fromClient, around);
    const flow = known ?? flows.add(segment, connection, fromClient);
    if (flow === null) return refuse(segment);
    flow.connection = connection;
    flow.aIsClient = isFromA(flow, segment) === fromClient;
    kept.add(connection);
    bare.set(connection, flow);
    takeOn(connection, fromClient ? 0 : 1, segment);
  }

  function takeOn(connection: ConnectionState, sender: 0 | 1, segment: Segment): void {
    const wasBare = connection.bare;
    takeSegment(connection, sender, segment);
    if (wasBare && !connection.bare) bare.delete(connection);
  }

  return {
    take(segment) {
      const flow = flows.find(segment);
      if (flow === null) return begin(segment, null);
      const sender = isFromA(flow, segment) === flow.aIsClient ? 0 : 1;
      if (belongs(flow.connection, sender, segment)) takeOn(flow.connection, sender, segment);
      else begin(segment, flow);
    },
    finish() {
      const left = leftOut + refused.size;
      if (left > 0) around.findings.note('input/connections-left-out', leftOutAt, String(left));
      return Array.from(kept, finishConnection);
    },
  };
}

/** A SYN is sent by the client, one with ACK by the server; else the lower port is taken for the server's. */
function isFromClient({ flags, sourcePort, targetPort }: Segment): boolean {
  if (flags & SYN) return (flags & ACK) === 0;
  return sourcePort >= targetPort;
}

function openedBy(segment: Segment, fromClient: boolean, around: Surroundings): ConnectionState {
  const { head, sourceAt, targetAt, addressLength, sourcePort, targetPort } = segment;
  const source = endpointOf(head, sourceAt, addressLength, sourcePort);
  const target = endpointOf(head, targetAt, addressLength, targetPort);
  const known = (segment.flags & SYN) !== 0;
  return fromClient
    ? createConnection(source, target, known, around)
    : createConnection(target, source, known, around);
}
