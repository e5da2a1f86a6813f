import closeCodes from '../../../lessons/en/reference/close-codes.md';
import fields from '../../../lessons/en/reference/fields.md';
import rules from '../../../lessons/en/reference/rules.md';
import type { Words } from '../words.ts';
import { en } from './index.ts';

export const words: Words = {
  locale: 'en',
  messages: en,
  reference: { fields, rules, closeCodes },
};
