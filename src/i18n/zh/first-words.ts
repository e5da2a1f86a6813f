import closeCodes from '../../../lessons/zh/reference/close-codes.md';
import fields from '../../../lessons/zh/reference/fields.md';
import type { FirstWords } from '../words.ts';
import { bytes } from './bytes.ts';
import { race } from './race.ts';
import { site } from './site.ts';
import { timeline } from './timeline.ts';

export const words: FirstWords = {
  locale: 'zh',
  messages: { site, bytes, race, timeline },
  reference: { fields, closeCodes },
};
