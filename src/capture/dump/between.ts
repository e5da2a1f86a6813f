import type { Line } from '../text/lines.ts';

/** What a tool prints between the rows of its dumps. */
export interface Between {
  /** A line that is no row; false where nothing is known of it. */
  line(line: Line): boolean;
  /** The rows that follow show what the tool made of others. */
  readonly derived: boolean;
  /** When what the next dump shows was seen, in seconds. */
  readonly time: number | null;
}
