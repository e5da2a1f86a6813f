import * as Comlink from 'comlink';
import { installHandlers } from './handlers.ts';
import { createSession } from './session.ts';

/** Lets messages in between two steps of long work: a task, since a microtask would not. */
const pause = () => new Promise<void>((resolve) => setTimeout(resolve));

installHandlers();
Comlink.expose(createSession(pause));
