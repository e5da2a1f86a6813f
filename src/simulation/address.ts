import { FAILURE_KINDS, FAILURES, type Failure, type FailureKind } from './failures.ts';
import { INITIAL, PARAMETER_IDS, PARAMETERS, type Parameters } from './parameters.ts';
import { INITIAL_SETUP, type LaneSetup, type RaceSetup } from './setup.ts';
import { TRANSPORTS, type Transport } from './transport.ts';
import { formatValue, parseValue, type ValueFault } from './values.ts';

/** A key of an address with its value, neither of them escaped. */
export type Pair = readonly [key: string, value: string];

/** Why a part of an address does not count, or counts for something near. */
export interface AddressFault {
  readonly key: string;
  readonly value: string;
  readonly reason: ValueFault | 'unknown-key' | 'unknown-lane' | 'unknown-failure';
}

/** Characters that an address takes as they are: between items, and between the parts of one. */
const BETWEEN = '_';
const WITHIN = '*';

/** More lanes, and more failures, than fit a page. */
const MOST_LANES = 8;
const MOST_FAILURES = 100;

const isSame = (a: unknown, b: unknown): boolean => String(a) === String(b);

/** What differs from the initial setup, in the order of the tables: the shortest address of a race. */
export function formatSetup({ lanes, parameters, failures }: RaceSetup): Pair[] {
  const pairs = PARAMETER_IDS.filter((id) => !isSame(parameters[id], INITIAL[id])).map(
    (id): Pair => [id, formatValue(parameters[id])],
  );
  const written = lanes.map(formatLane).join(BETWEEN);
  if (written !== TRANSPORTS.join(BETWEEN)) pairs.push(['lanes', written]);
  if (failures.length > 0) pairs.push(['fail', failures.map(formatFailure).join(BETWEEN)]);
  return pairs;
}

const formatLane = ({ transport, changes }: LaneSetup): string =>
  [
    transport,
    ...PARAMETER_IDS.filter((id) => changes[id] !== undefined).flatMap((id) => [
      id,
      formatValue(changes[id]!),
    ]),
  ].join(WITHIN);

const formatFailure = ({ kind, at, amount }: Failure): string =>
  [kind, String(at), ...(FAILURES[kind].unit === 'none' ? [] : [String(amount)])].join(WITHIN);

/** What an address says, with what in it could not be taken. No address makes it fail. */
export function parseSetup(pairs: Iterable<Pair>): {
  readonly setup: RaceSetup;
  readonly faults: readonly AddressFault[];
} {
  const faults: AddressFault[] = [];
  const changes: Partial<Parameters> = {};
  let { lanes, failures } = INITIAL_SETUP;
  const note = (key: string, value: string, reason: AddressFault['reason']): void => {
    faults.push({ key, value, reason });
  };
  for (const [key, value] of pairs) {
    if (key === 'lanes') lanes = parseLanes(value, note);
    else if (key === 'fail') failures = parseFailures(value, note);
    else setParameter(changes, key, value, note);
  }
  return { setup: { lanes, failures, parameters: { ...INITIAL, ...changes } }, faults };
}

type Note = (key: string, value: string, reason: AddressFault['reason']) => void;

function setParameter(changes: Partial<Parameters>, key: string, value: string, note: Note): void {
  const id = PARAMETER_IDS.find((known) => known === key);
  if (id === undefined) return note(key, value, 'unknown-key');
  const parsed = parseValue(PARAMETERS[id], value);
  if (parsed.fault !== null) note(key, value, parsed.fault);
  if (parsed.value !== null) Object.assign(changes, { [id]: parsed.value });
}

const itemsOf = (value: string): string[][] =>
  value
    .split(BETWEEN)
    .filter((item) => item !== '')
    .map((item) => item.split(WITHIN));

function parseLanes(value: string, note: Note): readonly LaneSetup[] {
  const lanes: LaneSetup[] = [];
  for (const [name = '', ...rest] of itemsOf(value).slice(0, MOST_LANES)) {
    const transport = TRANSPORTS.find((known): known is Transport => known === name);
    if (transport === undefined) {
      note('lanes', name, 'unknown-lane');
      continue;
    }
    const changes: Partial<Parameters> = {};
    for (let i = 0; i < rest.length; i += 2) {
      setParameter(changes, rest[i]!, rest[i + 1] ?? '', note);
    }
    lanes.push({ transport, changes });
  }
  return lanes.length > 0 ? lanes : INITIAL_SETUP.lanes;
}

const parseFailures = (value: string, note: Note): readonly Failure[] =>
  itemsOf(value)
    .slice(0, MOST_FAILURES)
    .flatMap(([name = '', at = '', amount]) => {
      const kind = FAILURE_KINDS.find((known): known is FailureKind => known === name);
      const when = parseValue(PARAMETERS.phase, at);
      if (kind === undefined || when.value === null) {
        note('fail', [name, at].join(WITHIN), 'unknown-failure');
        return [];
      }
      const { initial, min, max } = FAILURES[kind];
      const given = amount === undefined ? initial : Number(amount);
      const much = Number.isFinite(given) ? Math.min(Math.max(given, min), max) : initial;
      return [{ kind, at: Number(when.value), amount: much }];
    });
