import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PARTS } from '../test/architecture/parts.mjs';
import { ROOT } from './run.mjs';

/** Everything a part reaches, by way of others or not. */
function reachedBy(name, parts, found = new Set()) {
  for (const next of parts.get(name)) {
    if (!found.has(next)) reachedBy(next, parts, found.add(next));
  }
  return found;
}

/** Arrows that say something: none to what a part reaches by way of another anyway. */
export function arrowsOf(list) {
  const parts = new Map(
    list.map(({ name, parts }) => [name, parts.filter((each) => each !== name)]),
  );
  return list.flatMap(({ name }) => {
    const direct = parts.get(name);
    const further = new Set(direct.flatMap((each) => [...reachedBy(each, parts)]));
    return direct.filter((each) => !further.has(each)).map((each) => [name, each]);
  });
}

/** `docs/architecture.md`: the import rules as a picture. */
export function architecturePage(list = PARTS) {
  const arrows = arrowsOf(list).map(([from, to]) => `  ${from} --> ${to}`);
  const used = new Set(arrows.flatMap((arrow) => arrow.trim().split(' --> ')));
  const alone = list.filter(({ name }) => !used.has(name)).map(({ name }) => `  ${name}`);
  return [
    '# Who may import whom',
    '',
    'Made from [`test/architecture/parts.mjs`](../test/architecture/parts.mjs) by `npm run architecture`; a test compares, and dependency-cruiser keeps the code to it. An arrow means “may import”, and so does a way along arrows but where [CONTRIBUTING.md](../CONTRIBUTING.md) says less.',
    '',
    '```mermaid',
    'flowchart TD',
    ...arrows,
    ...alone,
    '```',
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(join(ROOT, 'docs/architecture.md'), architecturePage());
