import { microseconds } from './clock.ts';
import type { Range } from './answers.ts';
import type { NewsRecord } from './record.ts';
import { HTTP_HEAD } from './sink.ts';
import { createPeer, type Socket } from './socket-peer.ts';
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
