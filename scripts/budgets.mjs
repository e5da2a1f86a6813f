/**
 * What a page may weigh, in bytes after gzip. `first` is the JavaScript a page asks for before it answers to anyone,
 * `whole` all of it that comes without a click, workers too; `css` is what the first paint waits for.
 *
 * Measured on 2026-11-22 and given a tenth of room. About 47 KB of each are Svelte and its router (33) and what every
 * page has. A slow telephone connection (1.6 Mbit/s) brings 20 KB in a tenth of a second.
 */
export const BUDGETS = [
  // The race is drawn after the page is there, so its code is not in `first`; a worker makes its run.
  { page: '', name: 'home', words: 'first-words', first: 85_000, whole: 210_000, css: 8_000 },
  // Settings, presets and charts stand on the page from the start.
  {
    page: 'race/',
    name: 'race',
    words: 'first-words',
    first: 110_000,
    whole: 270_000,
    css: 10_000,
  },
  // Every kind of figure, question and exercise, the words of all rules, and the lesson itself.
  {
    page: 'learn/frames/',
    name: 'a lesson',
    words: 'words',
    lesson: 'frames',
    first: 190_000,
    whole: 300_000,
    css: 15_000,
  },
  // All rules in words; what was opened is shown by code that comes after the page, and the worker reads.
  { page: 'decode/', name: 'decoder', words: 'words', first: 171_000, whole: 400_000, css: 7_000 },
];
