import { bytes } from './bytes.ts';
import { capture } from './capture.ts';
import { decode } from './decode.ts';
import { embed } from './embed.ts';
import { input } from './input.ts';
import { judge } from './judge.ts';
import { learn } from './learn.ts';
import { race } from './race.ts';
import { site } from './site.ts';
import { timeline } from './timeline.ts';

export const en = { site, bytes, capture, decode, embed, input, judge, learn, race, timeline };
