import { pagesIn } from '../../scripts/sitemap.mjs';

const LESSON = /^learn\/(?!$)/;
/** Lessons are one page with other contents: the longest and one that runs simulations stand for all; the exam is another. */
const LESSONS = ['learn/frames/', 'learn/polling/', 'learn/exam/'];

/** Every page of the built site in both languages, of the lessons two. */
export const PAGES: readonly string[] = pagesIn('build')
  .filter((path) => !LESSON.test(path) || LESSONS.includes(path))
  .flatMap((path) => [`/${path}`, `/zh/${path}`]);
