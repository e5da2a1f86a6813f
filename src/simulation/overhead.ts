import { perDirection, type Connection, type Direction } from '../trace/trace.ts';
import { tlsHandshake } from './connect.ts';
import { directionOf, DOWN, recordBytes, UP } from './network.ts';
import type { Parameters } from './parameters.ts';
import type { ConnectionFacts } from './run.ts';
import { walkPackets } from './tcp.ts';

/** Options of a SYN beyond those of every segment, where timestamps are in use: RFC 7323 §3.2, padded. */
const SYN_OPTIONS = 8;

/** What the layers below add, per direction. */
export interface Overhead {
  readonly tls: Record<Direction, number>;
  readonly tcpIp: Record<Direction, number>;
  readonly packets: number;
}

/** Counts what a run's connections cost below the trace: nothing where it is not asked for. */
export function overheadOf(
  connections: readonly Connection[],
  facts: readonly ConnectionFacts[],
  parameters: Parameters,
): Overhead {
  const tls = perDirection(() => 0);
  const tcpIp = perDirection(() => 0);
  let packets = 0;
  const header = parameters.ipHeaders === 'off' ? 0 : Number(parameters.ipHeaders);
  const options = header === 52 || header === 72 ? SYN_OPTIONS : 0;
  connections.forEach((connection, i) => {
    if (parameters.tls !== 'off') addTls(connection, facts[i]!, parameters, tls);
    if (header === 0) return;
    walkPackets(connection, facts[i]!, parameters, (kind, way, _sent, _arrived, start, end) => {
      packets++;
      const isSyn = kind === 'syn' || kind === 'syn-ack';
      const again = kind === 'retransmission' ? end - start : 0;
      tcpIp[directionOf(way)] += header + again + (isSyn ? options : 0);
    });
    const extra = handshakePackets(facts[i]!, parameters);
    packets += extra[UP] + extra[DOWN];
    tcpIp['client-to-server'] += extra[UP] * header;
    tcpIp['server-to-client'] += extra[DOWN] * header;
  });
  return { tls, tcpIp, packets };
}

/** Segments of the handshake of TLS; the client's last message goes with its first request. */
function handshakePackets(
  { established }: ConnectionFacts,
  { tls, mss }: Parameters,
): readonly [up: number, down: number] {
  if (tls === 'off' || established === null) return [0, 0];
  const { hello, answer } = tlsHandshake(tls);
  return [Math.ceil(hello / mss), Math.ceil(answer / mss)];
}

function addTls(
  connection: Connection,
  { established }: ConnectionFacts,
  { tls }: Parameters,
  sums: Record<Direction, number>,
): void {
  if (established === null) return;
  const { hello, answer, finished } = tlsHandshake(tls);
  sums['client-to-server'] += hello + finished;
  sums['server-to-client'] += answer;
  const { fromServer, starts, ends } = connection.transfers.columns;
  for (let i = 0; i < fromServer.length; i++) {
    const way = fromServer[i] === 1 ? 'server-to-client' : 'client-to-server';
    sums[way] += recordBytes(ends[i]! - starts[i]!);
  }
}
