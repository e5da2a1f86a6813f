import * as Comlink from 'comlink';
import { installHandlers } from './handlers.ts';
import { createLaboratory } from './laboratory.ts';
import { pause } from './pause.ts';

installHandlers();
Comlink.expose(createLaboratory(pause));
