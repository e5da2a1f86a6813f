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
  const keyOf = keysFor(connections, column);
  const keyed = connections.map((connection) => ({ connection, key: keyOf(connection) }));
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
    return sign * (a.key - b.key);
  });
  return keyed.map(({ connection }) => connection);
}

const PORTS = 65_536;

/** Numbers in a text at one length: it is then in order by its characters. */
const byNumbers = (text: string): string =>
  text.replace(/\d+/g, (digits) => digits.padStart(10, '0'));

/** A host, or any other text, and the port behind its last colon. */
function endpointOf(text: string): { host: string; port: number } {
  const colon = text.lastIndexOf(':');
  const port = colon < 0 ? NaN : Number(text.slice(colon + 1));
  return port >= 0 && port < PORTS ? { host: text.slice(0, colon), port } : { host: text, port: 0 };
}

/** The place of each endpoint among these. Few hosts are compared as texts, and many ports as numbers. */
function placesOf(texts: readonly (string | null)[]): (text: string | null) => number | null {
  const hosts = new Set(texts.map((text) => (text === null ? '' : endpointOf(text).host)));
  const inOrder = [...hosts].map((host) => ({ host, key: byNumbers(host) }));
  inOrder.sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)));
  const rank = new Map(inOrder.map(({ host }, place) => [host, place * PORTS]));
  return (text) => {
    if (text === null) return null;
    const { host, port } = endpointOf(text);
    return rank.get(host)! + port;
  };
}

export const durationOf = ({ opened, closed }: ConnectionSummary): number | null =>
  opened === null || closed === null ? null : closed - opened;

/** What stands for a connection in this order; null where it is not known. */
function keysFor(
  connections: readonly ConnectionSummary[],
  column: ConnectionColumn,
): (connection: ConnectionSummary) => number | null {
  switch (column) {
    case 'id':
    case 'opened':
      return (connection) => connection[column];
    case 'traffic':
    case 'client':
    case 'server': {
      const placeOf = placesOf(connections.map((connection) => connection[column]));
      return (connection) => placeOf(connection[column]);
    }
    case 'units':
      return ({ frames, messages, exchanges }) => frames + messages + exchanges;
    case 'up':
      return ({ bytes }) => bytes[DIRECTIONS[0]!];
    case 'down':
      return ({ bytes }) => bytes[DIRECTIONS[1]!];
    case 'problems':
      // Any error is worse than every warning.
      return ({ errors, warnings }) => errors * 2 ** 32 + warnings;
    case 'duration':
      return durationOf;
    case 'ending':
      return ({ ending, end }) => ending.code ?? (end === 'none' ? null : end === 'rst' ? 1 : 0);
  }
}
