import type { Unit } from './parameters.ts';

/** What a failure's amount is, and how much where nobody says. */
export interface FailureKindFacts {
  readonly unit: Unit;
  readonly initial: number;
  readonly min: number;
  readonly max: number;
}

const lasting = (initial: number): FailureKindFacts => ({
  ...{ unit: 'ms', initial, min: 0, max: 3_600_000 },
});

const NO_AMOUNT: FailureKindFacts = { unit: 'none', initial: 0, min: 0, max: 0 };

/** What may be dropped into a run, at a moment of its clock. */
export const FAILURES = {
  /** The client's cable is pulled: it notices, the server does not; what is under way is lost. */
  cut: lasting(3000),
  /** Nothing passes and nobody notices: TCP sends again until it does. */
  silence: lasting(3000),
  /** The server ends all connections and takes none for a while. */
  'server-restart': lasting(2000),
  /** From now on a proxy holds back this many bytes. */
  'buffering-proxy': { unit: 'bytes', initial: 4096, min: 1, max: 1_000_000 },
  /** From now on a proxy cuts what is silent for so long. */
  'idle-timer': { unit: 'ms', initial: 10_000, min: 1, max: 600_000 },
  /** Tabs are opened until there are so many. */
  tabs: { unit: 'count', initial: 7, min: 1, max: 12 },
  /** The next packet of news is lost once. */
  'packet-lost': NO_AMOUNT,
  'client-closes': NO_AMOUNT,
  'server-closes': NO_AMOUNT,
} as const satisfies Record<string, FailureKindFacts>;

export type FailureKind = keyof typeof FAILURES;

export const FAILURE_KINDS = Object.keys(FAILURES) as readonly FailureKind[];

/** Milliseconds from the start of the run. */
export interface Failure {
  readonly kind: FailureKind;
  readonly at: number;
  readonly amount: number;
}
