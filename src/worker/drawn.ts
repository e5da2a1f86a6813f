import { perDirection, type Connection } from '../trace/trace.ts';
import type { DrawnConnection } from './api.ts';

/** Bytes that are sent to the page for the words at arrows: copying more would be felt. */
export const MOST_SENT = 16 * 1024 * 1024;

const NO_BYTES = perDirection(() => new Uint8Array());

/** What is drawn of a connection, with its bytes or without. */
export const drawnOf = (
  { id, opened, closed, end, transfers, streams }: Connection,
  withBytes: boolean,
): DrawnConnection => ({
  ...{ id, opened, closed, end },
  transfers: transfers.columns,
  streams: withBytes ? streams : NO_BYTES,
});
