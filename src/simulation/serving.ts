import type { Alarm } from './alarm.ts';
import { microseconds } from './clock.ts';
import { HTTP_HEAD, type Sink } from './sink.ts';
import type { Wire } from './wire.ts';
import type { Guard, World } from './world.ts';

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

/** The part that a proxy sends where the server is too slow. */
const GATEWAY_TIMEOUT = 0;

/** A request with what is known of it on both sides. */
export interface Exchange {
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

/** A connection for HTTP. */
export interface Line {
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

/** The server's side of HTTP, and the proxy before it. */
export interface Serving {
  /** A request has arrived whole. */
  receive(line: Line): void;
  createAnswer(line: Line, own: () => Exchange): Answer;
  /** The proxy has waited long enough. */
  timeOut(line: Line, exchange: Exchange): void;
  /** The server's side of the connection has ended. */
  abandon(line: Line): void;
}

export function createServing(world: World): Serving {
  const { engine, parameters } = world;
  const keepAlive = microseconds(parameters.keepAliveIdle);

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
        const held = wire.down.sink.length - wire.down.sink.sent;
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

  /** The server's side has ended: what it would still answer reaches nobody. */
  function abandon(line: Line): void {
    line.idle.clear();
    const exchange = line.serving;
    if (exchange === null || !exchange.live) return;
    exchange.guard.stop();
    exchange.live = false;
    exchange.request.abandoned?.();
  }

  return { receive, createAnswer, timeOut, abandon };
}
