import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EXAMPLES, type Talk } from './rule-examples.ts';
import { pasteOf } from './wire.ts';

/** Where the site keeps an example of each rule, and its twin that keeps the rule. */
export const FOLDER = new URL('../../public/examples/', import.meta.url);

/** The files of all examples, by name; `index.json` says what their bytes cannot. */
export function exampleFiles(): Map<string, string> {
  const files = new Map<string, string>();
  const index: Record<string, { breaks?: Known; keeps?: Known }> = {};
  for (const { rule, breaks, keeps } of EXAMPLES) {
    files.set(`${rule}.txt`, `${pasteOf(...breaks.turns)}\n`);
    files.set(`${rule}.legal.txt`, `${pasteOf(...keeps.turns)}\n`);
    const known = { breaks: knownOf(breaks), keeps: knownOf(keeps) };
    if (known.breaks !== undefined || known.keeps !== undefined) {
      index[rule] = JSON.parse(JSON.stringify(known)) as (typeof index)[string];
    }
  }
  files.set('index.json', `${JSON.stringify(index, null, 2)}\n`);
  return files;
}

type Known = Omit<Talk, 'turns'>;

function knownOf({ extensions, end }: Talk): Known | undefined {
  if (extensions === undefined && end === undefined) return undefined;
  return {
    ...(extensions === undefined ? {} : { extensions }),
    ...(end === undefined ? {} : { end }),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, text] of exampleFiles()) {
    const file = new URL(name, FOLDER);
    await mkdir(dirname(fileURLToPath(file)), { recursive: true });
    await writeFile(file, text);
  }
}
