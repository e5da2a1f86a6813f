import { FAILURES, type Failure, type FailureKind } from '../simulation/failures.ts';
import { INITIAL, type ParameterId, type Parameters } from '../simulation/parameters.ts';
import type { Transport } from '../simulation/transport.ts';
import { TRANSPORTS } from '../simulation/transport.ts';
import type {
  ArrowBytes,
  ArrowId,
  Laboratory,
  LaneRequest,
  LaneResult,
} from '../worker/laboratory-api.ts';
import { INITIAL_SETUP, writeRaceAddress, type RaceSetup } from './race-address.ts';

export type StartLaboratory = (onfail: () => void) => { laboratory: Laboratory; stop: () => void };

/** The id of the lane that compares other settings. */
export const OTHER_LANE = 'other';

/** Sliders send many values: a run begins when they rest this long, in milliseconds. */
const REST = 120;

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
    return writeRaceAddress(this.setup);
  }

  /** The lanes to run, in the order in which they stand. */
  get requests(): LaneRequest[] {
    const { lanes, parameters, failures, other } = this.setup;
    return TRANSPORTS.filter((lane) => lanes.includes(lane)).flatMap((transport) => {
      const own: LaneRequest = { id: transport, scenario: { transport, parameters, failures } };
      if (other?.transport !== transport) return [own];
      const scenario = { transport, parameters: other.parameters, failures };
      return [own, { id: OTHER_LANE, scenario }];
    });
  }

  take(setup: RaceSetup): void {
    this.#change(setup, 0);
  }

  set(id: ParameterId, value: Parameters[ParameterId]): void {
    const { parameters, other } = this.setup;
    const changed = { ...parameters, [id]: value };
    // The other lane differs in what was changed for it alone.
    const kept = other !== null && other.parameters[id] === parameters[id];
    this.#change({
      ...this.setup,
      parameters: changed,
      other: kept ? { ...other, parameters: { ...other.parameters, [id]: value } } : other,
    });
  }

  setOther(id: ParameterId, value: Parameters[ParameterId]): void {
    const { other } = this.setup;
    if (other === null) return;
    this.#change({
      ...this.setup,
      other: { ...other, parameters: { ...other.parameters, [id]: value } },
    });
  }

  reset(): void {
    this.#change({ ...this.setup, parameters: INITIAL, failures: [], other: null });
  }

  setLane(lane: Transport, runs: boolean): void {
    const lanes = TRANSPORTS.filter((each) =>
      each === lane ? runs : this.setup.lanes.includes(each),
    );
    if (lanes.length === 0) return;
    const { other } = this.setup;
    this.#change({ ...this.setup, lanes, other: runs || other?.transport !== lane ? other : null });
  }

  /** Runs a second lane of a transport beside the first; null ends that. */
  compare(transport: Transport | null): void {
    const { parameters, lanes } = this.setup;
    this.#change({
      ...this.setup,
      lanes:
        transport === null
          ? lanes
          : TRANSPORTS.filter((each) => each === transport || lanes.includes(each)),
      other: transport === null ? null : { transport, parameters },
    });
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
      const results = await this.#laboratory().run(this.requests, running.signal, (done, total) => {
        if (!running.signal.aborted) this.progress = total === 0 ? 0 : done / total;
      });
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

  pcapng(connection: ArrowId | null = null): Promise<Blob> {
    const lanes = connection === null ? this.results.map(({ id }) => id) : [connection.lane];
    return this.#laboratory().pcapng(lanes, connection?.connection ?? null);
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
