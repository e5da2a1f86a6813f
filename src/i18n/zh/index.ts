import type { Messages } from '../words.ts';
import { access } from './access.ts';
import { autopsy } from './autopsy.ts';
import { bytes } from './bytes.ts';
import { capture } from './capture.ts';
import { change } from './change.ts';
import { compare } from './compare.ts';
import { compose } from './compose.ts';
import { decode } from './decode.ts';
import { embed } from './embed.ts';
import { handshake } from './handshake.ts';
import { input } from './input.ts';
import { judge } from './judge.ts';
import { kept } from './kept.ts';
import { learn } from './learn.ts';
import { log } from './log.ts';
import { notes } from './notes.ts';
import { race } from './race.ts';
import { reference } from './reference.ts';
import { site } from './site.ts';
import { timeline } from './timeline.ts';

export const zh: Messages = {
  site,
  access,
  autopsy,
  bytes,
  capture,
  change,
  compare,
  compose,
  decode,
  embed,
  handshake,
  input,
  judge,
  kept,
  learn,
  log,
  notes,
  race,
  reference,
  timeline,
};
