import * as Comlink from 'comlink';
import type { Session } from './api.ts';
import script from './entry.ts?worker&url';
import { installHandlers } from './handlers.ts';
import { launchWorker } from './worker-connect.ts';

/** The session behind an endpoint, as the plain interface: the rest of the site never sees Comlink. */
export function connect(endpoint: Comlink.Endpoint): Session {
  installHandlers();
  const remote = Comlink.wrap<Session>(endpoint);
  return {
    open: (request, signal, progress) => remote.open(request, signal, Comlink.proxy(progress)),
    connections: (from, to) => remote.connections(from, to),
    conversation: (connection) => remote.conversation(connection),
    rows: (connection, from, to) => remote.rows(connection, from, to),
    rowsAt: (connection, rows) => remote.rowsAt(connection, rows),
    problems: (connection, from, to) => remote.problems(connection, from, to),
    nextProblem: (connection, row, step) => remote.nextProblem(connection, row, step),
    annotate: (connection, row) => remote.annotate(connection, row),
    logEntry: (connection, row) => remote.logEntry(connection, row),
    payload: (connection, row, part, from, to) => remote.payload(connection, row, part, from, to),
    find: (connection, query, signal, progress) =>
      remote.find(connection, query, signal, Comlink.proxy(progress)),
    map: (connection, buckets) => remote.map(connection, buckets),
    timeline: (connection) => remote.timeline(connection),
    rowOf: (connection, target) => remote.rowOf(connection, target),
    literal: (connection, rows, format) => remote.literal(connection, rows, format),
    messages: (connection, signal) => remote.messages(connection, signal),
    payloadFile: (connection, row) => remote.payloadFile(connection, row),
    pcapng: (connection, signal) => remote.pcapng(connection, signal),
    report: (signal) => remote.report(signal),
    bytesAt: (connection, places) => remote.bytesAt(connection, places),
    change: (connection, edits, signal, progress) =>
      remote.change(connection, edits, signal, Comlink.proxy(progress)),
    autopsy: (connection, signal) => remote.autopsy(connection, signal),
    treat: (connection, id, signal) => remote.treat(connection, id, signal),
    openBeside: (request, signal, progress) =>
      remote.openBeside(request, signal, Comlink.proxy(progress)),
    compare: (one, other, signal, progress) =>
      remote.compare(one, other, signal, Comlink.proxy(progress)),
    async dispose() {
      await remote.dispose();
      remote[Comlink.releaseProxy]();
    },
  };
}

/** Starts a worker with a session of its own; `stop` ends it, `onfail` is called where it dies by itself. */
export function startWorker(onfail: () => void): { session: Session; stop: () => void } {
  const worker = launchWorker(script, onfail);
  return { session: connect(worker), stop: () => worker.terminate() };
}
