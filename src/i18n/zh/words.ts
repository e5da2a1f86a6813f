import closeCodes from '../../../lessons/zh/reference/close-codes.md';
import fields from '../../../lessons/zh/reference/fields.md';
import rules from '../../../lessons/zh/reference/rules.md';
import type { Words } from '../words.ts';
import { zh } from './index.ts';

export const words: Words = {
  locale: 'zh',
  messages: zh,
  reference: { fields, rules, closeCodes },
};
