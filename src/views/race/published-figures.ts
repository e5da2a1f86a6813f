import { roundTrip } from '../../simulation/formulas/formula.ts';
import type { Parameters } from '../../simulation/parameters.ts';
import { PRESETS } from '../../simulation/presets.ts';
import {
  AS_PRINTED,
  AS_SENT,
  perMessage,
  quantumLeap,
  type QuantumLeapCase,
} from '../../simulation/published.ts';
import type { Transport } from '../../simulation/transport.ts';
import type { NumberId } from './number-formulas.ts';

/** Who printed a figure. */
export type PublisherId = 'rfc6202-2.2' | 'rfc6202-3.2' | 'lubbers' | 'grigorik';

export const PUBLISHERS: Readonly<Record<PublisherId, string>> = {
  'rfc6202-2.2': 'https://www.rfc-editor.org/rfc/rfc6202#section-2.2',
  'rfc6202-3.2': 'https://www.rfc-editor.org/rfc/rfc6202#section-3.2',
  // As it stood when it was read: its own address leads elsewhere now.
  lubbers: 'https://web.archive.org/web/2011/http://www.websocket.org/quantum.html',
  grigorik: 'https://hpbn.co/xmlhttprequest/#polling-with-xhr',
};

/** A figure that others printed of a number, with what it says here: words for each are by `id`. */
export type PublishedFigure =
  /** One network transit, or three of them, in milliseconds here. */
  | { readonly id: 'one-transit' | 'close-to-one' | 'three-transits'; readonly ms: number }
  /** Bytes of a message beside its payload, as printed and as they are on the wire. */
  | { readonly id: 'bytes'; readonly printed: number; readonly sent: number }
  /** Megabits a second of all clients together. */
  | { readonly id: 'traffic'; readonly printed: number; readonly sent: number }
  /** Requests a second of all clients together. */
  | { readonly id: 'polls'; readonly perSecond: number };

export type Published = PublishedFigure & { readonly by: PublisherId };

const CASES = ['a', 'b', 'c'] as const satisfies readonly QuantumLeapCase[];

/** The case of the article of 2010 that these settings are. */
const caseOf = ({ headers, clients, pollInterval }: Parameters): QuantumLeapCase | null =>
  headers === 'lubbers-2009' && pollInterval === 1000
    ? (CASES.find((each) => PRESETS[`quantum-leap-${each}`].parameters.clients === clients) ?? null)
    : null;

/** Grigorik’s example: so many clients ask once a minute. Facts §4.4 */
const isMinutely = ({ pollInterval, clients }: Parameters): boolean =>
  pollInterval === 60_000 && clients === 10_000;

const DELAYS: readonly NumberId[] = ['mean', 'p50', 'p95', 'max'];

/** What was published of a number, where it can be held against these settings; null where nothing was. */
export function publishedOf(
  number: NumberId,
  transport: Transport,
  parameters: Parameters,
): Published | null {
  if (transport === 'long-polling' && number === 'mean')
    return { by: 'rfc6202-2.2', id: 'close-to-one', ms: parameters.down };
  if (transport === 'long-polling' && number === 'max')
    return {
      by: 'rfc6202-2.2',
      id: 'three-transits',
      ms: roundTrip(parameters) + parameters.down,
    };
  if (transport === 'streaming' && DELAYS.includes(number))
    return { by: 'rfc6202-3.2', id: 'one-transit', ms: parameters.down };
  if (transport === 'polling' && number === 'requests' && isMinutely(parameters))
    return { by: 'grigorik', id: 'polls', perSecond: parameters.clients / 60 };
  return lubbersFigure(number, transport, parameters);
}

function lubbersFigure(
  number: NumberId,
  transport: Transport,
  parameters: Parameters,
): Published | null {
  const which = caseOf(parameters);
  if (which === null || (transport !== 'polling' && transport !== 'websocket')) return null;
  const [printed, sent] = [AS_PRINTED, AS_SENT].map((counting) => quantumLeap(which, counting));
  if (number === 'up' || number === 'down')
    return { by: 'lubbers', id: 'traffic', printed: printed![transport], sent: sent![transport] };
  if (number !== 'perNews') return null;
  const [counted, real] = [AS_PRINTED, AS_SENT].map((counting) => perMessage(which, counting));
  return { by: 'lubbers', id: 'bytes', printed: counted![transport], sent: real![transport] };
}
