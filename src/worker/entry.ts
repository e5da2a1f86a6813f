import * as Comlink from 'comlink';
import { installHandlers } from './handlers.ts';
import { createSession } from './session.ts';

/** Work goes on this long, in milliseconds, before messages get a turn: a timer within timers costs 4 ms. */
const STRETCH = 12;
let since = 0;

/** Lets messages in between two steps of long work: a task, since a microtask would not. */
async function pause(): Promise<void> {
  if (performance.now() - since < STRETCH) return;
  await new Promise<void>((resolve) => setTimeout(resolve));
  since = performance.now();
}

installHandlers();
Comlink.expose(createSession(pause));
