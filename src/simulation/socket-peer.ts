import type { Range } from './answers.ts';
import { microseconds } from './clock.ts';
import type { NewsRecord } from './record.ts';
import { createOutbox, type Outbox } from './slow.ts';
import { CloseCode, heardKind, heardValue, Said, said } from './socket-messages.ts';
import type { SocketWriter } from './socket-writer.ts';
import type { Wire } from './wire.ts';
import type { World } from './world.ts';

/** A connection that is open, as the server knows. */
export interface Socket {
  readonly outbox: Outbox;
  close(code: number): void;
}

export interface PeerActions {
  readonly write: (news: Range) => void;
  /** The server sends no more news here. */
  readonly forget: () => void;
}

/** The server's end of one connection: heartbeat, closing, and the proxy's patience. */
export function createPeer(world: World, writer: SocketWriter, wire: Wire, actions: PeerActions) {
  const { engine, parameters } = world;
  const heartbeat = microseconds(parameters.heartbeat);
  const pongTimeout = microseconds(parameters.pongTimeout);
  const guard = world.guard(() => {
    world.mark('proxy-timeout', 'proxy', wire);
    world.end(wire, 'proxy');
  });
  let outbox: Outbox | null = null;
  let isOpen = false;
  let hasClosed = false;
  let pings = 0;
  let answered = 0;

  function send(message: number): void {
    guard.touch();
    world.send(wire, wire.down, message);
  }

  /** RFC 6455 §5.5.2; how long a Pong may take is not the standard's to say. */
  function beat(): void {
    if (!isOpen) return;
    if (parameters.heartbeatCheck === 'next-tick' && answered < pings) return miss();
    const ping = ++pings;
    world.mark('ping', 'server', wire);
    wire.down.sink.writeUnit(writer.ping);
    send(said(Said.ping, ping));
    engine.at(engine.now + heartbeat, beat);
    if (parameters.heartbeatCheck === 'next-tick') return;
    engine.at(engine.now + pongTimeout, () => {
      if (isOpen && answered < ping) miss();
    });
  }

  function miss(): void {
    world.mark('pong-missed', 'server', wire);
    finish();
  }

  /** Nothing more is said here. */
  function gone(): void {
    isOpen = false;
    guard.stop();
    outbox?.drop();
    actions.forget();
  }

  /** The server ends the connection first: RFC 6455 §7.1.1. */
  function finish(): void {
    gone();
    world.end(wire, 'server');
  }

  function sendClose(code: number): void {
    isOpen = false;
    hasClosed = true;
    outbox?.drop();
    actions.forget();
    world.mark('close-sent', 'server', wire);
    wire.down.sink.writeUnit(writer.closeFromServer(code));
    send(said(Said.close, code));
  }

  function close(code: number): void {
    if (hasClosed) return;
    sendClose(code);
    engine.at(engine.now + microseconds(parameters.closeTimeout), () => {
      if (!wire.up.open) return;
      world.mark('close-timeout', 'server', wire);
      finish();
    });
  }

  function hear(message: number): void {
    if (heardKind(message) === Said.pong) {
      answered = heardValue(message);
      world.mark('pong', 'server', wire);
    } else if (heardKind(message) === Said.close) hearClose(heardValue(message));
  }

  /** RFC 6455 §5.5.1 */
  function hearClose(code: number): void {
    const answers = parameters.closeAnswer !== 'off';
    if (!hasClosed && answers) sendClose(code);
    if (hasClosed && parameters.closeAnswer !== 'without-fin') finish();
  }

  function open(record: NewsRecord): Socket {
    isOpen = true;
    outbox = createOutbox(world, record, {
      write: actions.write,
      refuse: () => close(CloseCode.policy),
    });
    if (heartbeat > 0) engine.at(engine.now + heartbeat, beat);
    return { outbox, close };
  }

  return { send, touch: () => guard.touch(), hear, open, gone };
}
