import { createMarks, type MarkKind, type MarksBuilder, type Peer } from '../trace/marks.ts';
import { microseconds, seconds } from './clock.ts';
import { createAlarm } from './alarm.ts';
import { createEngine, type Engine } from './engine.ts';
import { createHeads, type Heads } from './headers/heads.ts';
import { createNetwork, type Network } from './network.ts';
import { createPayloads, type Payloads } from './payload.ts';
import type { Parameters } from './parameters.ts';
import type { Scenario } from './scenario.ts';
import { cutWire, endWire, flush, send, type Ender, type Half, type Wire } from './wire.ts';

/** What is counted while a run goes on. */
export interface Counters {
  requests: number;
  emptyAnswers: number;
  reconnects: number;
  openRequests: number;
  /** Microseconds that ended requests were open, less when the open ones began. */
  requestOpen: number;
}

/** An intermediary on the server's side of the network: it adds no delay, but may hold back and cut. */
export interface Proxy {
  /** Bytes of a body that it holds back; 0 for none. */
  buffer: number;
  /** How long a connection may be silent, in microseconds; 0 for as long as it likes. */
  idle: number;
}

/** All that one lane happens in: no clock but the engine's, no chance but the seeded one. */
export interface World {
  readonly scenario: Scenario;
  readonly parameters: Parameters;
  readonly engine: Engine;
  readonly network: Network;
  readonly marks: MarksBuilder;
  readonly heads: Heads;
  readonly payloads: Payloads;
  readonly counters: Counters;
  readonly proxy: Proxy;
  readonly wires: Wire[];
  /** How many pieces of news there are by now. */
  born: number;
  /** When the server, if it is down, is back; microseconds. */
  serverBack: number;
  /** Marks this instant; gives the number by which `until` ends it. */
  mark(kind: MarkKind, peer: Peer, wire?: Wire | null, subject?: number): number;
  until(mark: number, time: number): void;
  send(wire: Wire, half: Half, message: number): void;
  flush(wire: Wire, half: Half): void;
  end(wire: Wire, by: Ender): void;
  /** Cuts every connection at the client. */
  cut(): void;
  /** Watches over silence, as the proxy does, from each `touch` until `stop`. */
  guard(broken: () => void): Guard;
  /** The proxy is less patient, or more, from now on. */
  setIdle(time: number): void;
}

/** What the proxy keeps for a request or a tunnel that is open. */
export interface Guard {
  touch(): void;
  stop(): void;
}

export function createWorld(scenario: Scenario): World {
  const { parameters, failures } = scenario;
  const engine = createEngine(microseconds(parameters.window));
  const network = createNetwork(engine, parameters, failures);
  const marks = createMarks();
  const wires: Wire[] = [];
  const proxy: Proxy = {
    buffer: parameters.proxyBuffer,
    idle: microseconds(parameters.proxyIdle),
  };
  const watching = new Set<Guard>();

  function guard(broken: () => void): Guard {
    const alarm = createAlarm(engine, () => {
      watching.delete(own);
      broken();
    });
    const own: Guard = {
      touch() {
        watching.add(own);
        if (proxy.idle > 0) alarm.set(engine.now + proxy.idle);
        else alarm.clear();
      },
      stop() {
        watching.delete(own);
        alarm.clear();
      },
    };
    return own;
  }

  return {
    scenario,
    parameters,
    engine,
    network,
    marks,
    heads: createHeads(parameters),
    payloads: createPayloads(parameters.payload),
    counters: { requests: 0, emptyAnswers: 0, reconnects: 0, openRequests: 0, requestOpen: 0 },
    proxy,
    wires,
    born: 0,
    serverBack: 0,
    mark: (kind, peer, wire = null, subject) =>
      marks.push(kind, peer, seconds(engine.now), wire?.id, subject),
    until: (mark, time) => marks.end(mark, seconds(time)),
    send: (wire, half, message) => send(engine, network, wire, half, message),
    flush: (wire, half) => flush(engine, network, wire, half),
    end: (wire, by) => endWire(engine, network, wire, by),
    cut() {
      for (const wire of wires) cutWire(engine, wire);
    },
    guard,
    setIdle(time) {
      proxy.idle = time;
      for (const own of watching) own.touch();
    },
  };
}
