import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { concat } from '../../src/codec/bytes.ts';
import { perDirection, type Connection, type Direction } from '../../src/trace/trace.ts';
import { transfersOf, type Transfer } from '../../src/trace/transfers.ts';

/** A run of bytes as the relay passed it on: seconds from its start. */
interface Passed {
  readonly direction: Direction;
  readonly bytes: Uint8Array;
  readonly time: number;
  readonly arrived: number;
}

/** A TCP relay that adds a delay each way, and writes down what it passes. */
export interface Relay {
  readonly port: number;
  /** What passed, as a trace has it, in the order of connecting. */
  connections(): Connection[];
  /** How much later than it should the relay passed something on, at worst; milliseconds. */
  readonly worstError: number;
  close(): Promise<void>;
}

export async function createRelay(target: number, delay: number, origin: number): Promise<Relay> {
  const logs: Passed[][] = [];
  const sockets = new Set<Socket>();
  let worstError = 0;
  const now = (): number => (performance.now() - origin) / 1000;

  function pass(from: Socket, to: Socket, direction: Direction, log: Passed[]): void {
    from.on('data', (part) => {
      const time = now();
      setTimeout(() => {
        worstError = Math.max(worstError, (now() - time) * 1000 - delay);
        log.push({ direction, bytes: new Uint8Array(part), time, arrived: now() });
        if (!to.destroyed) to.write(part);
      }, delay);
    });
    from.on('end', () => setTimeout(() => to.end(), delay));
    from.on('error', () => to.destroy());
    sockets.add(from);
  }

  const server: Server = createServer({ noDelay: true }, (client) => {
    const log: Passed[] = [];
    logs.push(log);
    const upstream = connect({ port: target, host: '127.0.0.1', noDelay: true });
    pass(client, upstream, 'client-to-server', log);
    pass(upstream, client, 'server-to-client', log);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));

  return {
    port: (server.address() as AddressInfo).port,
    connections: () => logs.map(connectionOf),
    get worstError() {
      return worstError;
    },
    close: () =>
      new Promise((closed) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => closed());
      }),
  };
}

/** In the order in which things left, as a simulated trace has them. */
function connectionOf(log: readonly Passed[], id: number): Connection {
  const ends = perDirection(() => 0);
  const transfers = log
    .toSorted((a, b) => a.time - b.time)
    .map(({ direction, bytes, time, arrived }): Transfer => {
      const start = ends[direction];
      ends[direction] += bytes.length;
      return { direction, start, end: ends[direction], time, arrived };
    });
  const streamOf = (direction: Direction) =>
    concat(log.flatMap((passed) => (passed.direction === direction ? [passed.bytes] : [])));
  return {
    ...{ id, client: null, server: null, begun: true, opened: 0, closed: null, end: 'none' },
    ...{ ordered: true, gaps: [], transfers: transfersOf(transfers) },
    streams: perDirection(streamOf),
  };
}
