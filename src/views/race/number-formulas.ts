import { formulaValue, type FormulaId, type Source } from '../../simulation/formulas/index.ts';
import { writtenFormula } from '../../simulation/formulas/written.ts';
import type { Parameters } from '../../simulation/parameters.ts';
import type { Transport } from '../../simulation/transport.ts';
import { isSummed, type MetricId } from './metrics.ts';

/** A number that can be asked how it came about. */
export type NumberId = MetricId | 'memory';

/** How a number follows from a formula: as it is, of the whole run, or of one piece of news. */
type Per = 'same' | 'run' | 'news';

interface Follows {
  readonly formula: FormulaId;
  readonly per: Per;
}

type ByLane = Partial<Record<Transport, Follows>>;

const same = (formula: FormulaId): Follows => ({ formula, per: 'same' });
const ofRun = (formula: FormulaId): Follows => ({ formula, per: 'run' });
const ofNews = (formula: FormulaId): Follows => ({ formula, per: 'news' });

/** What a stream needs is the same for each piece of news: any share of them, and the longest. */
const STREAMS: ByLane = {
  streaming: same('streaming-latency'),
  websocket: same('websocket-latency'),
};

const FOLLOWS: Partial<Record<NumberId, ByLane>> = {
  mean: {
    polling: same('polling-latency-mean'),
    'long-polling': same('long-polling-latency-mean'),
    ...STREAMS,
  },
  p50: { polling: same('polling-latency-median'), ...STREAMS },
  p95: { polling: same('polling-latency-p95'), ...STREAMS },
  max: {
    polling: same('polling-latency-max'),
    'long-polling': same('long-polling-latency-max'),
    ...STREAMS,
  },
  perNews: {
    polling: ofNews('polling-overhead'),
    'long-polling': ofNews('long-polling-overhead'),
    streaming: ofNews('streaming-overhead'),
    websocket: ofNews('websocket-overhead'),
  },
  requests: { polling: ofRun('polling-requests'), 'long-polling': ofRun('long-polling-answers') },
  empty: { polling: ofRun('polling-wasted') },
  held: {
    polling: ofRun('polling-connection-seconds'),
    'long-polling': ofRun('stream-connection-seconds'),
    streaming: ofRun('stream-connection-seconds'),
    websocket: ofRun('stream-connection-seconds'),
  },
};

/** A formula for a number, as it holds for these settings. */
export interface NumberFormula {
  readonly id: FormulaId;
  /** Its symbols in braces. */
  readonly written: string;
  /** In the unit of the number. */
  readonly value: number;
}

export type NumberForm =
  | NumberFormula
  /** There is one, but what it takes for granted does not hold. */
  | 'not-now'
  /** There is none. */
  | 'none';

/** The closed form of a number of a lane, for so many clients. */
export function formOf(
  number: NumberId,
  transport: Transport,
  parameters: Parameters,
  clients: number,
): NumberForm {
  const follows = FOLLOWS[number]?.[transport];
  if (follows === undefined || number === 'memory') return 'none';
  const { formula, per } = follows;
  const value = formulaValue(formula, parameters);
  if (value === null || (per === 'news' && parameters.rate === 0)) return 'not-now';
  const many = isSummed(number) && clients > 1;
  const written = spread(writtenFormula(formula, parameters), per);
  return {
    id: formula,
    written: many ? `{N} · ${written}` : written,
    value: spreadValue(value, per, parameters) * (many ? clients : 1),
  };
}

/** Symbols that stand for themselves need no brackets around them. */
const bracketed = (written: string): string =>
  /^(\{[^}]+\}|[\d.]+)$/u.test(written) ? written : `(${written})`;

function spread(written: string, per: Per): string {
  switch (per) {
    case 'same':
      return written;
    case 'run':
      return `{W} · ${bracketed(written)}`;
    case 'news': {
      const withoutRate = /^\((.*)\) · \{λ\}$/u.exec(written)?.[1];
      return withoutRate ?? `${bracketed(written)} / {λ}`;
    }
  }
}

function spreadValue(value: number, per: Per, { window, rate }: Parameters): number {
  switch (per) {
    case 'same':
      return value;
    case 'run':
      return (value * window) / 1000;
    case 'news':
      return value / rate;
  }
}

/** The sections that say what is counted, where no formula does. */
const SECTIONS: Partial<Record<NumberId, Source>> = {
  up: { document: 'rfc9112', section: '2.1' },
  down: { document: 'rfc9112', section: '2.1' },
  perNews: { document: 'rfc9112', section: '2.1' },
  requests: { document: 'rfc9112', section: '3' },
  empty: { document: 'rfc9110', section: '15.3.5' },
  repeated: { document: 'html', section: '9.2.4' },
  connections: { document: 'rfc9293', section: '3.5' },
  reconnects: { document: 'rfc9112', section: '9.3' },
  held: { document: 'rfc9112', section: '9.3' },
  open: { document: 'rfc6202', section: '2.1' },
  packets: { document: 'rfc9293', section: '3.1' },
  retransmissions: { document: 'rfc6298', section: '5' },
  queued: { document: 'rfc9293', section: '3.8' },
};

export const sectionOf = (number: NumberId): Source | null => SECTIONS[number] ?? null;
