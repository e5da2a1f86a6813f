import { lineAndColumn, type Position } from '../capture/text/position.ts';
import type { BitRange } from '../codec/annotation.ts';
import type { InputKind } from '../trace/input.ts';
import type { Problem } from '../trace/problems.ts';
import type { Row } from '../trace/row.ts';
import type { Direction } from '../trace/trace.ts';
import type {
  OpenSource,
  Opened,
  Session,
  SourceSummary,
  Summary,
  UnitDetail,
} from '../worker/api.ts';
import { readAddress, writeAddress } from './address.ts';
import { RowPages } from './rows.svelte.ts';

/** What one pane holds: typed text, or something too large to show or not text at all. */
export interface Pane {
  readonly text: string;
  readonly held: Held | null;
}

export interface Held {
  /** A file's name; null for pasted text. */
  readonly name: string | null;
  readonly size: number;
  readonly content: Blob;
}

/** How to reach the worker: `onfail` is called where it dies. */
export type StartWorker = (onfail: () => void) => { session: Session; stop: () => void };

export type Failure = 'crashed' | 'unreadable';

/** What reading a file fails with: errors cross from the worker by name. */
const UNREADABLE = ['NotFoundError', 'NotReadableError'];

const EMPTY: Pane = { text: '', held: null };
const TYPING_PAUSE = 150;
/** Text beyond this many characters is held aside: a text box of megabytes makes a page stutter. */
export const MOST_TYPED = 200_000;
const PROBLEMS_SHOWN = 100;

/** What the decoder has open: the input as typed, what was read from it, and which row is looked at. */
export class Decoder {
  panes = $state.raw<readonly Pane[]>([EMPTY]);
  kind = $state.raw<InputKind | null>(null);
  direction = $state.raw<Direction | null>(null);
  progress = $state.raw<number | null>(null);
  failure = $state.raw<Failure | null>(null);
  summary = $state.raw<Summary | null>(null);
  /** How each source was read. */
  sources = $state.raw<readonly SourceSummary[]>([]);
  rows = $state.raw<RowPages | null>(null);
  problems = $state.raw<readonly Problem[]>([]);
  /** The rows that the listed problems are in. */
  problemLines = $state.raw<ReadonlyMap<number, Row>>(new Map());
  row = $state.raw<number | null>(null);
  detail = $state.raw<UnitDetail | null>(null);
  /** Where in the row to look, after a problem was chosen. */
  place = $state.raw<BitRange | null>(null);

  /** What the second pane held when it was last there. */
  #second: Pane = EMPTY;
  /** The connection that is shown. */
  #connection = 0;
  readonly #start: StartWorker;
  #worker: ReturnType<StartWorker> | null = null;
  /** True where the format came with the address and not by choice. */
  #kindOfLink = false;
  #opening = new AbortController();
  /** The worker has opened something that is not shown yet. */
  #ahead = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(start: StartWorker) {
    this.#start = start;
  }

  get empty(): boolean {
    return this.panes.every(({ text, held }) => text.trim() === '' && held === null);
  }

  /** Rows with problems beyond those listed. */
  get problemRowsLeft(): number {
    return Math.max((this.summary?.problemRows ?? 0) - PROBLEMS_SHOWN, 0);
  }

  get split(): boolean {
    return this.panes.length === 2;
  }

  /** The fragment that opens the same again; empty where the input is too large for one. */
  get address(): string {
    if (this.panes.some(({ held }) => held !== null)) return '';
    const texts = this.panes.map(({ text }) => text);
    return writeAddress({ texts, kind: this.kind, direction: this.direction, row: this.row });
  }

  /** Starts the worker before there is work: from then on decoding needs no network. */
  warm(): void {
    this.#session();
  }

  restore(hash: string): void {
    const { texts, kind, direction, row } = readAddress(hash);
    if (texts.length === 0) return;
    this.panes = texts.slice(0, 2).map((text) => ({ text, held: null }));
    this.#second = EMPTY;
    this.kind = kind;
    this.#kindOfLink = kind !== null;
    this.direction = direction;
    void this.open(row);
  }

  type(pane: number, text: string): void {
    // The format that a link named was that of its bytes, not of what is typed over them.
    if (this.#kindOfLink) this.kind = null;
    this.#kindOfLink = false;
    if (text.length > MOST_TYPED) {
      const content = new Blob([text], { type: 'text/plain' });
      this.hold(pane, { name: null, size: content.size, content });
      return;
    }
    this.#put(pane, { text, held: null });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.open(), TYPING_PAUSE);
  }

  hold(pane: number, held: Held): void {
    this.#put(pane, { text: '', held });
    void this.open();
  }

  /** Replaces everything by one text, as a sample does. */
  show(text: string): void {
    this.panes = [{ text, held: null }];
    this.#second = EMPTY;
    this.kind = null;
    this.direction = null;
    void this.open();
  }

  clear(): void {
    this.panes = this.panes.map(() => EMPTY);
    this.#second = EMPTY;
    this.kind = null;
    this.direction = null;
    void this.open();
  }

  setSplit(split: boolean): void {
    const [first = EMPTY, second = EMPTY] = this.panes;
    if (!split) this.#second = second;
    this.panes = split ? [first, this.panes[1] ?? this.#second] : [first];
    void this.open();
  }

  setKind(kind: InputKind | null): void {
    this.#kindOfLink = false;
    this.kind = kind;
    void this.open();
  }

  setDirection(direction: Direction | null): void {
    this.direction = direction;
    void this.open();
  }

  /** Reads the panes; a later call supersedes this one. */
  async open(row: number | null = null): Promise<void> {
    clearTimeout(this.#timer);
    this.#opening.abort();
    const opening = new AbortController();
    this.#opening = opening;
    this.failure = null;
    if (this.empty) return this.#reset();
    this.progress = 0;
    try {
      const sources = this.#sources();
      opening.signal.throwIfAborted();
      const session = this.#session();
      const opened = await session.open({ sources }, opening.signal, ({ done, total }) => {
        if (!opening.signal.aborted) this.progress = total === 0 ? 0 : done / total;
      });
      this.#ahead = true;
      await this.#take(session, opened, opening.signal, row);
    } catch (error) {
      if (!opening.signal.aborted) this.#fail(error);
    } finally {
      if (this.#opening === opening) this.#settle();
    }
  }

  cancel(): void {
    this.#opening.abort();
    this.#settle();
  }

  async select(row: number, place: BitRange | null = null): Promise<void> {
    if (this.#worker === null) return;
    try {
      await this.#look(this.#worker.session, row, place);
    } catch (error) {
      // While another input is being opened, the row may be none of it.
      if (this.row === row && this.progress === null) this.#fail(error);
    }
  }

  /** Line and column of a character of a pane; null for what is not shown as text. */
  position(pane: number, at: number): Position | null {
    const { text, held } = this.panes[pane] ?? EMPTY;
    return held === null ? lineAndColumn(text, at) : null;
  }

  /** The report, as a JSON file. */
  report(signal: AbortSignal): Promise<Blob> {
    return this.#session().report(signal);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#opening.abort();
    this.#worker?.stop();
    this.#worker = null;
  }

  #put(pane: number, content: Pane): void {
    this.panes = this.panes.map((old, i) => (i === pane ? content : old));
  }

  #session(): Session {
    if (this.#worker !== null) return this.#worker.session;
    const worker = this.#start(() => {
      if (this.#worker !== worker) return;
      this.#opening.abort();
      this.progress = null;
      this.#crash();
    });
    this.#worker = worker;
    return worker.session;
  }

  #sources(): OpenSource[] {
    return this.panes.map(({ text, held }, i) => ({
      content: held === null ? text : held.content,
      ...(held === null || held.name === null ? {} : { fileName: held.name }),
      ...(this.kind === null || this.split ? {} : { kind: this.kind }),
      ...this.#directionOf(i),
    }));
  }

  #directionOf(pane: number): { direction?: Direction } {
    if (this.split) return { direction: pane === 0 ? 'client-to-server' : 'server-to-client' };
    return this.direction === null ? {} : { direction: this.direction };
  }

  async #take(
    session: Session,
    { first, sources }: Opened,
    signal: AbortSignal,
    wanted: number | null,
  ): Promise<void> {
    const summary = await session.conversation(first);
    const problems = await session.problems(first, 0, PROBLEMS_SHOWN);
    const rows = Uint32Array.from(new Set(problems.map(({ row }) => row)));
    const lines = await session.rowsAt(first, rows);
    signal.throwIfAborted();
    this.#connection = first;
    this.problemLines = new Map(lines.map((line) => [line.row, line]));
    this.summary = summary;
    this.sources = sources;
    this.#ahead = false;
    this.problems = problems;
    this.rows = new RowPages(session, first, summary.rows);
    this.rows.want(0, 1);
    const row = wanted !== null && wanted < summary.rows ? wanted : firstRow(summary, problems);
    if (row === null) {
      this.row = null;
      this.detail = null;
    } else await this.#look(session, row, null);
  }

  async #look(session: Session, row: number, place: BitRange | null): Promise<void> {
    this.row = row;
    this.place = place;
    const detail = await session.annotate(this.#connection, row);
    // A later choice, or a later input, has outdated this answer.
    if (this.row === row && this.rows !== null) this.detail = detail;
  }

  #fail(error: unknown): void {
    console.error(error);
    // A file that is gone is no fault of the worker's.
    if (error instanceof Error && UNREADABLE.includes(error.name)) this.failure = 'unreadable';
    else this.#crash();
  }

  #crash(): void {
    // Without input nothing is lost, and the next input starts anew.
    if (!this.empty) this.failure = 'crashed';
    this.#worker?.stop();
    this.#worker = null;
    this.#ahead = false;
  }

  /** Nothing is being opened any more: rows are not to be asked of what is not shown. */
  #settle(): void {
    this.progress = null;
    if (this.#ahead) this.#reset();
  }

  #reset(): void {
    this.#ahead = false;
    this.progress = null;
    this.summary = null;
    this.sources = [];
    this.rows = null;
    this.problems = [];
    this.problemLines = new Map();
    this.place = null;
    this.row = null;
    this.detail = null;
  }
}

/** What to look at first: the first error, else the first frame, else the first row. */
function firstRow(summary: Summary, problems: readonly Problem[]): number | null {
  const error = problems.find(({ violation }) => violation.severity === 'error');
  if (error !== undefined) return error.row;
  return summary.firstFrameRow ?? (summary.rows > 0 ? 0 : null);
}
