import type { Messages } from '../words.ts';
import { bytes } from './bytes.ts';
import { decode } from './decode.ts';
import { input } from './input.ts';
import { judge } from './judge.ts';
import { site } from './site.ts';

export const zh: Messages = { site, bytes, decode, input, judge };
