import * as Comlink from 'comlink';
import { installHandlers } from './handlers.ts';
import type { Laboratory } from './laboratory-api.ts';
import script from './laboratory-entry.ts?worker&url';
import { launchWorker } from './worker-connect.ts';

/** The laboratory behind an endpoint, as the plain interface. */
export function connectLaboratory(endpoint: Comlink.Endpoint): Laboratory {
  installHandlers();
  const remote = Comlink.wrap<Laboratory>(endpoint);
  return {
    run: (lanes, signal, progress) => remote.run(lanes, signal, Comlink.proxy(progress)),
    arrow: (arrow) => remote.arrow(arrow),
    annotate: (lane, connection, row) => remote.annotate(lane, connection, row),
    pcapng: (lanes, vantage, connection) => remote.pcapng(lanes, vantage, connection),
    csv: () => remote.csv(),
    json: () => remote.json(),
    async dispose() {
      await remote.dispose();
      remote[Comlink.releaseProxy]();
    },
  };
}

/** Starts a worker with a laboratory of its own; `stop` ends it, `onfail` is called where it dies by itself. */
export function startLaboratory(onfail: () => void): { laboratory: Laboratory; stop: () => void } {
  const worker = launchWorker(script, onfail);
  return { laboratory: connectLaboratory(worker), stop: () => worker.terminate() };
}
