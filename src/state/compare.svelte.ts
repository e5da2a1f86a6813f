import type { Comparison } from '../composer/compare/conversations.ts';
import type { Row } from '../trace/row.ts';
import type { Beside, Summary, UnitDetail } from '../worker/api.ts';
import type { SessionSource } from './session-source.ts';

/** A row of a connection. */
export interface RowOf {
  readonly connection: number;
  readonly row: number;
}

export interface ComparedUnits {
  readonly one: UnitDetail;
  readonly other: UnitDetail;
}

/** Two conversations side by side. */
export interface ComparedConversations extends Comparison {
  readonly one: Side;
  readonly other: Side;
}

interface Side {
  readonly connection: number;
  readonly summary: Summary;
  /** The rows that are listed. */
  readonly rows: ReadonlyMap<number, Row>;
}

/** What is compared: two rows, two connections, or one of them with a second input. */
export class Compare {
  units = $state.raw<ComparedUnits | null>(null);
  conversations = $state.raw<ComparedConversations | null>(null);
  /** The second input, as it is typed. */
  text = $state('');
  /** How much has been compared, from 0 to 1; null where nothing is being compared. */
  share = $state.raw<number | null>(null);
  failed = $state.raw(false);

  readonly #source: SessionSource;
  #doing = new AbortController();

  constructor(source: SessionSource) {
    this.#source = source;
  }

  get open(): boolean {
    return this.units !== null || this.conversations !== null;
  }

  /** A row of each of the conversations that are side by side. */
  async pair(one: number, other: number): Promise<void> {
    const sides = this.conversations;
    if (sides === null) return;
    await this.rows(
      { connection: sides.one.connection, row: one },
      { connection: sides.other.connection, row: other },
    );
  }

  /** Two rows, which may be of two connections. */
  rows(one: RowOf, other: RowOf): Promise<void> {
    return this.#attempt(async (signal) => {
      const { session } = this.#source;
      const first = await session.annotate(one.connection, one.row);
      const second = await session.annotate(other.connection, other.row);
      if (!signal.aborted) this.units = { one: first, other: second };
    });
  }

  /** Two connections; what two rows of them say is asked for later. */
  connections(one: number, other: number): Promise<void> {
    return this.#attempt((signal) => this.#align(one, other, signal));
  }

  /** A connection, and the first of what is pasted as a second input. */
  withText(one: number): Promise<void> {
    return this.#attempt(async (signal) => {
      const request = { sources: [{ content: this.text }] };
      const beside: Beside = await this.#source.session.openBeside(
        request,
        signal,
        ({ done, total }) => this.#tell(total === 0 ? 0 : done / total / 2, signal),
      );
      const other = beside.numbers[beside.opened.first];
      if (other === undefined) throw new RangeError('the second input has no connection');
      await this.#align(one, other, signal);
    });
  }

  closeUnits(): void {
    this.units = null;
  }

  close(): void {
    this.#doing.abort();
    this.units = null;
    this.conversations = null;
    this.share = null;
    this.failed = false;
  }

  async #align(one: number, other: number, signal: AbortSignal): Promise<void> {
    const { session } = this.#source;
    const found = await session.compare(one, other, signal, (share) => this.#tell(share, signal));
    const sideOf = async (connection: number, side: 'one' | 'other'): Promise<Side> => {
      const numbers = Uint32Array.from(found.lines.flatMap((line) => line[side] ?? []));
      const rows = await session.rowsAt(connection, numbers);
      const summary = await session.conversation(connection);
      return { connection, summary, rows: new Map(rows.map((row) => [row.row, row])) };
    };
    const sides = { one: await sideOf(one, 'one'), other: await sideOf(other, 'other') };
    if (signal.aborted) return;
    this.units = null;
    this.conversations = { ...found, ...sides };
  }

  #tell(share: number, signal: AbortSignal): void {
    if (!signal.aborted) this.share = share;
  }

  /** A later wish supersedes this one. */
  async #attempt(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    if (!this.#source.live) return;
    this.#doing.abort();
    const doing = new AbortController();
    this.#doing = doing;
    this.failed = false;
    this.share = 0;
    try {
      await work(doing.signal);
    } catch (error) {
      if (doing.signal.aborted) return;
      console.error(error);
      this.failed = true;
    } finally {
      if (this.#doing === doing) {
        doing.abort();
        this.share = null;
      }
    }
  }
}
