import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, prepare } from './install.mjs';
import { TEMPLATES } from './lesson-template.mjs';
import { ROOT } from './run.mjs';

await prepare();
const { tsImport } = await import('tsx/esm/api');
const { LESSON_SLUGS } = await tsImport('../src/course/lesson-prose.ts', import.meta.url);

const number = Number(process.argv[2]);
const slug = LESSON_SLUGS[number - 1];
if (slug === undefined) {
  const list = LESSON_SLUGS.map((each, i) => `  ${i + 1} ${each}`).join('\n');
  fail(
    `npm run new:lesson -- NUMBER\n\nThe lessons are listed in src/course/lesson-prose.ts:\n${list}`,
  );
}

for (const [locale, text] of Object.entries(TEMPLATES)) {
  const path = `lessons/${locale}/${String(number).padStart(2, '0')}-${slug}.md`;
  if (existsSync(join(ROOT, path))) {
    console.log(`${path} is there already.`);
  } else {
    writeFileSync(join(ROOT, path), text);
    console.log(`${path} is new. lessons/README.md says how lessons are written.`);
  }
}
