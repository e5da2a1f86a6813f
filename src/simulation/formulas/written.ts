import type { Parameters } from '../parameters.ts';
import type { Transport } from '../transport.ts';
import { roundTrip, tripsToConnect } from './formula.ts';
import { exchangeBytes, FORMULAS, formulaValue, type FormulaId } from './index.ts';
import { gapOf } from './long-polling.ts';
import { delayAfterLook, isSaturated, longestWait, meanWait, pollPeriod } from './polling.ts';
import { perFlush, unitLength } from './streams.ts';

/** What a symbol stands for: milliseconds, per second, bytes, kbit/s, or a plain number. */
export type TermUnit = 'ms' | 'per-second' | 'bytes' | 'kbit/s' | 'none';

interface Term {
  readonly unit: TermUnit;
  readonly value: (parameters: Parameters, id: FormulaId) => number;
}

const ms = (value: Term['value']): Term => ({ unit: 'ms', value });
const none = (value: Term['value']): Term => ({ unit: 'none', value });

const laneOf = (id: FormulaId): Transport => FORMULAS[id].lanes[0];

/** λ times a stretch of time. */
const during = ({ rate }: Parameters, milliseconds: number): number => (rate * milliseconds) / 1000;

/** The mean head of an answer, empty ones among them. */
function meanAnswer(parameters: Parameters, id: FormulaId): number {
  const { full, empty } = exchangeBytes(parameters);
  const lane = laneOf(id) === 'polling' ? 'polling' : 'long-polling';
  const share = formulaValue(`${lane}-empty-share`, parameters) ?? NaN;
  return share * empty + (1 - share) * full;
}

/** The symbols of the formulas. Words for each are by its sign. */
export const TERMS = {
  T: ms(pollPeriod),
  w: ms(meanWait),
  v: ms(longestWait),
  d: ms((p, id) => (laneOf(id) === 'polling' ? delayAfterLook(p) : p.down)),
  RTT: ms(roundTrip),
  s: ms((p) => p.think),
  λ: { unit: 'per-second', value: (p) => p.rate },
  g: ms(gapOf),
  H: ms((p) => p.lpTimeout),
  q: none((p) => Math.exp(-during(p, gapOf(p)))),
  e: none((p) => Math.exp(-during(p, p.lpTimeout))),
  a: {
    unit: 'per-second',
    value: (p) => formulaValue('long-polling-answers', p) ?? NaN,
  },
  R: { unit: 'bytes', value: (p) => exchangeBytes(p).request },
  A: { unit: 'bytes', value: meanAnswer },
  m: { unit: 'bytes', value: (p, id) => unitLength(p, laneOf(id)) },
  b: { unit: 'bytes', value: (p) => p.payload },
  B: { unit: 'kbit/s', value: (p) => p.bwDown },
  k: none(tripsToConnect),
  n: none(perFlush),
  I: ms((p) => p.heartbeat),
  τ: ms((p) => p.pongTimeout),
  p: none((p) => p.loss),
  RTO: ms((p) => p.rto),
  W: ms((p) => p.window),
  N: none((p) => p.clients),
} as const satisfies Record<string, Term>;

export type SymbolId = keyof typeof TERMS;

export const SYMBOLS = Object.keys(TERMS) as readonly SymbolId[];

type Written = string | ((parameters: Parameters) => string);

const EMPTY = 'e^(−{λ}{T})';

function emptyShare(parameters: Parameters): string {
  const { process, rate } = parameters;
  if (rate === 0) return '1';
  if (process !== 'periodic') return EMPTY;
  return during(parameters, pollPeriod(parameters)) < 1 ? '1 − {λ}{T}' : '0';
}

function wasted(parameters: Parameters): string {
  const share = emptyShare(parameters);
  if (share === '0') return share;
  return share === EMPTY || share === '1' ? `${share} / {T}` : `(${share}) / {T}`;
}

const onLink = ({ bwDown }: Parameters): string => (bwDown > 0 ? '{d} + 8{m} / {B}' : '{d}');

/** The share of exchanges that an event ends, and those in which one was waiting. */
const EXCHANGES = '{λ}{g} + {q}(1 − {e})';

/** The formulas, with their symbols in braces: the same in every language. Some are another for other settings. */
const WRITTEN: Readonly<Record<FormulaId, Written>> = {
  'polling-latency-mean': (p) => (isSaturated(p) ? '{w} + {d}' : '{T} / 2 + {d}'),
  'polling-latency-median': '{T} / 2 + {d}',
  'polling-latency-p95': '0.95 · {T} + {d}',
  'polling-latency-max': (p) => (isSaturated(p) ? '{v} + {d}' : '{T} + {d}'),
  'polling-latency-variance': '{T}² / 12',
  'polling-empty-share': emptyShare,
  'polling-requests': '1 / {T}',
  'polling-wasted': wasted,
  'polling-events-per-answer': `{λ}{T} / (1 − ${EMPTY})`,
  'polling-lost-share': `1 − (1 − ${EMPTY}) / ({λ}{T})`,
  'polling-connection-seconds': (p) =>
    p.keepAliveIdle === 0 ? '(({k} + 1) · {RTT} + {s}) / {T}' : '1',
  'long-polling-latency-mean': `{d} + ({λ}{g}² / 2) / (${EXCHANGES})`,
  'long-polling-latency-max': '{g} + {d}',
  'long-polling-answers': '1 / ({g} + {q}(1 − {e}) / {λ})',
  'long-polling-empty-share': 'e^(−{λ}({g} + {H}))',
  'long-polling-gap-share': `{λ}{g} / (${EXCHANGES})`,
  'polling-overhead': '({R} + {A}) / {T}',
  'long-polling-overhead': '({R} + {A}) · {a}',
  'streaming-latency': onLink,
  'websocket-latency': onLink,
  'stream-cold-start': '({k} + 1) · {RTT} + {s}',
  'streaming-overhead': '({m} − {b}) · {λ}',
  'websocket-overhead': '({m} − {b}) · {λ}',
  'proxy-buffer-mean': '({n} − 1) / (2{λ})',
  'proxy-buffer-first': '({n} − 1) / {λ}',
  'dead-peer-mean': (p) => (p.heartbeatCheck === 'timeout' ? '{I} / 2 + {τ}' : '1.5 · {I}'),
  'websocket-heartbeat': (p) => (p.heartbeat === 0 ? '0' : '(2 + 6) / {I}'),
  'streaming-heartbeat': (p) => (p.heartbeat === 0 ? '0' : '13 / {I}'),
  'loss-delay': '{RTO} · {p} / (1 − 2{p})',
  'stream-connection-seconds': '1',
};

/** A formula as it holds for these settings, its symbols in braces. */
export function writtenFormula(id: FormulaId, parameters: Parameters): string {
  const written = WRITTEN[id];
  return typeof written === 'string' ? written : written(parameters);
}

const SYMBOL = /\{(\w+|λ|τ)\}/gu;

/** As it is printed, in symbols. */
export const inSymbols = (written: string): string => written.replace(SYMBOL, '$1');

/** The symbols of a formula, each once, in the order they come. */
export const symbolsOf = (written: string): SymbolId[] => [
  ...new Set(Array.from(written.matchAll(SYMBOL), ([, symbol]) => symbol as SymbolId)),
];

/** With something in place of each symbol, and a sign wherever symbols are multiplied without one. */
export const withTerms = (written: string, textOf: (symbol: SymbolId) => string): string =>
  written
    .replace(/(\}|\d)(?=\{|(?<=\})\()/gu, '$1 · ')
    .replace(/(\{[^}]+\})²/gu, '($1)²')
    .replace(SYMBOL, (_, symbol: string) => textOf(symbol as SymbolId));
