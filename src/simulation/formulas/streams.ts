import { createPayloads } from '../payload.ts';
import type { ParameterId, Parameters } from '../parameters.ts';
import type { Transport } from '../transport.ts';
import { createEvents, createLines, serverFrame } from '../units.ts';
import {
  isPoisson,
  rfc6202,
  roundTrip,
  tripsToConnect,
  type Formula,
  type Quantity,
} from './formula.ts';

const STREAMS: readonly Transport[] = ['streaming', 'websocket'];

/** Bytes on the wire of one piece of news; of a stream with ids, with a number of one digit. */
export function unitLength(parameters: Parameters, lane: Transport): number {
  const payloads = createPayloads(parameters.payload);
  if (lane === 'websocket') return serverFrame(payloads.of(0)).bytes.length;
  if (parameters.streamFormat === 'ndjson') return createLines(payloads)(0).bytes.length;
  const events = createEvents(payloads);
  if (parameters.sseReplay === 'off') return events.plain(0).bytes.length;
  const { before, after } = events.withId(1, 0);
  return before.length + 1 + after.length;
}

const stream = (
  lanes: readonly Transport[],
  quantity: Quantity,
  inputs: readonly ParameterId[],
  source: Formula['source'],
  value: Formula['value'],
): Formula => ({ lanes, quantity, inputs, source, value });

/** One transit, and the time its bytes take on the link. */
const latencyOn =
  (lane: Transport) =>
  (p: Parameters): number | null => {
    if (p.jitter > 0 || p.loss > 0 || p.proxyBuffer > 0 || p.permessageDeflate !== 'off')
      return null;
    return p.down + (p.bwDown > 0 ? (8 * unitLength(p, lane)) / p.bwDown : 0);
  };

/** Bytes besides the payload, for each second. */
const overheadOn =
  (lane: Transport) =>
  (p: Parameters): number =>
    (unitLength(p, lane) - p.payload) * p.rate;

const BYTES: readonly ParameterId[] = ['payload', 'streamFormat', 'sseReplay'];
const HEARTBEAT: readonly ParameterId[] = ['heartbeat', 'pongTimeout'];

/** A Ping down and a masked Pong up; a comment in a chunk. */
const PING_AND_PONG = 2 + 6;
const COMMENT_CHUNK = 13;

/** Events that a proxy gathers before it passes them on. */
export const perFlush = (p: Parameters): number =>
  Math.max(1, Math.ceil(p.proxyBuffer / unitLength(p, 'streaming')));

const isBuffered = (p: Parameters): boolean =>
  p.proxyBuffer > 0 && p.heartbeat === 0 && p.process !== 'burst' && p.rate > 0;

export const STREAM_FORMULAS = {
  'streaming-latency': stream(
    ['streaming'],
    'ms',
    ['down', 'bwDown', ...BYTES],
    rfc6202('3.2'),
    latencyOn('streaming'),
  ),
  'websocket-latency': stream(
    ['websocket'],
    'ms',
    ['down', 'bwDown', 'payload'],
    null,
    latencyOn('websocket'),
  ),
  'stream-cold-start': stream(STREAMS, 'ms', ['up', 'down', 'tls', 'think'], null, (p) => {
    const isPlain = p.warm === 'off' && p.bwUp === 0 && p.bwDown === 0 && p.loss === 0;
    return isPlain ? (tripsToConnect(p) + 1) * roundTrip(p) + p.think : null;
  }),
  'streaming-overhead': stream(
    ['streaming'],
    'bytes-per-second',
    ['rate', ...BYTES],
    { document: 'rfc9112', section: '7.1' },
    overheadOn('streaming'),
  ),
  'websocket-overhead': stream(
    ['websocket'],
    'bytes-per-second',
    ['rate', 'payload'],
    { document: 'rfc6455', section: '5.2' },
    overheadOn('websocket'),
  ),
  /** What a buffering proxy adds to the mean. */
  'proxy-buffer-mean': stream(
    ['streaming'],
    'ms',
    ['proxyBuffer', 'rate', ...BYTES],
    rfc6202('3.2'),
    (p) => (isBuffered(p) ? ((perFlush(p) - 1) / (2 * p.rate)) * 1000 : null),
  ),
  /** What it adds to the first of each batch. */
  'proxy-buffer-first': stream(
    ['streaming'],
    'ms',
    ['proxyBuffer', 'rate', ...BYTES],
    rfc6202('3.2'),
    (p) => (isBuffered(p) ? ((perFlush(p) - 1) / p.rate) * 1000 : null),
  ),
  /** How long a dead client keeps its connection, in the mean. */
  'dead-peer-mean': stream(
    ['websocket'],
    'ms',
    [...HEARTBEAT, 'heartbeatCheck'],
    { document: 'ws-readme', section: 'heartbeat' },
    (p) => {
      if (p.heartbeat === 0) return null;
      return p.heartbeatCheck === 'timeout' ? p.heartbeat / 2 + p.pongTimeout : 1.5 * p.heartbeat;
    },
  ),
  'websocket-heartbeat': stream(
    ['websocket'],
    'bytes-per-second',
    ['heartbeat'],
    { document: 'rfc6455', section: '5.5.2' },
    (p) => (p.heartbeat === 0 ? 0 : (PING_AND_PONG * 1000) / p.heartbeat),
  ),
  'streaming-heartbeat': stream(
    ['streaming'],
    'bytes-per-second',
    ['heartbeat', 'streamFormat'],
    { document: 'html', section: '9.2.7' },
    (p) => {
      if (p.streamFormat !== 'sse') return null;
      return p.heartbeat === 0 ? 0 : (COMMENT_CHUNK * 1000) / p.heartbeat;
    },
  ),
  /** What loss adds to a lone packet: a retransmission timeout, doubled each time. */
  'loss-delay': stream(
    ['polling', 'long-polling', ...STREAMS],
    'ms',
    ['loss', 'rto'],
    { document: 'rfc6298', section: '5' },
    ({ loss, rto }) => (rto * loss) / (1 - 2 * loss),
  ),
  'stream-connection-seconds': stream(
    ['long-polling', ...STREAMS],
    'seconds-per-second',
    [],
    null,
    (p) => (isPoisson(p) ? 1 : null),
  ),
} as const satisfies Record<string, Formula>;
