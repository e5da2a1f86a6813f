import type { Totals } from '../../simulation/run.ts';
import { LAYERS, type Layer } from '../../trace/layers.ts';

/** What the strip under a lane and the table compare; each has words in every language. */
export const METRIC_IDS = [
  'mean',
  'p50',
  'p95',
  'max',
  'delivered',
  'waiting',
  'lost',
  'repeated',
  'perNews',
  'up',
  'down',
  'requests',
  'empty',
  'connections',
  'reconnects',
  'held',
  'open',
  'packets',
  'retransmissions',
  'queued',
] as const;

export type MetricId = (typeof METRIC_IDS)[number];

/** How a value is written. */
export type MetricUnit = 'ms' | 'seconds' | 'bytes' | 'count';

export const METRIC_UNITS: Readonly<Record<MetricId, MetricUnit>> = {
  ...{ mean: 'ms', p50: 'ms', p95: 'ms', max: 'ms' },
  ...{ delivered: 'count', waiting: 'count', lost: 'count', repeated: 'count' },
  ...{ perNews: 'bytes', up: 'bytes', down: 'bytes', queued: 'bytes' },
  ...{ requests: 'count', empty: 'count', connections: 'count', reconnects: 'count' },
  ...{ held: 'seconds', open: 'seconds', packets: 'count', retransmissions: 'count' },
};

/** What many clients multiply: sums, but not delays. */
const SUMMED: ReadonlySet<MetricId> = new Set<MetricId>([
  ...(['delivered', 'waiting', 'lost', 'repeated', 'up', 'down', 'requests', 'empty'] as const),
  ...(['connections', 'reconnects', 'held', 'open', 'packets', 'retransmissions'] as const),
]);

export const isSummed = (id: MetricId): boolean => SUMMED.has(id);

/** Bytes of one direction, all layers together. */
const bytesOf = (layers: Readonly<Record<Layer, number>>): number =>
  LAYERS.reduce((sum, layer) => sum + layers[layer], 0);

/** Bytes of a layer, both directions together. */
export const layerBytes = ({ bytes }: Totals, layer: Layer): number =>
  bytes['client-to-server'][layer] + bytes['server-to-client'][layer];

const READ: Readonly<Record<MetricId, (totals: Totals) => number | null>> = {
  mean: ({ latency }) => latency?.mean ?? null,
  p50: ({ latency }) => latency?.p50 ?? null,
  p95: ({ latency }) => latency?.p95 ?? null,
  max: ({ latency }) => latency?.max ?? null,
  delivered: ({ news }) => news.delivered,
  waiting: ({ news }) => news.waiting,
  lost: ({ news }) => news.lost,
  repeated: ({ news }) => news.repeated,
  perNews: overheadPerNews,
  up: ({ bytes }) => bytesOf(bytes['client-to-server']),
  down: ({ bytes }) => bytesOf(bytes['server-to-client']),
  requests: ({ requests }) => requests,
  empty: ({ emptyAnswers }) => emptyAnswers,
  connections: ({ connections }) => connections,
  reconnects: ({ reconnects }) => reconnects,
  held: ({ connectionSeconds }) => connectionSeconds,
  open: ({ requestOpenSeconds }) => requestOpenSeconds,
  packets: ({ packets }) => packets,
  retransmissions: ({ retransmissions }) => retransmissions,
  queued: ({ queuedBytes }) => queuedBytes,
};

/** Everything but payload, shared among the news and messages delivered; null where nothing was. */
function overheadPerNews(totals: Totals): number | null {
  const delivered = totals.news.delivered + totals.messages.delivered;
  if (delivered === 0) return null;
  const overhead = LAYERS.filter((layer) => layer !== 'payload').reduce(
    (sum, layer) => sum + layerBytes(totals, layer),
    0,
  );
  return overhead / delivered;
}

/** A metric of a lane for so many clients; null where there is none, such as a mean of nothing. */
export function metricOf(id: MetricId, totals: Totals, clients: number): number | null {
  const value = READ[id](totals);
  return value !== null && isSummed(id) ? value * clients : value;
}
