import type { Marks } from '../../trace/marks.ts';
import type { Connection, Direction } from '../../trace/trace.ts';

/** Which of the `--transport-*` colours. */
export type LaneColour = 1 | 2 | 3 | 4;

/** What is drawn of a connection; without its bytes, arrows have no labels. */
export type LaneConnection = Pick<
  Connection,
  'id' | 'opened' | 'closed' | 'end' | 'transfers' | 'streams'
>;

/** One sequence diagram: a trace, and what a simulation says beside its bytes. */
export interface Lane {
  readonly id: string;
  readonly name: string;
  /** A few words under the name. */
  readonly note?: string;
  readonly colour: LaneColour;
  readonly trace: { readonly connections: readonly LaneConnection[] };
  readonly marks?: Marks;
}

/** The transfer that a person chose: its place in `trace.connections`, and in the connection's transfers. */
export interface Choice {
  readonly lane: string;
  readonly connection: number;
  readonly direction: Direction;
  readonly transfer: number;
}

/** What a view shows of all the time there is, in seconds. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

/** Of a drawing, in pixels of the page. */
export interface Size {
  readonly width: number;
  readonly height: number;
}
