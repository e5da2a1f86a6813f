import { formatSetup, parseSetup } from '../simulation/address.ts';
import { FAILURES, type Failure, type FailureKind } from '../simulation/failures.ts';
import { INITIAL, type ParameterId, type Parameters } from '../simulation/parameters.ts';
import type { Vantage } from '../simulation/packets.ts';
import {
  INITIAL_SETUP,
  setupOf,
  SETUP_IDS,
  type LaneSetup,
  type RaceSetup,
  type SetupId,
} from '../simulation/setup.ts';
import { TRANSPORTS, type Transport } from '../simulation/transport.ts';
import type { ArrowBytes, ArrowId, Laboratory, LaneResult } from '../worker/laboratory-api.ts';
import { requestsOf } from './race-requests.ts';

export type StartLaboratory = (onfail: () => void) => { laboratory: Laboratory; stop: () => void };

/** Sliders send many values: a run begins when they rest this long, in milliseconds. */
const REST = 120;

/** What a fragment says of a race. */
export const readRaceAddress = (hash: string): RaceSetup =>
  parseSetup(new URLSearchParams(hash.replace(/^#/, ''))).setup;

/** A race as it is set up, and what came of it. */
export class Race {
  setup = $state.raw<RaceSetup>(INITIAL_SETUP);
  results = $state.raw<readonly LaneResult[]>([]);
  /** How far a run is, from 0 to 1; null where none is under way. */
  progress = $state.raw<number | null>(null);
  failed = $state.raw(false);
  arrow = $state.raw<ArrowId | null>(null);
  bytes = $state.raw<ArrowBytes | null>(null);

  readonly #start: StartLaboratory;
  #worker: ReturnType<StartLaboratory> | null = null;
  #running = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(start: StartLaboratory) {
    this.#start = start;
  }

  /** The fragment that gives the same race. */
  get address(): string {
    const said = new URLSearchParams(formatSetup(this.setup).map(([key, value]) => [key, value]));
    return said.size === 0 ? '' : `#${said.toString()}`;
  }

  /** The transports that run. */
  get transports(): readonly Transport[] {
    return TRANSPORTS.filter((each) =>
      this.setup.lanes.some(({ transport }) => transport === each),
    );
  }

  /** The lane that runs beside another of its transport, with what it changes. */
  get second(): LaneSetup | null {
    const { lanes } = this.setup;
    return lanes.find(({ transport }, i) => lanes[i - 1]?.transport === transport) ?? null;
  }

  /** The setup with a name that runs as it is; null for settings of one's own. */
  get preset(): SetupId | null {
    const address = String(formatSetup(this.setup));
    return SETUP_IDS.find((id) => String(formatSetup(setupOf(id))) === address) ?? null;
  }

  take(setup: RaceSetup): void {
    this.#change(setup, 0);
  }

  choose(preset: SetupId): void {
    this.#change(setupOf(preset), 0);
  }

  set(id: ParameterId, value: Parameters[ParameterId]): void {
    this.#change({ ...this.setup, parameters: { ...this.setup.parameters, [id]: value } });
  }

  /** Changes a parameter of the second lane alone; one that is as in the first is its own no more. */
  setSecond(id: ParameterId, value: Parameters[ParameterId]): void {
    const { second } = this;
    const { lanes, parameters } = this.setup;
    if (second === null) return;
    const changes = Object.fromEntries(
      Object.entries({ ...second.changes, [id]: value }).filter(
        ([key, each]) => String(each) !== String(parameters[key as ParameterId]),
      ),
    );
    this.#change({
      ...this.setup,
      lanes: lanes.map((lane) => (lane === second ? { ...lane, changes } : lane)),
    });
  }

  reset(): void {
    this.#change({ ...this.setup, parameters: INITIAL, failures: [] });
  }

  setLane(transport: Transport, runs: boolean): void {
    const { lanes } = this.setup;
    const kept = TRANSPORTS.flatMap((each): readonly LaneSetup[] => {
      const own = lanes.filter((lane) => lane.transport === each);
      if (each !== transport) return own;
      if (!runs) return [];
      return own.length > 0 ? own : [{ transport, changes: {} }];
    });
    if (kept.length > 0) this.#change({ ...this.setup, lanes: kept });
  }

  /** Runs a second lane of a transport beside the first; null ends that. */
  compare(transport: Transport | null): void {
    const running = this.transports;
    const lanes = TRANSPORTS.flatMap((each): LaneSetup[] => {
      const lane = { transport: each, changes: {} };
      if (each === transport) return [lane, lane];
      return running.includes(each) ? [lane] : [];
    });
    this.#change({ ...this.setup, lanes });
  }

  /** Lets something fail at a moment, in seconds. */
  fail(kind: FailureKind, seconds: number, amount: number = FAILURES[kind].initial): void {
    const failure: Failure = { kind, at: Math.round(seconds * 1000), amount };
    const failures = [...this.setup.failures, failure].sort((a, b) => a.at - b.at);
    this.#change({ ...this.setup, failures });
  }

  mend(failure: Failure): void {
    const failures = this.setup.failures.filter((each) => each !== failure);
    this.#change({ ...this.setup, failures });
  }

  /** Runs the race; a later call supersedes this one. */
  async run(): Promise<void> {
    clearTimeout(this.#timer);
    this.#running.abort();
    const running = new AbortController();
    this.#running = running;
    this.failed = false;
    this.progress = 0;
    try {
      const results = await this.#laboratory().run(
        requestsOf(this.setup),
        running.signal,
        (done, total) => {
          if (!running.signal.aborted) this.progress = total === 0 ? 0 : done / total;
        },
      );
      running.signal.throwIfAborted();
      this.results = results;
      this.close();
    } catch (error) {
      if (!running.signal.aborted) this.#crash(error);
    } finally {
      if (this.#running === running) this.progress = null;
    }
  }

  cancel(): void {
    this.#running.abort();
    this.progress = null;
  }

  /** Opens the bytes of an arrow. */
  async look(arrow: ArrowId): Promise<void> {
    if (this.#worker === null) return;
    this.arrow = arrow;
    this.bytes = null;
    const bytes = await this.#worker.laboratory.arrow(arrow);
    if (this.arrow === arrow) this.bytes = bytes;
  }

  /** Takes another unit of the same arrow apart. */
  async lookAt(row: number): Promise<void> {
    const { arrow, bytes } = this;
    if (this.#worker === null || arrow === null || bytes === null) return;
    const detail = await this.#worker.laboratory.annotate(arrow.lane, arrow.connection, row);
    if (this.arrow === arrow) this.bytes = { ...bytes, detail };
  }

  close(): void {
    this.arrow = null;
    this.bytes = null;
  }

  /** The whole run, as packets that one end saw. */
  pcapng(vantage: Vantage): Promise<Blob> {
    const lanes = this.results.map(({ id }) => id);
    return this.#laboratory().pcapng(lanes, vantage, null);
  }

  /** The connection of an arrow, as its client saw it. */
  captureOf({ lane, connection }: ArrowId): Promise<Blob> {
    return this.#laboratory().pcapng([lane], 'client', connection);
  }

  csv = (): Promise<Blob> => this.#laboratory().csv();

  json = (): Promise<Blob> => this.#laboratory().json();

  dispose(): void {
    clearTimeout(this.#timer);
    this.#running.abort();
    this.#worker?.stop();
    this.#worker = null;
  }

  #change(setup: RaceSetup, rest: number = REST): void {
    this.setup = setup;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.run(), rest);
  }

  #laboratory(): Laboratory {
    if (this.#worker !== null) return this.#worker.laboratory;
    const worker = this.#start(() => {
      if (this.#worker !== worker) return;
      this.#running.abort();
      this.progress = null;
      this.#crash(new Error('the worker has died'));
    });
    this.#worker = worker;
    return worker.laboratory;
  }

  #crash(error: unknown): void {
    console.error(error);
    this.failed = true;
    this.#worker?.stop();
    this.#worker = null;
  }
}
