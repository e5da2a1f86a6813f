import type { BitRange } from '../codec/annotation.ts';
import type { ConversationMap } from '../trace/conversation-map.ts';
import type { Problem } from '../trace/problems.ts';
import type { Row } from '../trace/row.ts';
import type { RowTarget } from '../trace/row-of.ts';
import type { LogPart } from '../trace/log/content.ts';
import type { PageablePart, PayloadPage } from '../trace/payload-pages.ts';
import type { LogDetail, Session, Summary, UnitDetail } from '../worker/api.ts';
import { Pages } from './pages.svelte.ts';
import type { SessionSource } from './session-source.ts';

const PROBLEMS_SHOWN = 100;
/** Parts of the map: finer than its pixels would be drawn for nobody. */
const BUCKETS = 480;

/** How a conversation is taken up. */
export interface Start {
  /** The row to look at, where it is there; asked for when that is known, for somebody may have chosen another. */
  readonly row: number | null;
  /** True where it is the one shown, read further: what was looked at stays. */
  readonly again: boolean;
}

/** The conversation shown, and the row of it that is looked at. */
export class Conversation {
  connection = $state.raw<number | null>(null);
  summary = $state.raw<Summary | null>(null);
  rows = $state.raw<Pages<Row> | null>(null);
  map = $state.raw<ConversationMap | null>(null);
  problems = $state.raw<readonly Problem[]>([]);
  /** The rows that the listed problems are in. */
  problemLines = $state.raw<ReadonlyMap<number, Row>>(new Map());
  row = $state.raw<number | null>(null);
  detail = $state.raw<UnitDetail | null>(null);
  /** The row looked at, where it is an entry of a log; `detail` is null then. */
  entry = $state.raw<LogDetail | null>(null);
  /** Where in the row to look, after a problem was chosen. */
  place = $state.raw<BitRange | null>(null);

  readonly #source: SessionSource;
  #generation = 0;

  constructor(source: SessionSource) {
    this.#source = source;
  }

  /** Rows with problems beyond those listed. */
  get problemRowsLeft(): number {
    return Math.max((this.summary?.problemRows ?? 0) - PROBLEMS_SHOWN, 0);
  }

  /** Shows a connection and says which row to look at; a later call supersedes this one. */
  async show(connection: number, start: Start, signal?: AbortSignal): Promise<number | null> {
    const { again } = start;
    const mine = ++this.#generation;
    const { session } = this.#source;
    const summary = await session.conversation(connection);
    const problems = await session.problems(connection, 0, PROBLEMS_SHOWN);
    const lines = await session.rowsAt(connection, rowsOf(problems));
    signal?.throwIfAborted();
    if (mine !== this.#generation) return this.row;
    this.problemLines = new Map(lines.map((line) => [line.row, line]));
    this.problems = problems;
    this.summary = summary;
    const kept = again && this.connection === connection ? this.row : null;
    this.#showRows(session, connection, summary.rows, again);
    void this.#fetchMap(session, connection, mine);
    const { row } = start;
    const wanted = row !== null && row < summary.rows ? row : firstRow(summary, problems);
    if (kept === null) {
      this.row = wanted;
      this.place = null;
      // What was looked at before stays in view until there is something else to look at.
      if (wanted === null) this.#clear();
    }
    return kept ?? wanted;
  }

  /** Looks at a row, and at a place in it. */
  async look(row: number, place: BitRange | null = null): Promise<void> {
    const { connection } = this;
    if (connection === null || !this.#source.live) return;
    this.row = row;
    this.place = place;
    const { session } = this.#source;
    const isLog = this.summary?.log !== undefined;
    const entry = isLog ? await session.logEntry(connection, row) : null;
    const detail = isLog ? null : await session.annotate(connection, row);
    // A later choice, another connection or another input has outdated this answer.
    if (this.row !== row || this.connection !== connection) return;
    this.detail = detail;
    this.entry = entry;
  }

  /** The row of a frame, a byte or a time; null where there is none. */
  async find(target: RowTarget): Promise<number | null> {
    if (this.connection === null || !this.#source.live) return null;
    const row = await this.#source.session.rowOf(this.connection, target);
    return row < 0 ? null : row;
  }

  /** Bytes of what a row carries. */
  payload(
    row: number,
    part: PageablePart | LogPart,
    from: number,
    to: number,
  ): Promise<PayloadPage> {
    return this.#source.session.payload(this.connection!, row, part, from, to);
  }

  reset(): void {
    this.#generation++;
    this.connection = null;
    this.summary = null;
    this.rows = null;
    this.map = null;
    this.problems = [];
    this.problemLines = new Map();
    this.place = null;
    this.row = null;
    this.#clear();
  }

  #clear(): void {
    this.detail = null;
    this.entry = null;
  }

  #showRows(session: Session, connection: number, count: number, again: boolean): void {
    if (again && this.connection === connection && this.rows !== null) {
      this.rows.renew(count);
      return;
    }
    this.connection = connection;
    this.map = null;
    this.rows = new Pages((from, to) => session.rows(connection, from, to), count);
    this.rows.want(0, 1);
  }

  async #fetchMap(session: Session, connection: number, mine: number): Promise<void> {
    try {
      const map = await session.map(connection, BUCKETS);
      if (mine === this.#generation) this.map = map;
    } catch {
      // Without its map a conversation can still be read.
    }
  }
}

const rowsOf = (problems: readonly Problem[]): Uint32Array =>
  Uint32Array.from(new Set(problems.map(({ row }) => row)));

/** What to look at first: the first error, else the first frame, else the first row. */
function firstRow(summary: Summary, problems: readonly Problem[]): number | null {
  const error = problems.find(({ violation }) => violation.severity === 'error');
  if (error !== undefined) return error.row;
  return summary.firstFrameRow ?? (summary.rows > 0 ? 0 : null);
}
