import type { ParameterId, Parameters } from '../parameters.ts';
import type { Transport } from '../transport.ts';

/** Where a formula is said or implied; null where it was worked out here, and a test holds a run against it. */
export interface Source {
  readonly document:
    'rfc6202' | 'rfc6298' | 'rfc6455' | 'rfc9110' | 'rfc9112' | 'rfc9293' | 'ws-readme' | 'html';
  readonly section: string;
}

/** What a value counts. Rates are of one client. */
export type Quantity =
  'ms' | 'ms2' | 'share' | 'per-second' | 'bytes-per-second' | 'count' | 'seconds-per-second';

/** A number that follows from the parameters alone. */
export interface Formula {
  readonly lanes: readonly Transport[];
  readonly quantity: Quantity;
  readonly inputs: readonly ParameterId[];
  readonly source: Source | null;
  /** Null where its assumptions do not hold. */
  value(parameters: Parameters): number | null;
}

/** A round trip on a link without a bandwidth limit. */
export const roundTrip = ({ up, down }: Parameters): number => up + down;

/** Round trips until the client may speak on a new connection. */
export const tripsToConnect = ({ tls }: Parameters): number => (tls === 'tls13' ? 2 : 1);

/** Events a millisecond. */
export const rateOf = ({ rate }: Parameters): number => rate / 1000;

/** What the formulas of waiting take for granted. */
export const isPoisson = ({ process, jitter, loss, bwUp, bwDown, rate }: Parameters): boolean =>
  process === 'poisson' && rate > 0 && jitter === 0 && loss === 0 && bwUp === 0 && bwDown === 0;

export const when =
  (holds: (parameters: Parameters) => boolean, value: (parameters: Parameters) => number) =>
  (parameters: Parameters): number | null =>
    holds(parameters) ? value(parameters) : null;

export const rfc6202 = (section: string): Source => ({ document: 'rfc6202', section });
