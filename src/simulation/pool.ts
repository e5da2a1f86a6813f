import { addWire, connect } from './connect.ts';
import { createAlarm } from './alarm.ts';
import { microseconds } from './clock.ts';
import { createFifo } from './fifo.ts';
import { createServing, type Exchange, type Line, type Request } from './serving.ts';
import { isOpenAt, type Wire } from './wire.ts';
import type { World } from './world.ts';

/** Browsers open no more connections to one host for HTTP/1.1, as measured on Chromium 156. */
export const MOST_CONNECTIONS = 6;

/** The connections of one browser to one host. */
export interface Pool {
  /** Sends a request on a free connection, on a new one, or when one of the six is free. */
  ask(request: Request): void;
  /** Ends all connections, as a client that leaves. */
  close(): void;
}

export type { Answer, Request } from './serving.ts';

export function createPool(world: World): Pool {
  const { engine, parameters } = world;
  const keepAlive = microseconds(parameters.keepAliveIdle);
  /** Those that were idle longest first: the one that was used last is taken first, as browsers and Node do. */
  const lines: Line[] = [];
  const waiting = createFifo<Request>();
  const serving = createServing(world);
  let connecting = 0;

  if (parameters.warm === 'on') addLine(addWire(world, true), 1);

  function ask(request: Request): void {
    waiting.push(request);
    pump();
    // the last in line: where none waits, it has gone
    const isFull = lines.length + connecting >= MOST_CONNECTIONS;
    if (waiting.length > connecting && isFull) world.mark('connection-limit', 'client');
  }

  /** Gives waiting requests to free lines; opens lines for the others, up to six. */
  function pump(): void {
    for (const line of lines.toReversed()) {
      const next = waiting.peek();
      if (next === undefined) return;
      if (!isFree(line, next)) continue;
      waiting.shift();
      start(line, next);
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
        for (const request of waiting.drain()) request.failed();
      },
    );
  }

  function addLine(wire: Wire, requests: number): void {
    const line: Line = {
      ...{ wire, exchange: null, serving: null, requests },
      idle: createAlarm(engine, () => world.end(wire, 'server')),
    };
    wire.up.receive = () => serving.receive(line);
    wire.down.receive = (message) => hear(line, message);
    wire.down.lost = (message) => line.serving?.request.unheard?.(message >> 1);
    wire.clientEnded = () => broken(line);
    wire.serverEnded = () => serving.abandon(line);
    lines.push(line);
    if (keepAlive > 0) line.idle.set(engine.now + keepAlive);
  }

  function start(line: Line, request: Request): void {
    const { wire } = line;
    const exchange: Exchange = {
      request,
      answer: serving.createAnswer(line, () => exchange),
      guard: world.guard(() => serving.timeOut(line, exchange)),
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

  function hear(line: Line, message: number): void {
    const { exchange } = line;
    if (exchange === null) return;
    const last = message % 2 === 1;
    if (last) {
      settle(line, exchange);
      lines.push(...lines.splice(lines.indexOf(line), 1));
    }
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

  return {
    ask,
    close() {
      waiting.drain();
      for (const line of lines.splice(0)) {
        if (line.exchange !== null) settle(line, line.exchange);
        world.end(line.wire, 'client');
      }
    },
  };
}
