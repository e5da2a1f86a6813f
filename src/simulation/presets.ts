import type { Failure } from './failures.ts';
import type { Parameters } from './parameters.ts';
import { TRANSPORTS, type Transport } from './transport.ts';

/** A real use, or a published comparison, ready to run. Words for it are by its id. */
export interface Preset {
  readonly lanes: readonly Transport[];
  readonly parameters: Partial<Parameters>;
  readonly failures: readonly Failure[];
}

const preset = (
  parameters: Partial<Parameters>,
  lanes: readonly Transport[] = TRANSPORTS,
): Preset => ({ lanes, parameters, failures: [] });

/** Lubbers and Greco, 2010: so many clients poll each second for a page of 21 octets. Facts §4.1. */
const quantumLeap = (clients: number): Preset =>
  preset(
    {
      ...{ clients, headers: 'lubbers-2009', since: 'latestOnly', warm: 'on' },
      ...{ process: 'periodic', rate: 1, phase: 500, payload: 21 },
      ...{ pollInterval: 1000, window: 60_000, heartbeat: 0 },
    },
    ['polling', 'websocket'],
  );

export const PRESETS = {
  chat: preset({
    ...{ rate: 0.5, payload: 60, upstreamRate: 0.2, up: 40, down: 40 },
    ...{ pollInterval: 2000, headers: 'chrome-https', tls: 'tls13', window: 120_000 },
  }),
  ticker: preset({ rate: 20, payload: 40, pollInterval: 1000, window: 30_000 }),
  dashboard: preset({
    ...{ process: 'periodic', rate: 0.1, phase: 3000, payload: 400 },
    ...{ pollInterval: 10_000, headers: 'chrome-https', tls: 'tls13', window: 120_000 },
  }),
  mobile: preset({
    ...{ up: 90, down: 70, jitter: 60, loss: 0.02, bwUp: 1000, bwDown: 5000 },
    ...{ rate: 0.5, payload: 120, tls: 'tls13', ipHeaders: '40', window: 60_000 },
  }),
  'llm-tokens': preset({
    ...{ process: 'periodic', rate: 40, phase: 800, payload: 16, up: 30, down: 30 },
    ...{ pollInterval: 250, window: 15_000 },
  }),
  'presence-million': preset({
    ...{ clients: 1_000_000, rate: 0.02, payload: 30, pollInterval: 10_000 },
    ...{ ipHeaders: '40', window: 300_000 },
  }),
  /** News just after an answer has left: three transits, RFC 6202 §2.2. */
  'rfc6202-worst': preset(
    { process: 'list', times: [2000, 2000.001, 6000, 6000.001], warm: 'on', window: 10_000 },
    ['long-polling', 'streaming', 'websocket'],
  ),
  'quantum-leap-a': quantumLeap(1000),
  'quantum-leap-b': quantumLeap(10_000),
  'quantum-leap-c': quantumLeap(100_000),
} as const satisfies Record<string, Preset>;

export type PresetId = keyof typeof PRESETS;

export const PRESET_IDS = Object.keys(PRESETS) as readonly PresetId[];
