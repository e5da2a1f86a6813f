import type { Totals } from '../../simulation/run.ts';
import { LAYERS, type Layer } from '../../trace/layers.ts';
import { layerBytes } from './metrics.ts';
import type { NumberId } from './number-formulas.ts';

/** What a number of bytes was added up from, and among how many pieces of news it was shared. */
export interface Sum {
  readonly layers: readonly { readonly layer: Layer; readonly bytes: number }[];
  /** Null where it was not shared. */
  readonly among: number | null;
}

const BYTES: Partial<Record<NumberId, (totals: Totals, layer: Layer) => number>> = {
  up: ({ bytes }, layer) => bytes['client-to-server'][layer],
  down: ({ bytes }, layer) => bytes['server-to-client'][layer],
  perNews: (totals, layer) => (layer === 'payload' ? 0 : layerBytes(totals, layer)),
};

/** Null for what is no sum of bytes, or a sum of none. */
export function sumOf(number: NumberId, totals: Totals, clients: number): Sum | null {
  const bytesOf = BYTES[number];
  if (bytesOf === undefined) return null;
  const isShared = number === 'perNews';
  const layers = LAYERS.map((layer) => ({
    layer,
    bytes: bytesOf(totals, layer) * (isShared ? 1 : clients),
  })).filter(({ bytes }) => bytes > 0);
  const among = isShared ? totals.news.delivered + totals.messages.delivered : null;
  return layers.length > 0 ? { layers, among } : null;
}
