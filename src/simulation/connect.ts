import { DOWN, UP, type Way } from './network.ts';
import { createWire, type Wire } from './wire.ts';
import type { World } from './world.ts';

/** Bytes of the handshake of TLS 1.3 as captured from Chromium 156 and Node 20. */
export interface TlsHandshake {
  readonly hello: number;
  readonly answer: number;
  readonly finished: number;
}

/** A certificate signed by itself; the middle of what was measured for the first message. */
const FULL: TlsHandshake = { hello: 1971, answer: 841, finished: 80 };

/** The server sends no certificate again: RFC 8446 §2.2. Its answer was measured between two Nodes. */
const RESUMED: TlsHandshake = { hello: 2252, answer: 241, finished: 80 };

const NO_TLS: TlsHandshake = { hello: 0, answer: 0, finished: 0 };

export const tlsHandshake = (tls: 'off' | 'tls13' | 'tls13-resumed'): TlsHandshake =>
  tls === 'off' ? NO_TLS : tls === 'tls13' ? FULL : RESUMED;

/** No attempt fails sooner, so that a client that tries again at once cannot stop the clock. */
const LEAST_WAIT = 10_000;

/** Makes a connection known to the run, open from the start where the client comes with one. */
export function addWire(world: World, warm: boolean): Wire {
  const wire = createWire(world.wires.length, world.engine.now);
  if (warm) wire.established = world.engine.now;
  world.wires.push(wire);
  return wire;
}

/**
 * Opens a connection, RFC 9293 §3.5: SYN, SYN-ACK, and with TLS 1.3 a round trip more, RFC 8446 §2. Then
 * `ready`; `refused` where the server is down, or the client knows that it has no network.
 */
export function connect(world: World, ready: (wire: Wire) => void, refused: () => void): Wire {
  const { engine, network, parameters } = world;
  const wire = addWire(world, false);
  const mark = world.mark('connecting', 'client', wire);
  const { hello, answer } = tlsHandshake(parameters.tls);

  function fail(): void {
    world.until(mark, engine.now);
    world.mark('connection-broken', 'client', wire);
    refused();
  }

  function refuse(by: 'server' | 'cut', time: number, known: number): void {
    wire.down.open = wire.up.open = false;
    wire.closed = engine.now;
    wire.endings.push({ by, how: 'rst', time, known });
    fail();
  }

  /** Sends one packet, or a part of the handshake of TLS, and goes on when it is there. */
  function leg(way: Way, bytes: number, next: () => void): void {
    const { arrived } = network.carry(wire.id, way, 0, 0, bytes);
    if (arrived >= network.nextCut()) return;
    engine.at(arrived, () => {
      if (wire.down.open) next();
    });
  }

  function finish(): void {
    wire.established = engine.now;
    world.until(mark, engine.now);
    ready(wire);
  }

  function turnedAway(): void {
    const known = engine.now;
    engine.at(Math.max(known, wire.opened + LEAST_WAIT), () =>
      refuse('server', wire.synArrived, known),
    );
  }

  const noNetwork = (): void => refuse('cut', engine.now, Infinity);
  const greet = (): void => leg(UP, hello, () => leg(DOWN, answer, finish));
  const goOn = parameters.tls === 'tls13' ? greet : finish;

  function answered(): void {
    wire.answered = engine.now;
    goOn();
  }

  function atServer(): void {
    wire.synArrived = engine.now;
    leg(DOWN, 0, engine.now < world.serverBack ? turnedAway : answered);
  }

  wire.clientEnded = fail;
  if (network.isCut()) engine.at(wire.opened + LEAST_WAIT, noNetwork);
  else {
    wire.synSent = engine.now;
    leg(UP, 0, atServer);
  }
  return wire;
}
