import { createTransfers, type TransfersBuilder } from '../trace/transfers.ts';
import { seconds } from './clock.ts';
import type { Engine, Task } from './engine.ts';
import { directionOf, DOWN, UP, type Network, type Way } from './network.ts';
import { Sink } from './sink.ts';

/** Who may end a connection: the proxy ends both of its sides at once. */
export type Ender = 'client' | 'server' | 'proxy';

const ignore = (): void => undefined;

/** One direction of a connection: what was written, and who hears it. */
export class Half {
  readonly way: Way;
  readonly sink = new Sink();
  /** When the last of it is there: TCP keeps order. */
  arrived = 0;
  /** Messages whose bytes wait in a proxy. */
  readonly held: number[] = [];
  /** False once nobody reads at its far end. */
  open = true;
  /** A message has arrived whole. */
  receive: Task = ignore;
  /** A message never will. */
  lost: Task = ignore;

  constructor(way: Way) {
    this.way = way;
  }

  readonly deliver: Task = (message) => {
    if (this.open) this.receive(message);
  };
}

/** A FIN or RST on its way, or the end that a cut made without one. */
export interface Ending {
  readonly by: Ender | 'cut';
  readonly how: 'fin' | 'rst';
  readonly time: number;
  /** When the other side knew; Infinity where it never did. */
  readonly known: number;
}

/** A TCP connection between the client and the server, or the proxy before it. Times are microseconds. */
export interface Wire {
  readonly id: number;
  readonly opened: number;
  /** When the SYN left, was there, and its answer was; NaN before, and where the connection was open from the start. */
  synSent: number;
  synArrived: number;
  answered: number;
  /** When the client could speak; NaN before. */
  established: number;
  /** When its last side ended it; NaN before. */
  closed: number;
  /** In order of time: two where both sides ended it. */
  readonly endings: Ending[];
  readonly up: Half;
  readonly down: Half;
  readonly transfers: TransfersBuilder;
  /** It was told that the connection has ended. */
  clientEnded: (how: Ending['how']) => void;
  serverEnded: (how: Ending['how']) => void;
}

export function createWire(id: number, opened: number): Wire {
  return {
    ...{ id, opened, established: NaN, closed: NaN, endings: [] },
    ...{ synSent: NaN, synArrived: NaN, answered: NaN },
    up: new Half(UP),
    down: new Half(DOWN),
    transfers: createTransfers(),
    clientEnded: ignore,
    serverEnded: ignore,
  };
}

/** Whether that side still has the connection. */
export const isOpenAt = (wire: Wire, side: 'client' | 'server'): boolean =>
  side === 'client' ? wire.down.open : wire.up.open;

/** Sends what was written since the last time as one write. Gives when its last byte is there; Infinity where it never will be. */
function transmit(engine: Engine, network: Network, wire: Wire, half: Half): number {
  const start = half.sink.sent;
  const end = half.sink.length;
  const { left, arrived } = network.carry(wire.id, half.way, start, end);
  half.sink.leave();
  half.arrived = Math.max(half.arrived, arrived);
  const isDead = !half.open || half.arrived >= network.nextCut();
  const there = isDead ? Infinity : half.arrived;
  if (isDead && half.way === DOWN) engine.at(half.arrived, () => bounce(engine, network, wire));
  const direction = directionOf(half.way);
  wire.transfers.push({ direction, start, end, time: seconds(left), arrived: seconds(there) });
  return there;
}

function pass(engine: Engine, half: Half, message: number, there: number): void {
  if (there === Infinity) half.lost(message);
  else engine.at(there, half.deliver, message);
}

/** The host of a client that has forgotten a connection answers what still comes with an RST: RFC 9293 §3.5.2. */
function bounce(engine: Engine, network: Network, wire: Wire): void {
  if (wire.down.open || !wire.up.open) return;
  const { arrived } = network.carry(wire.id, UP, wire.up.sink.sent, wire.up.sink.sent);
  wire.endings.push({ by: 'client', how: 'rst', time: engine.now, known: arrived });
  engine.at(arrived, () => hear(engine, wire, wire.up, 'rst'));
}

/** Sends what was written; `message` comes out at the other end when its last byte is there. Held ones go along. */
export function send(
  engine: Engine,
  network: Network,
  wire: Wire,
  half: Half,
  message: number,
): void {
  const there = transmit(engine, network, wire, half);
  if (half.held.length > 0) passHeld(engine, half, there);
  pass(engine, half, message, there);
}

/** Sends what was held back. */
export function flush(engine: Engine, network: Network, wire: Wire, half: Half): void {
  if (half.sink.sent < half.sink.length)
    passHeld(engine, half, transmit(engine, network, wire, half));
}

function passHeld(engine: Engine, half: Half, there: number): void {
  for (const message of half.held.splice(0)) pass(engine, half, message, there);
}

/** One side ends the connection and tells the other, which ends its own side when it hears: RFC 9293 §3.6. */
export function endWire(
  engine: Engine,
  network: Network,
  wire: Wire,
  by: Ender,
  how: Ending['how'] = 'fin',
): void {
  const fromClient = by === 'client';
  const own = fromClient ? wire.down : wire.up;
  const other = fromClient ? wire.up : wire.down;
  if (!own.open) return;
  if (!fromClient) flush(engine, network, wire, wire.down);
  own.open = false;
  const knowsAlready = !other.open;
  const { arrived } = network.carry(wire.id, other.way, other.sink.sent, other.sink.sent);
  const known = Math.max(other.arrived, arrived);
  const isHeard = !knowsAlready && known < network.nextCut();
  wire.endings.push({ by, how, time: engine.now, known: isHeard ? known : Infinity });
  if (knowsAlready) wire.closed = engine.now;
  else if (isHeard) engine.at(known, () => hear(engine, wire, other, how));
  if (by === 'proxy') wire.serverEnded(how);
}

/** The far end has heard that there is no more: it ends its own side at once. */
function hear(engine: Engine, wire: Wire, half: Half, how: Ending['how']): void {
  if (!half.open) return;
  half.open = false;
  wire.closed = engine.now;
  if (half.way === DOWN) wire.clientEnded(how);
  else wire.serverEnded(how);
}

/** The client loses a connection without a packet; the server does not know. */
export function cutWire(engine: Engine, wire: Wire): void {
  if (!wire.down.open) return;
  wire.down.open = false;
  wire.endings.push({ by: 'cut', how: 'rst', time: engine.now, known: Infinity });
  if (!wire.up.open) wire.closed = engine.now;
  wire.clientEnded('rst');
}
