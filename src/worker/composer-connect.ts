import * as Comlink from 'comlink';
import type { Workshop } from '../composer/frames/workshop.ts';
import script from './composer-entry.ts?worker&url';
import { launchWorker } from './worker-connect.ts';

/** The workshop behind an endpoint, as the plain interface. */
export function connectWorkshop(endpoint: Comlink.Endpoint): Workshop {
  const remote = Comlink.wrap<Workshop>(endpoint);
  return {
    judge: (draft, selected) => remote.judge(draft, selected),
    plain: (draft, unit) => remote.plain(draft, unit),
    pcapng: (draft, comment) => remote.pcapng(draft, comment),
  };
}

/** Starts a worker with a workshop of its own; `stop` ends it, `onfail` is called where it dies by itself. */
export function startWorkshop(onfail: () => void): { workshop: Workshop; stop: () => void } {
  const worker = launchWorker(script, onfail);
  return { workshop: connectWorkshop(worker), stop: () => worker.terminate() };
}
