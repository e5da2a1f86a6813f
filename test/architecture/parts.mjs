/**
 * Who may import whom, written once: the rules of dependency-cruiser (imports.mjs) and of ESLint
 * (import-rule.mjs) are made from this table.
 *
 * `files` says which files are the part; `parts` which parts it may import besides itself;
 * `outside` which packages and files outside `src`, null for any. All are regular expressions.
 */
export const PARTS = [
  {
    name: 'codec',
    files: '^src/codec/',
    parts: [],
    outside: [pack('pako'), pack('@noble/hashes')],
  },
  {
    name: 'trace',
    files: '^src/trace/(?!report\\.ts$)',
    parts: ['codec'],
    outside: [pack('@noble/hashes')],
  },
  // The door from any input to a report: the one file of trace that knows how input is read.
  {
    name: 'report',
    files: '^src/trace/report\\.ts$',
    parts: ['capture', 'trace', 'codec'],
    outside: [],
  },
  { name: 'capture', files: '^src/capture/', parts: ['trace', 'codec'], outside: [pack('pako')] },
  { name: 'simulation', files: '^src/simulation/', parts: ['trace', 'codec'], outside: [] },
  // The entries of the reference, what is known of each, and the search over them.
  { name: 'reference', files: '^src/reference/', parts: ['i18n', 'trace', 'codec'], outside: [] },
  // What is built or changed by hand: frames, handshakes, one bit of someone else's capture.
  {
    name: 'composer',
    files: '^src/composer/',
    parts: ['capture', 'trace', 'codec'],
    outside: [pack('@noble/hashes')],
  },
  {
    name: 'session',
    files:
      '^src/worker/(?!(((laboratory|composer)-)?(api|connect|entry)|worker-connect|handlers|pause)\\.ts$)',
    parts: ['api', 'composer', 'capture', 'simulation', 'trace', 'codec'],
    outside: [],
  },
  {
    name: 'api',
    files: '^src/worker/(laboratory-)?api\\.ts$',
    parts: ['composer', 'capture', 'simulation', 'trace', 'codec'],
    outside: [],
  },
  {
    name: 'thread',
    files:
      '^src/worker/(((laboratory|composer)-)?(connect|entry)|worker-connect|handlers|pause)\\.ts$',
    parts: ['session', 'api', 'composer', 'capture', 'simulation', 'trace', 'codec'],
    outside: [pack('comlink')],
  },
  {
    name: 'i18n',
    files: '^src/i18n/',
    parts: ['trace', 'codec'],
    outside: [pack('svelte'), '^lessons/'],
  },
  // What a lesson is once it is compiled, and how answers are judged: this much of the course is in pages.
  {
    name: 'lesson',
    files:
      '^src/course/((lesson|lesson-prose|elements|questions|exercises|answers|exam|read-answer|scenario|sources|wire)\\.ts$|judges/)',
    parts: ['i18n', 'simulation', 'capture', 'trace', 'codec'],
    outside: [],
  },
  {
    name: 'course',
    files:
      '^src/course/(?!(lesson|lesson-prose|elements|questions|exercises|answers|exam|read-answer|scenario|sources|wire)\\.ts$|judges/)',
    parts: ['lesson', 'i18n', 'simulation', 'capture', 'trace', 'codec'],
    outside: null,
  },
  {
    name: 'state',
    files: '^src/state/',
    parts: [
      ...['api', 'thread', 'lesson', 'i18n', 'simulation', 'composer'],
      ...['capture', 'trace', 'codec'],
    ],
    outside: [pack('svelte'), '^\\$app/'],
  },
  {
    name: 'views',
    files: '^src/views/',
    parts: ['lesson', 'i18n', 'simulation', 'composer', 'reference', 'trace', 'codec'],
    outside: [pack('svelte'), pack('d3-[a-z]+')],
  },
  {
    name: 'service-worker',
    files: '^src/service-worker/',
    parts: [],
    outside: ['^\\$service-worker'],
  },
  { name: 'styles', files: '^src/styles/', parts: [], outside: [] },
  {
    name: 'routes',
    files: '^src/(routes|params)/|^src/hooks',
    parts: [
      ...['styles', 'views', 'state', 'lesson', 'course', 'i18n', 'api', 'thread'],
      ...['simulation', 'composer', 'reference', 'capture', 'trace', 'codec'],
    ],
    outside: null,
  },
];

/** Parts without a clock, chance, a network or a page. */
export const PURE_FILES = [
  'src/{codec,trace,capture,simulation,composer,reference}/**/*.ts',
  'src/worker/!(connect|entry|handlers|worker-connect|laboratory-connect|laboratory-entry|composer-connect|composer-entry|pause).ts',
  'src/course/judges/*.ts',
];

/** What runs in Node while building and must not reach a page. */
export const BUILD_ONLY = `^src/course/plugin\\.ts$|${pack('(unified|vite|(remark|mdast|micromark)-[a-z-]+)')}`;

/** Everything a part may import, as one list of regular expressions. */
export function allowedFor(part) {
  const inside = PARTS.filter(({ name }) => name === part.name || part.parts.includes(name));
  return [...inside.map(({ files }) => files), ...(part.outside ?? ['^(?!src/)'])];
}

function pack(name) {
  return `(^|/)(node_modules/)?(@types/)?${name}(/|$)`;
}
