import { marksOf, type MarkColumns } from '../trace/marks.ts';
import type { Connection, Trace } from '../trace/trace.ts';
import { transfersFrom, type TransferColumns } from '../trace/transfers.ts';
import type { Run } from './run.ts';

/** A run as plain data, which goes to another thread: columns instead of what reads them. */
export interface PlainRun extends Omit<Run, 'trace' | 'marks'> {
  readonly trace: Omit<Trace, 'connections'> & { readonly connections: readonly PlainConnection[] };
  readonly marks: MarkColumns;
}

type PlainConnection = Omit<Connection, 'transfers'> & { readonly transfers: TransferColumns };

export const toPlain = (run: Run): PlainRun => ({
  ...run,
  trace: {
    ...run.trace,
    connections: run.trace.connections.map((connection) => ({
      ...connection,
      transfers: connection.transfers.columns,
    })),
  },
  marks: run.marks.columns,
});

export const fromPlain = (plain: PlainRun): Run => ({
  ...plain,
  trace: {
    ...plain.trace,
    connections: plain.trace.connections.map((connection) => ({
      ...connection,
      transfers: transfersFrom(connection.transfers),
    })),
  },
  marks: marksOf(plain.marks),
});

/** The buffers of a run, each once: given to another thread they are not copied, and empty here. */
export function buffersOf({ trace, marks, news, messages }: PlainRun): ArrayBuffer[] {
  const holders: readonly object[] = [
    ...[marks, news, messages],
    ...trace.connections.flatMap(({ streams, transfers }) => [streams, transfers]),
  ];
  const buffers = holders.flatMap((holder) =>
    Object.values(holder).flatMap((column: unknown) =>
      ArrayBuffer.isView(column) && column.buffer instanceof ArrayBuffer ? [column.buffer] : [],
    ),
  );
  return [...new Set(buffers)];
}
