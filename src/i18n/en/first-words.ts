import closeCodes from '../../../lessons/en/reference/close-codes.md';
import fields from '../../../lessons/en/reference/fields.md';
import type { FirstWords } from '../words.ts';
import { bytes } from './bytes.ts';
import { race } from './race.ts';
import { site } from './site.ts';
import { timeline } from './timeline.ts';

export const words: FirstWords = {
  locale: 'en',
  messages: { site, bytes, race, timeline },
  reference: { fields, closeCodes },
};
