import type { ConnectionState } from './connection-state.ts';
import { int32, type Segment } from './segment.ts';

/** Two addresses with their ports, and the connection that uses them now. */
export interface Flow {
  readonly hash: number;
  readonly addresses: Uint8Array;
  readonly aPort: number;
  readonly bPort: number;
  /** True where the end named first, `a`, is the client. */
  aIsClient: boolean;
  connection: ConnectionState;
  next: Flow | null;
}

/** No honest capture has so many flows of one hash. */
const MOST_OF_A_HASH = 32;

/** Finds the flow of a segment without making a string or an object for it. */
export interface Flows {
  find(segment: Segment): Flow | null;
  /** Null where too many share a hash, so that no file makes the search slow. */
  add(segment: Segment, connection: ConnectionState, sourceIsClient: boolean): Flow | null;
  remove(flow: Flow): void;
}

export function createFlows(): Flows {
  const table = new Map<number, Flow>();
  let last: Flow | null = null;
  return {
    find(segment) {
      if (last !== null && isOf(last, segment)) return last;
      let flow = table.get(hashOf(segment)) ?? null;
      while (flow !== null && !isOf(flow, segment)) flow = flow.next;
      if (flow !== null) last = flow;
      return flow;
    },
    add(segment, connection, sourceIsClient) {
      const hash = hashOf(segment);
      const first = table.get(hash) ?? null;
      let count = 0;
      for (let flow = first; flow !== null; flow = flow.next) count++;
      if (count >= MOST_OF_A_HASH) return null;
      const flow = flowOf(segment, hash, connection, sourceIsClient, first);
      table.set(hash, flow);
      last = flow;
      return flow;
    },
    remove(flow) {
      if (last === flow) last = null;
      let before = table.get(flow.hash) ?? null;
      if (before === flow) {
        if (flow.next === null) table.delete(flow.hash);
        else table.set(flow.hash, flow.next);
        return;
      }
      while (before !== null && before.next !== flow) before = before.next;
      if (before !== null) before.next = flow.next;
    },
  };
}

function flowOf(
  segment: Segment,
  hash: number,
  connection: ConnectionState,
  aIsClient: boolean,
  next: Flow | null,
): Flow {
  const { head, sourceAt, targetAt, addressLength, sourcePort, targetPort } = segment;
  const addresses = new Uint8Array(2 * addressLength);
  addresses.set(head.subarray(sourceAt, sourceAt + addressLength));
  addresses.set(head.subarray(targetAt, targetAt + addressLength), addressLength);
  return { hash, addresses, aPort: sourcePort, bPort: targetPort, aIsClient, connection, next };
}

/** True where the segment was sent by the end of a flow that is named first. */
export function isFromA(flow: Flow, segment: Segment): boolean {
  if (flow.aPort !== segment.sourcePort || flow.bPort !== segment.targetPort) return false;
  const { addresses } = flow;
  const { head, sourceAt, targetAt, addressLength } = segment;
  for (let i = 0; i < addressLength; i++) {
    if (addresses[i] !== head[sourceAt + i]) return false;
    if (addresses[addressLength + i] !== head[targetAt + i]) return false;
  }
  return true;
}

function isFromB(flow: Flow, segment: Segment): boolean {
  if (flow.bPort !== segment.sourcePort || flow.aPort !== segment.targetPort) return false;
  const { addresses } = flow;
  const { head, sourceAt, targetAt, addressLength } = segment;
  for (let i = 0; i < addressLength; i++) {
    if (addresses[i] !== head[targetAt + i]) return false;
    if (addresses[addressLength + i] !== head[sourceAt + i]) return false;
  }
  return true;
}

const isOf = (flow: Flow, segment: Segment): boolean =>
  flow.addresses.length === 2 * segment.addressLength &&
  (isFromA(flow, segment) || isFromB(flow, segment));

/** The same for both directions, and small enough for V8 to keep it without a box. */
export function hashOf(segment: Segment): number {
  const { head, sourceAt, targetAt, addressLength, sourcePort, targetPort } = segment;
  const source = mix(head, sourceAt, addressLength, sourcePort);
  const target = mix(head, targetAt, addressLength, targetPort);
  const sum = Math.imul(source + target, 0x2c1b3c6d);
  return (sum ^ (sum >>> 15)) & 0x3fff_ffff;
}

function mix(bytes: Uint8Array, at: number, length: number, port: number): number {
  let hash = Math.imul(port + 1, 0x9e3779b1);
  for (let i = 0; i < length; i += 4) {
    hash = Math.imul(hash ^ int32(bytes, at + i), 0x85ebca6b);
    hash ^= hash >>> 13;
  }
  return hash;
}
