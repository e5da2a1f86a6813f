import { FAILURE_KINDS, FAILURES, type Failure, type FailureKind } from '../simulation/failures.ts';
import {
  INITIAL,
  PARAMETER_IDS,
  PARAMETERS,
  type Parameter,
  type ParameterId,
  type Parameters,
} from '../simulation/parameters.ts';
import { TRANSPORTS, type Transport } from '../simulation/transport.ts';

/** All that a race is made of; the same setup gives the same run, byte for byte. */
export interface RaceSetup {
  readonly lanes: readonly Transport[];
  readonly parameters: Parameters;
  readonly failures: readonly Failure[];
  /** A second lane of one transport, with other settings. */
  readonly other: { readonly transport: Transport; readonly parameters: Parameters } | null;
}

export const INITIAL_SETUP: RaceSetup = {
  lanes: TRANSPORTS,
  parameters: INITIAL,
  failures: [],
  other: null,
};

/** What stands before the parameters of the second lane. */
const OTHER = 'other.';

/**
 * Reads `#lanes=polling.websocket&rate=1&fail=cut.4200.3000&other=polling&other.pollInterval=5000`. What is not
 * said is as it is at first; what is out of range or unknown is left out.
 */
export function readRaceAddress(hash: string): RaceSetup {
  const said = new URLSearchParams(hash.replace(/^#/, ''));
  const lanes = TRANSPORTS.filter((lane) => said.get('lanes')?.split('.').includes(lane));
  const parameters = readParameters(said, '', INITIAL);
  const other = TRANSPORTS.find((lane) => lane === said.get('other'));
  return {
    lanes: lanes.length === 0 ? TRANSPORTS : lanes,
    parameters,
    failures: said.getAll('fail').flatMap(readFailure),
    other:
      other === undefined
        ? null
        : { transport: other, parameters: readParameters(said, OTHER, parameters) },
  };
}

/** The address of a setup: only what is not as at first. */
export function writeRaceAddress({ lanes, parameters, failures, other }: RaceSetup): string {
  const parts: string[] = [];
  if (lanes.length < TRANSPORTS.length) parts.push(`lanes=${lanes.join('.')}`);
  parts.push(...writeParameters(parameters, '', INITIAL));
  parts.push(...failures.map(({ kind, at, amount }) => `fail=${kind}.${at}.${amount}`));
  if (other !== null) {
    parts.push(`other=${other.transport}`);
    parts.push(...writeParameters(other.parameters, OTHER, parameters));
  }
  return parts.length === 0 ? '' : `#${parts.join('&')}`;
}

function readParameters(said: URLSearchParams, prefix: string, base: Parameters): Parameters {
  const read = PARAMETER_IDS.flatMap((id) => {
    const text = said.get(prefix + id);
    const value = text === null ? null : readValue(PARAMETERS[id], text);
    return value === null ? [] : [[id, value] as const];
  });
  return { ...base, ...Object.fromEntries(read) };
}

function readValue(parameter: Parameter, text: string): string | number | number[] | null {
  if (parameter.kind === 'choice') return parameter.choices.includes(text) ? text : null;
  if (parameter.kind === 'list') {
    const times = text === '' ? [] : text.split('.').map(Number);
    return times.every((time) => inRange(time, 0, parameter.max)) ? times : null;
  }
  const n = text === '' ? NaN : Number(text);
  if (parameter.whole && !Number.isInteger(n)) return null;
  return inRange(n, parameter.min, parameter.max) ? n : null;
}

const inRange = (n: number, min: number, max: number): boolean => n >= min && n <= max;

const writeParameters = (values: Parameters, prefix: string, base: Parameters): string[] =>
  PARAMETER_IDS.flatMap((id) => {
    const text = textOf(values[id]);
    return text === textOf(base[id]) ? [] : [`${prefix}${id}=${text}`];
  });

/** Moments of a list are whole milliseconds, so that a dot can stand between them. */
const textOf = (value: Parameters[ParameterId]): string =>
  typeof value === 'object' ? value.map(Math.round).join('.') : String(value);

function readFailure(text: string): Failure[] {
  const [name, at = NaN, amount = NaN] = text
    .split('.')
    .map((word, i) => (i === 0 ? word : Number(word))) as [string, number?, number?];
  const kind = FAILURE_KINDS.find((each: FailureKind) => each === name);
  if (kind === undefined) return [];
  const { min, max } = FAILURES[kind];
  return inRange(at, 0, PARAMETERS.window.max) && inRange(amount, min, max)
    ? [{ kind, at, amount }]
    : [];
}
