import { describe, expect, it } from 'vitest';
import { judgeAnswer } from '../../src/course/questions.ts';
import type { Question } from '../../src/course/questions.ts';
import type { LessonProse } from '../../src/course/lesson-prose.ts';

const say = (text: string): LessonProse => [{ kind: 'text', text }];

const asked = { kind: 'question', ask: [say('?')] } as const;

const NUMBER: Question = {
  ...asked,
  as: 'number',
  unit: 's',
  tolerance: 0.1,
  options: [
    { value: 5, right: true, reply: say('yes') },
    { value: 5.15, right: false, reply: say('near') },
  ],
};

const ORDER: Question = {
  ...asked,
  as: 'order',
  items: [
    { text: say('SYN'), reply: say('first') },
    { text: say('ACK'), reply: say('second') },
    { text: say('FIN'), reply: say('last') },
  ],
};

describe('an answer', () => {
  it.each([
    [4.9, true, 'yes'],
    [5.06, true, 'yes'],
    [5.09, false, 'near'],
    [5.2, false, 'near'],
    [4.8, false, null],
    [NaN, false, null],
  ])('in numbers counts for the nearest one foreseen: %d', (value, right, said) => {
    const outcome = judgeAnswer(NUMBER, { as: 'number', value });
    const reply = outcome.reply?.[0]?.text ?? null;
    expect([outcome.right, reply]).toEqual([right, said]);
  });

  it('in bytes may be written with or without blanks, in any case', () => {
    const question: Question = {
      ...asked,
      as: 'bytes',
      options: [{ hex: '827effff', right: true, reply: say('yes') }],
    };
    for (const hex of ['82 7e ff ff', '827EFFFF', ' 82 7eff\nff']) {
      expect(judgeAnswer(question, { as: 'bytes', hex }).right).toBe(true);
    }
    expect(judgeAnswer(question, { as: 'bytes', hex: '82 7e' })).toEqual({
      right: false,
      reply: null,
    });
  });

  it('in an order hears of the first thing that stands elsewhere', () => {
    const outcome = (items: number[]) => judgeAnswer(ORDER, { as: 'order', items });
    expect(outcome([0, 1, 2])).toEqual({ right: true, reply: null });
    expect(outcome([0, 2, 1])).toEqual({ right: false, reply: say('second') });
    expect(outcome([0, 1])).toEqual({ right: false, reply: say('last') });
    expect(outcome([0, 1, 2, 0]).right).toBe(false);
  });

  it('of another kind than the question is wrong', () => {
    expect(judgeAnswer(ORDER, { as: 'choice', option: 0 })).toEqual({ right: false, reply: null });
  });

  it('that is no option is wrong', () => {
    const question: Question = { ...asked, as: 'choice', options: [] };
    expect(judgeAnswer(question, { as: 'choice', option: 3 })).toEqual({
      right: false,
      reply: null,
    });
  });
});
