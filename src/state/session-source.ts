import type { Session } from '../worker/api.ts';

/** How to reach a worker: `onfail` is called where it dies. */
export type StartWorker = (onfail: () => void) => { session: Session; stop: () => void };

/** The worker's session: started where it is first needed, and anew after its end. */
export class SessionSource {
  readonly #start: StartWorker;
  readonly #onfail: () => void;
  #worker: ReturnType<StartWorker> | null = null;

  constructor(start: StartWorker, onfail: () => void) {
    this.#start = start;
    this.#onfail = onfail;
  }

  /** False where nobody can be asked for what is shown. */
  get live(): boolean {
    return this.#worker !== null;
  }

  get session(): Session {
    if (this.#worker !== null) return this.#worker.session;
    const worker = this.#start(() => {
      if (this.#worker === worker) this.#onfail();
    });
    this.#worker = worker;
    return worker.session;
  }

  end(): void {
    this.#worker?.stop();
    this.#worker = null;
  }
}
