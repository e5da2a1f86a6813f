import { microseconds } from './clock.ts';
import type { Range } from './answers.ts';
import type { NewsRecord } from './record.ts';
import { HTTP_HEAD } from './sink.ts';
import { createOutbox, type Outbox } from './slow.ts';
import { CloseCode, heardKind, heardValue, Said, said } from './socket-messages.ts';
import type { SocketFrames, SocketWriter } from './socket-writer.ts';
import type { Wire } from './wire.ts';
import type { World } from './world.ts';

/** The server of one tab's WebSockets: one at a time, and those whose client it does not know to be gone. */
export interface SocketServer {
  /** Takes a connection; the opening handshake comes next. Gives the frames that its client writes. */
  accept(wire: Wire, key: string, after: number | null): SocketFrames;
  /** False where nobody is connected. */
  news(number: number): boolean;
  /** Says Close to all. */
  dismiss(): void;
}

/** A connection that is open, as the server knows. */
interface Socket {
  readonly outbox: Outbox;
  close(code: number): void;
}

export function createSocketServer(
  world: World,
  writer: SocketWriter,
  record: NewsRecord,
  messages: NewsRecord,
): SocketServer {
  const sockets = new Set<Socket>();
  let newest: Socket | null = null;

  function accept(wire: Wire, key: string, after: number | null): SocketFrames {
    const frames = writer.session();
    const peer = createPeer(world, writer, wire, {
      write: (range) => write(range),
      forget: () => {
        if (socket) sockets.delete(socket);
      },
    });
    let socket: Socket | null = null;

    function write(news: Range): void {
      const batch = record.wrote(news.from, news.to);
      wire.down.sink.writeUnit(frames.news(news));
      peer.send(said(Said.news, batch));
    }

    /** The server's part of the opening handshake: RFC 6455 §4.2.2. */
    function answer(): void {
      if (!wire.up.open) return;
      if (world.parameters.proxyUpgrade === 'drop') {
        wire.down.sink.write(writer.refusal, HTTP_HEAD);
        return peer.send(said(Said.refusal));
      }
      wire.down.sink.write(writer.switching(key), HTTP_HEAD);
      peer.send(said(Said.handshake));
      newest = socket = peer.open(record);
      sockets.add(socket);
      if (after !== null && after < world.born) write({ from: after + 1, to: world.born });
    }

    wire.up.receive = (message) => {
      peer.touch();
      const kind = heardKind(message);
      if (kind === Said.handshake) {
        world.engine.at(world.engine.now + microseconds(world.parameters.think), answer);
      } else if (kind === Said.news) messages.arrive(heardValue(message));
      else peer.hear(message);
    };
    wire.up.lost = (message) => {
      if (heardKind(message) !== Said.news) return;
      const batch = heardValue(message);
      messages.lose(messages.firstOf(batch), messages.lastOf(batch));
    };
    // what a connection loses that is not the newest, the newest brings
    wire.down.lost = (message) => {
      const isLast = socket === newest && world.parameters.wsReplay === 'off';
      if (heardKind(message) !== Said.news || !isLast) return;
      const batch = heardValue(message);
      record.lose(record.firstOf(batch), record.lastOf(batch));
    };
    wire.serverEnded = () => peer.gone();
    return frames;
  }

  return {
    accept,
    news(number) {
      for (const { outbox } of [...sockets]) outbox.add(number);
      return sockets.size > 0;
    },
    dismiss() {
      for (const socket of [...sockets]) socket.close(CloseCode.normal);
    },
  };
}

interface PeerActions {
  readonly write: (news: Range) => void;
  /** The server sends no more news here. */
  readonly forget: () => void;
}

/** The server's end of one connection: heartbeat, closing, and the proxy's patience. */
function createPeer(world: World, writer: SocketWriter, wire: Wire, actions: PeerActions) {
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
