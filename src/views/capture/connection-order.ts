import type { ConnectionSummary } from '../../trace/connection-summary.ts';
import { DIRECTIONS } from '../../trace/trace.ts';

/** What connections can be sorted by. */
export const CONNECTION_COLUMNS = [
  'id',
  'traffic',
  'client',
  'server',
  'opened',
  'duration',
  'units',
  'up',
  'down',
  'problems',
  'ending',
] as const;

export type ConnectionColumn = (typeof CONNECTION_COLUMNS)[number];

export interface ConnectionOrder {
  readonly column: ConnectionColumn;
  readonly descending: boolean;
}

/** Of numbers the largest are looked for first, of names and times the first. */
const LARGEST_FIRST: ReadonlySet<ConnectionColumn> = new Set([
  'duration',
  'units',
  'up',
  'down',
  'problems',
]);

/** A click on a column: its own order first, then the other way round, then the order of the capture. */
export function nextOrder(order: ConnectionOrder, column: ConnectionColumn): ConnectionOrder {
  const first = LARGEST_FIRST.has(column);
  if (order.column !== column) return { column, descending: first };
  if (order.descending === first) return { column, descending: !first };
  return { column: 'id', descending: false };
}

/** The connections in this order; equal ones stay as they were, and what is not known comes last. */
export function inOrder(
  connections: readonly ConnectionSummary[],
  { column, descending }: ConnectionOrder,
): readonly ConnectionSummary[] {
  if (column === 'id' && !descending) return connections;
  const sign = descending ? -1 : 1;
  const keyed = connections.map((connection, at) => ({
    connection,
    at,
    key: keyOf(connection, column),
  }));
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null)
      return Number(a.key === null) - Number(b.key === null) || a.at - b.at;
    return sign * compare(a.key, b.key) || a.at - b.at;
  });
  return keyed.map(({ connection }) => connection);
}

const compare = (a: number | string, b: number | string): number =>
  typeof a === 'number' ? a - Number(b) : a < b ? -1 : Number(a > b);

/** Numbers in a text at one length: it is then in order by its characters, twenty thousand in some milliseconds. */
const byNumbers = (text: string): string =>
  text.replace(/\d+/g, (digits) => digits.padStart(10, '0'));

export const durationOf = ({ opened, closed }: ConnectionSummary): number | null =>
  opened === null || closed === null ? null : closed - opened;

function keyOf(connection: ConnectionSummary, column: ConnectionColumn): number | string | null {
  const { frames, messages, exchanges, errors, warnings, bytes } = connection;
  switch (column) {
    case 'units':
      return frames + messages + exchanges;
    case 'up':
      return bytes[DIRECTIONS[0]!];
    case 'down':
      return bytes[DIRECTIONS[1]!];
    case 'problems':
      // Any error is worse than every warning.
      return errors * 2 ** 32 + warnings;
    case 'duration':
      return durationOf(connection);
    case 'ending':
      return (
        connection.ending.code ??
        (connection.end === 'none' ? null : connection.end === 'rst' ? 1 : 0)
      );
    default: {
      const key = connection[column];
      return typeof key === 'string' ? byNumbers(key) : key;
    }
  }
}
