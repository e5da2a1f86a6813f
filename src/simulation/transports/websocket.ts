import { microseconds } from '../clock.ts';
import { addWire, connect } from '../connect.ts';
import { watchedTab, type Lane, type Tab } from '../lane.ts';
import { streamFor } from '../random.ts';
import type { NewsRecord } from '../record.ts';
import { CloseCode, heardKind, heardValue, Said, said } from '../socket-messages.ts';
import { createSocketServer } from '../socket-server.ts';
import { createSocketWriter, type SocketFrames, type SocketWriter } from '../socket-writer.ts';
import type { Wire } from '../wire.ts';
import type { World } from '../world.ts';

/** One connection that both sides write frames to: RFC 6455. */
export function createWebsocket(world: World, messages: NewsRecord): Lane {
  const writer = createSocketWriter(world);
  const tabs: SocketTab[] = [];
  return {
    say: (number) => tabs[watchedTab(world.parameters)]?.say(number),
    openTab(record) {
      const tab = createTab(world, writer, record, messages);
      tabs.push(tab);
      return tab;
    },
  };
}

interface SocketTab extends Tab {
  say(number: number): void;
}

/** RFC 6455 §7.2.3: a random wait first, then longer and longer ones; in microseconds. */
const FIRST_WAIT = 5_000_000;
const LONGEST_WAIT = 60_000_000;

/** How long Chromium waits for a server that does not close, as measured on Chromium 156 (E10). */
const WAIT_FOR_FIN = 2_000_000;

function createTab(
  world: World,
  writer: SocketWriter,
  record: NewsRecord,
  messages: NewsRecord,
): SocketTab {
  const { engine, parameters } = world;
  const backoff = streamFor(parameters.seed, 'backoff');
  const closeTimeout = microseconds(parameters.closeTimeout);
  const server = createSocketServer(world, writer, record, messages);
  /** What the client wants to say while it is not connected. */
  const unsaid: number[] = [];
  let socket: { readonly wire: Wire; readonly frames: SocketFrames } | null = null;
  let state: 'connecting' | 'asking' | 'open' | 'closing' = 'connecting';
  let cursor = 0;
  let attempts = 0;
  /** It is over for good. */
  let leaving = false;

  function open(): void {
    state = 'connecting';
    const isWarm = parameters.warm === 'on' && attempts === 0;
    if (isWarm) ask(addWire(world, true));
    else connect(world, ask, retry);
  }

  /** The client's part of the opening handshake: RFC 6455 §4.1. */
  function ask(wire: Wire): void {
    if (leaving) return world.end(wire, 'client');
    const after = parameters.wsReplay === 'on' ? cursor : null;
    const key = writer.key();
    state = 'asking';
    socket = { wire, frames: server.accept(wire, key, after) };
    wire.down.receive = (message) => hear(wire, message);
    wire.clientEnded = () => broken(wire);
    world.counters.requests++;
    count(1);
    writer.ask(wire.up.sink, key, after);
    world.send(wire, wire.up, said(Said.handshake));
  }

  /** A handshake is an open request until its answer is there. */
  function count(change: 1 | -1): void {
    world.counters.openRequests += change;
    world.counters.requestOpen -= change * engine.now;
  }

  function hear(wire: Wire, message: number): void {
    const value = heardValue(message);
    switch (heardKind(message)) {
      case Said.handshake:
        return switched(wire);
      case Said.refusal:
        world.end(wire, 'client');
        return broken(wire);
      case Said.news:
        cursor = Math.max(cursor, record.lastOf(value));
        return record.arrive(value);
      case Said.ping:
        // after a Close nothing more is said: RFC 6455 §5.5.1
        if (state === 'closing') return;
        wire.up.sink.writeUnit(writer.pong());
        return world.send(wire, wire.up, said(Said.pong, value));
      case Said.close:
        return answerClose(wire, value);
    }
  }

  function switched(wire: Wire): void {
    count(-1);
    state = 'open';
    attempts = 0;
    world.mark('websocket-open', 'client', wire);
    for (const number of unsaid.splice(0)) say(number);
  }

  /** The client has no connection any more. */
  function broken(wire: Wire): void {
    world.mark(state === 'closing' ? 'connection-closed' : 'connection-broken', 'client', wire);
    if (state === 'asking') count(-1);
    socket = null;
    state = 'connecting';
    if (!leaving) retry();
  }

  /** An application tries again by itself, RFC 6455 §7.2.3; no browser does. */
  function retry(): void {
    const wait = backoff() * Math.min(FIRST_WAIT * 2 ** attempts++, LONGEST_WAIT);
    const mark = world.mark('reconnect-wait', 'client');
    engine.at(engine.now + Math.round(wait), () => {
      world.until(mark, engine.now);
      world.counters.reconnects++;
      if (!leaving) open();
    });
  }

  /** RFC 6455 §5.5.1: a Close is answered with a Close, unless it is the answer. */
  function answerClose(wire: Wire, code: number): void {
    if (code === CloseCode.normal) leaving = true;
    if (state === 'closing') {
      if (parameters.closeAnswer === 'without-fin') endAfter(wire, WAIT_FOR_FIN);
      return;
    }
    state = 'closing';
    if (parameters.closeAnswer !== 'off') sendClose(wire, code);
  }

  function sendClose(wire: Wire, code: number): void {
    world.mark('close-sent', 'client', wire);
    wire.up.sink.writeUnit(writer.closeFromClient(code));
    world.send(wire, wire.up, said(Said.close, code));
  }

  function endAfter(wire: Wire, time: number): void {
    engine.at(engine.now + time, () => {
      if (!wire.down.open) return;
      world.mark('close-timeout', 'client', wire);
      world.end(wire, 'client');
      broken(wire);
    });
  }

  function close(): void {
    leaving = true;
    if (socket === null || state !== 'open') return;
    state = 'closing';
    sendClose(socket.wire, CloseCode.normal);
    endAfter(socket.wire, closeTimeout);
  }

  function say(number: number): void {
    if (state !== 'open' || socket === null) {
      unsaid.push(number);
      return;
    }
    const { wire, frames } = socket;
    const batch = messages.wrote(number, number);
    wire.up.sink.writeUnit(frames.message(number));
    world.send(wire, wire.up, said(Said.news, batch));
  }

  open();
  return {
    news(number) {
      const isHeard = server.news(number);
      if (!isHeard && !leaving && parameters.wsReplay === 'off') record.lose(number, number);
    },
    close,
    dismiss: () => server.dismiss(),
    say,
  };
}
