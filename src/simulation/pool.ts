import { addWire, connect } from './connect.ts';
import { createAlarm, type Alarm } from './engine.ts';
import { microseconds } from './clock.ts';
import { HTTP_HEAD, type Sink } from './sink.ts';
import { isOpenAt, type Wire } from './wire.ts';
import type { Guard, World } from './world.ts';

/** Browsers open no more connections to one host for HTTP/1.1: facts §3.8. */
export const MOST_CONNECTIONS = 6;

/** One request with what is done as it and its answer travel. Parts of an answer are whole numbers from 0. */
export interface Request {
  /** Whether it may be sent again when a connection dies under it: RFC 9110 §9.2.2. */
  readonly idempotent: boolean;
  /** Writes it, at the moment it leaves. */
  write(sink: Sink): void;
  /** The server has it whole. */
  received(answer: Answer): void;
  /** A part of the answer is there whole. */
  heard(part: number, last: boolean): void;
  /** A part of the answer never will be. */
  unheard?(part: number): void;
  /** It ended without its whole answer. */
  failed(): void;
  /** The server lost the client, or itself, while it answered. */
  abandoned?(): void;
}

/** The server's side of a request. */
export interface Answer {
  readonly sink: Sink;
  readonly wire: Wire;
  /** False once nobody listens; the server need not know. */
  readonly live: boolean;
  /** Sends what was written, which must be nothing where nobody listens. A proxy may hold a part of a body back, up to the last. */
  send(part: number, options: { readonly last: boolean; readonly head?: boolean }): void;
}

/** The connections of one browser to one host. */
export interface Pool {
  /** Sends a request on a free connection, on a new one, or when one of the six is free. */
  ask(request: Request): void;
  /** Ends all connections, as a client that leaves. */
  close(): void;
}

/** The part that a proxy sends where the server is too slow. */
const GATEWAY_TIMEOUT = 0;

interface Exchange {
  readonly request: Request;
  readonly answer: Answer;
  readonly guard: Guard;
  readonly mark: number;
  /** Whether a part of the answer has left. */
  begun: boolean;
  live: boolean;
  /** Set where the proxy answered for the server. */
  timedOut: boolean;
}

interface Line {
  readonly wire: Wire;
  /** As the client knows it. */
  exchange: Exchange | null;
  /** The last that the server got. */
  serving: Exchange | null;
  /** How many it has served, and serves. */
  requests: number;
  /** The server closes when nothing was asked for so long. */
  readonly idle: Alarm;
}

export function createPool(world: World): Pool {
  const { engine, parameters } = world;
  const keepAlive = microseconds(parameters.keepAliveIdle);
  const lines: Line[] = [];
  const waiting: Request[] = [];
  let connecting = 0;

  if (parameters.warm === 'on') addLine(addWire(world, true), 1);

  function ask(request: Request): void {
    waiting.push(request);
    pump();
    if (waiting.includes(request) && lines.length + connecting >= MOST_CONNECTIONS) {
      world.mark('connection-limit', 'client');
    }
  }

  /** Gives waiting requests to free lines; opens lines for the others, up to six. */
  function pump(): void {
    for (const line of lines) {
      if (waiting.length === 0) return;
      const next = waiting.findIndex((request) => isFree(line, request));
      if (next >= 0) start(line, waiting.splice(next, 1)[0]!);
    }
    while (connecting < waiting.length && lines.length + connecting < MOST_CONNECTIONS) open();
  }

  /** What may not be sent twice waits until 0-RTT data are safe: RFC 8446 §8. */
  function isFree({ wire, exchange }: Line, request: Request): boolean {
    if (exchange !== null || !isOpenAt(wire, 'client')) return false;
    return request.idempotent || engine.now >= safeAt(wire);
  }

  const safeAt = (wire: Wire): number =>
    parameters.tls === 'tls13-resumed' ? 2 * wire.established - wire.opened : wire.established;

  function open(): void {
    connecting++;
    connect(
      world,
      (wire) => {
        connecting--;
        addLine(wire, 0);
        if (safeAt(wire) > engine.now) engine.at(safeAt(wire), pump);
        pump();
      },
      () => {
        connecting--;
        for (const request of waiting.splice(0)) request.failed();
      },
    );
  }

  function addLine(wire: Wire, requests: number): void {
    const line: Line = {
      ...{ wire, exchange: null, serving: null, requests },
      idle: createAlarm(engine, () => world.end(wire, 'server')),
    };
    wire.up.receive = () => receive(line);
    wire.down.receive = (message) => hear(line, message);
    wire.down.lost = (message) => line.serving?.request.unheard?.(message >> 1);
    wire.clientEnded = () => broken(line);
    wire.serverEnded = () => abandon(line);
    lines.push(line);
    if (keepAlive > 0) line.idle.set(engine.now + keepAlive);
  }

  function start(line: Line, request: Request): void {
    const { wire } = line;
    const exchange: Exchange = {
      request,
      answer: createAnswer(line, () => exchange),
      guard: world.guard(() => timeOut(line, exchange)),
      mark: world.mark('request-open', 'client', wire),
      begun: false,
      live: true,
      timedOut: false,
    };
    line.exchange = exchange;
    line.requests++;
    world.counters.requests++;
    world.counters.openRequests++;
    world.counters.requestOpen -= engine.now;
    request.write(wire.up.sink);
    world.send(wire, wire.up, 0);
  }

  function receive(line: Line): void {
    line.idle.clear();
    const { exchange } = line;
    if (exchange === null) return;
    line.serving = exchange;
    exchange.guard.touch();
    exchange.request.received(exchange.answer);
  }

  function createAnswer(line: Line, own: () => Exchange): Answer {
    const { wire } = line;
    return {
      sink: wire.down.sink,
      wire,
      get live() {
        return own().live;
      },
      send(part, { last, head = false }) {
        const exchange = own();
        if (!exchange.live) return;
        exchange.begun = true;
        const message = 2 * part + (last ? 1 : 0);
        const held = wire.down.sink.length - wire.down.sent;
        if (!last && !head && held < world.proxy.buffer) wire.down.held.push(message);
        else world.send(wire, wire.down, message);
        if (last) finish(line, exchange);
        else exchange.guard.touch();
      },
    };
  }

  /** The server has answered: the connection is idle, or not kept. */
  function finish(line: Line, exchange: Exchange): void {
    exchange.guard.stop();
    exchange.live = false;
    if (keepAlive === 0) world.end(line.wire, 'server');
    else line.idle.set(engine.now + keepAlive);
  }

  /** The proxy has waited long enough: it answers itself, or breaks an answer off. RFC 9110 §15.6.5 */
  function timeOut(line: Line, exchange: Exchange): void {
    const { wire } = line;
    world.mark('proxy-timeout', 'proxy', wire);
    if (exchange.begun) return world.end(wire, 'proxy');
    exchange.timedOut = true;
    wire.down.sink.write(world.heads.refusal(504), HTTP_HEAD);
    world.send(wire, wire.down, 2 * GATEWAY_TIMEOUT + 1);
    finish(line, exchange);
  }

  function hear(line: Line, message: number): void {
    const { exchange } = line;
    if (exchange === null) return;
    const last = message % 2 === 1;
    if (last) settle(line, exchange);
    if (last && exchange.timedOut) exchange.request.failed();
    else exchange.request.heard(message >> 1, last);
    if (last) pump();
  }

  function settle(line: Line, exchange: Exchange): void {
    line.exchange = null;
    world.until(exchange.mark, engine.now);
    world.counters.openRequests--;
    world.counters.requestOpen += engine.now;
  }

  /** The client has lost the connection. What was asked on one that had served before is asked again: RFC 9112 §9.3.1. */
  function broken(line: Line): void {
    const { exchange } = line;
    if (lines.includes(line)) lines.splice(lines.indexOf(line), 1);
    world.mark(exchange === null ? 'connection-closed' : 'connection-broken', 'client', line.wire);
    if (exchange !== null) {
      settle(line, exchange);
      const isRetried = exchange.request.idempotent && line.requests > 1 && !exchange.begun;
      if (isRetried) waiting.unshift(exchange.request);
      else exchange.request.failed();
    }
    pump();
  }

  /** The server's side has ended: what it would still answer reaches nobody. */
  function abandon(line: Line): void {
    line.idle.clear();
    const exchange = line.serving;
    if (exchange === null || !exchange.live) return;
    exchange.guard.stop();
    exchange.live = false;
    exchange.request.abandoned?.();
  }

  return {
    ask,
    close() {
      waiting.length = 0;
      for (const line of lines.splice(0)) {
        if (line.exchange !== null) settle(line, line.exchange);
        world.end(line.wire, 'client');
      }
    },
  };
}
