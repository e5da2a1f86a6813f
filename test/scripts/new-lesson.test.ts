import { expect, it } from 'vitest';
import { TEMPLATES } from '../../scripts/lesson-template.mjs';
import { compileLesson } from '../../src/course/compile-lesson.ts';
import { checkLessonTwins } from '../../src/course/lesson-twins.ts';

it('a new lesson is right as it stands, and the same in both languages', () => {
  const compile = (text: string) =>
    compileLesson('04-long-polling', text, 'new.md', new Set(['frame']));
  const english = compile(TEMPLATES.en);
  const chinese = compile(TEMPLATES.zh);
  checkLessonTwins(english, chinese, 'new.md');
  expect(english.lesson.steps.map(({ id }) => id)).toEqual(['first-step']);
});
