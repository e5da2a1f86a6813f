import * as Comlink from 'comlink';
import type { Workshop } from '../composer/frames/workshop.ts';

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
  const worker = new Worker(new URL('./composer-entry.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('error', onfail);
  worker.addEventListener('messageerror', onfail);
  return { workshop: connectWorkshop(worker), stop: () => worker.terminate() };
}
