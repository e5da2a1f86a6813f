import * as Comlink from 'comlink';
import type { OpenRequest, Session } from './api.ts';
import { installHandlers } from './handlers.ts';

/** The session behind an endpoint, as the plain interface: the rest of the site never sees Comlink. */
export function connect(endpoint: Comlink.Endpoint): Session {
  installHandlers();
  const remote = Comlink.wrap<Session>(endpoint);
  return {
    open: (request, signal, progress) =>
      remote.open(Comlink.transfer(request, buffersOf(request)), signal, Comlink.proxy(progress)),
    rows: (from, to) => remote.rows(from, to),
    problems: (from, to) => remote.problems(from, to),
    nextProblem: (row, step) => remote.nextProblem(row, step),
    annotate: (row) => remote.annotate(row),
    payload: (row, from, to) => remote.payload(row, from, to),
    report: (signal) => remote.report(signal),
    async dispose() {
      await remote.dispose();
      remote[Comlink.releaseProxy]();
    },
  };
}

const buffersOf = (request: OpenRequest): ArrayBuffer[] =>
  request.sources.flatMap(({ content }) => (typeof content === 'string' ? [] : [content.buffer]));

/** Starts a worker with a session of its own; `stop` ends it, `onfail` is called where it dies by itself. */
export function startWorker(onfail: () => void): { session: Session; stop: () => void } {
  const worker = new Worker(new URL('./entry.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('error', onfail);
  worker.addEventListener('messageerror', onfail);
  return { session: connect(worker), stop: () => worker.terminate() };
}
