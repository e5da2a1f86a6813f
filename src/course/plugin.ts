import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Plugin } from 'vite';
import type { Locale } from '../i18n/words.ts';
import { CourseError } from './error.ts';
import { compileReference, REFERENCE_KINDS } from './reference.ts';
import type { CompiledReference, ReferenceKind } from './reference.ts';
import { checkTwins } from './twins.ts';

/** The first is the original; the others are held against it. */
const LOCALES = ['en', 'zh'] as const satisfies readonly Locale[];

const REFERENCE_FILE = /\/lessons\/[a-z]+\/reference\/[a-z-]+\.md$/u;

/** Makes an import of `lessons/<locale>/reference/*.md` a module whose default export is the words. */
export function coursePlugin(): Plugin {
  let root = '';
  let building = false;
  const pathOf = (locale: Locale, kind: ReferenceKind): string =>
    join(root, 'lessons', locale, 'reference', `${kind}.md`);
  const read = (locale: Locale, kind: ReferenceKind): CompiledReference => {
    const path = pathOf(locale, kind);
    return compileReference(kind, readText(path, relative(root, path)), relative(root, path));
  };
  const check = (kind: ReferenceKind): ReadonlyMap<string, CompiledReference> => {
    const [original, ...translations] = LOCALES;
    const compiled = new Map(LOCALES.map((locale) => [locale as string, read(locale, kind)]));
    const first = compiled.get(original) as CompiledReference;
    for (const locale of translations) {
      const twin = compiled.get(locale) as CompiledReference;
      checkTwins(first, twin, relative(root, pathOf(locale, kind)));
    }
    return compiled;
  };

  return {
    name: 'wire101:course',
    enforce: 'pre',
    configResolved(config) {
      root = config.root;
      building = config.command === 'build';
    },
    // A build stops for words no page imports yet; a dev server shows the fault where they are imported.
    buildStart() {
      if (building) for (const kind of REFERENCE_KINDS) guard(this, () => check(kind));
    },
    load: {
      filter: { id: REFERENCE_FILE },
      handler(id) {
        const place = placeOf(relative(root, id));
        if (!place) return null;
        for (const locale of LOCALES) this.addWatchFile(pathOf(locale, place.kind));
        const compiled = guard(this, () => check(place.kind));
        const words = compiled.get(place.locale)?.words;
        return { code: `export default ${JSON.stringify(words)};`, map: null, moduleType: 'js' };
      },
    },
  };
}

function placeOf(path: string): { locale: Locale; kind: ReferenceKind } | null {
  const [, folder, , name] = path.split(sep);
  const locale = LOCALES.find((each) => each === folder);
  const kind = REFERENCE_KINDS.find((each) => `${each}.md` === name);
  return locale && kind ? { locale, kind } : null;
}

function readText(path: string, file: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new CourseError('this file is missing', file, 1);
  }
}

interface Bundler {
  error(error: { message: string; loc: { file: string; line: number; column: number } }): never;
}

/** Tells the bundler where a fault is, so that the terminal and the overlay show the place. */
function guard<T>(bundler: Bundler, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof CourseError)) throw error;
    const { message, file, line } = error;
    return bundler.error({ message, loc: { file, line, column: 0 } });
  }
}
