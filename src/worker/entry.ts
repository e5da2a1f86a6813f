import { expose } from './handlers.ts';
import { pause } from './pause.ts';
import { createSession } from './session.ts';

expose(createSession(pause));
