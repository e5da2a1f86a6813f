import { TRANSPORTS, type Transport } from './transport.ts';

/** What a parameter is measured in; each has words in every language. */
export type Unit = 'ms' | 'kbit/s' | 'bytes' | 'per-second' | 'share' | 'count' | 'none';

/** Under which heading a control stands. */
export type Group = 'run' | 'network' | 'news' | 'server' | 'proxy' | 'bytes' | Transport;

interface About {
  readonly group: Group;
  readonly unit: Unit;
  /** The lanes that it changes. */
  readonly lanes: readonly Transport[];
}

export interface NumberParameter extends About {
  readonly kind: 'number';
  readonly initial: number;
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
}

export interface ChoiceParameter<Choice extends string = string> extends About {
  readonly kind: 'choice';
  readonly initial: Choice;
  readonly choices: readonly Choice[];
}

/** Numbers in order, each within the range. */
export interface ListParameter extends About {
  readonly kind: 'list';
  readonly initial: readonly number[];
  readonly max: number;
}

export type Parameter = NumberParameter | ChoiceParameter | ListParameter;

const HTTP: readonly Transport[] = ['polling', 'long-polling', 'streaming'];

/** A group that is a transport is that lane's alone. */
const lanesOf = (group: Group): readonly Transport[] => {
  const own = TRANSPORTS.filter((transport) => transport === group);
  return own.length > 0 ? own : TRANSPORTS;
};

const number = (
  group: Group,
  unit: Unit,
  initial: number,
  [min, max]: readonly [min: number, max: number],
  lanes = lanesOf(group),
): NumberParameter => ({
  ...{ kind: 'number', group, unit, initial, min, max, lanes },
  whole: unit === 'bytes' || unit === 'count',
});

const choice = <const Choice extends string>(
  group: Group,
  choices: readonly [Choice, ...Choice[]],
  lanes = lanesOf(group),
): ChoiceParameter<Choice> => ({
  ...{ kind: 'choice', group, unit: 'none', initial: choices[0], choices, lanes },
});

const list = (group: Group, unit: Unit, max: number): ListParameter => ({
  ...{ kind: 'list', group, unit, initial: [], max, lanes: lanesOf(group) },
});

/** An hour: nothing lasts longer than the longest run. */
const HOUR = 3_600_000;

/** Every parameter of a scenario, written once: controls, keys of the address and checks are made from it. */
export const PARAMETERS = {
  window: number('run', 'ms', 60_000, [1000, HOUR]),
  seed: number('run', 'count', 1, [0, 0xffff_ffff]),
  clients: number('run', 'count', 1, [1, 1_000_000]),
  tabs: number('run', 'count', 1, [1, 12]),
  /** Whether the client has an open connection when the run begins. */
  warm: choice('run', ['off', 'on']),

  up: number('network', 'ms', 50, [0, 2000]),
  down: number('network', 'ms', 50, [0, 2000]),
  jitter: number('network', 'ms', 0, [0, 500]),
  /** 0: without limit. */
  bwUp: number('network', 'kbit/s', 0, [0, 1_000_000]),
  bwDown: number('network', 'kbit/s', 0, [0, 1_000_000]),
  loss: number('network', 'share', 0, [0, 0.3]),
  rto: number('network', 'ms', 1000, [200, 3000]),
  mss: number('network', 'bytes', 1460, [536, 9000]),

  process: choice('news', ['poisson', 'periodic', 'burst', 'list']),
  rate: number('news', 'per-second', 0.2, [0, 200]),
  phase: number('news', 'ms', 0, [0, HOUR]),
  burstSize: number('news', 'count', 5, [1, 1000]),
  burstEvery: number('news', 'ms', 10_000, [50, HOUR]),
  times: list('news', 'ms', HOUR),
  payload: number('news', 'bytes', 20, [0, 1_000_000]),
  upstreamRate: number('news', 'per-second', 0, [0, 50]),
  /** What it says besides, at moments of their own. */
  upstreamTimes: list('news', 'ms', HOUR),

  think: number('server', 'ms', 0, [0, 5000]),
  snapshot: choice('server', ['reply', 'arrival'], ['polling', 'long-polling']),
  since: choice('server', ['cursor', 'latestOnly', 'forgetOnWrite'], ['polling', 'long-polling']),
  batch: choice('server', ['joined', 'json-array'], ['polling', 'long-polling']),
  /** 0: without keep-alive. */
  keepAliveIdle: number('server', 'ms', 75_000, [0, HOUR], HTTP),

  pollInterval: number('polling', 'ms', 1000, [50, 600_000]),
  pollMode: choice('polling', ['fixedRate', 'fixedDelay', 'skip']),

  lpTimeout: number('long-polling', 'ms', 30_000, [100, 300_000]),
  clientThink: number('long-polling', 'ms', 0, [0, 1000]),

  streamFormat: choice('streaming', ['sse', 'ndjson']),
  sseRetry: number('streaming', 'ms', 3000, [0, 60_000]),
  sseReplay: choice('streaming', ['on', 'off']),
  /** After how long the server ends a stream, which has to be renewed then; 0: never. */
  streamLife: number('streaming', 'ms', 0, [0, HOUR]),

  /** 0: off. */
  heartbeat: number('server', 'ms', 25_000, [0, 300_000], ['streaming', 'websocket']),
  pongTimeout: number('websocket', 'ms', 20_000, [1000, 120_000]),
  heartbeatCheck: choice('websocket', ['timeout', 'next-tick']),
  wsReplay: choice('websocket', ['off', 'on']),
  permessageDeflate: choice('websocket', ['off', 'takeover', 'no-takeover']),
  closeAnswer: choice('websocket', ['on', 'off', 'without-fin']),
  closeTimeout: number('websocket', 'ms', 10_000, [100, 120_000]),
  slowReader: choice(
    'server',
    ['queue', 'keepLatest', 'coalesce', 'close'],
    ['streaming', 'websocket'],
  ),
  /** How much may wait for a slow link before the policy above holds. */
  highWater: number('server', 'bytes', 65_536, [0, 100_000_000], ['streaming', 'websocket']),

  /** 0: off. */
  proxyBuffer: number('proxy', 'bytes', 0, [0, 1_000_000], HTTP),
  proxyIdle: number('proxy', 'ms', 60_000, [0, 600_000]),
  proxyUpgrade: choice('proxy', ['pass', 'drop'], ['websocket']),

  headers: choice('bytes', ['minimal', 'chrome-http', 'chrome-https', 'lubbers-2009', 'custom']),
  /** The date that a server with a clock must send; the minimal answers alone may leave it out. */
  date: choice('bytes', ['off', 'on']),
  customRequest: number('bytes', 'bytes', 500, [0, 16_384]),
  customResponse: number('bytes', 'bytes', 300, [0, 16_384]),
  tls: choice('bytes', ['off', 'tls13', 'tls13-resumed']),
  ipHeaders: choice('bytes', ['off', '40', '52', '60', '72']),
} as const satisfies Record<string, Parameter>;

export type ParameterId = keyof typeof PARAMETERS;

export const PARAMETER_IDS = Object.keys(PARAMETERS) as readonly ParameterId[];

type ValueOf<P extends Parameter> =
  P extends ChoiceParameter<infer Choice>
    ? Choice
    : P extends ListParameter
      ? readonly number[]
      : number;

/** A value for each parameter. */
export type Parameters = { readonly [Id in ParameterId]: ValueOf<(typeof PARAMETERS)[Id]> };

export const INITIAL = Object.fromEntries(
  PARAMETER_IDS.map((id) => [id, PARAMETERS[id].initial]),
) as Parameters;
