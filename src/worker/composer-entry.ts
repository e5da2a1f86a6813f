import * as Comlink from 'comlink';
import { workshop } from '../composer/frames/workshop.ts';

Comlink.expose(workshop);
