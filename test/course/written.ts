import { readFileSync } from 'node:fs';
import { compileReference, REFERENCE_KINDS } from '../../src/course/reference.ts';
import type { CompiledReference, ReferenceKind } from '../../src/course/reference.ts';
import type { Prose } from '../../src/i18n/reference.ts';
import type { Locale } from '../../src/i18n/words.ts';

export const fileOf = (locale: Locale, kind: ReferenceKind): string =>
  `lessons/${locale}/reference/${kind}.md`;

const compiled = new Map<string, CompiledReference>();

/** What a language says of one kind; parsed once. */
export function written<K extends ReferenceKind>(locale: Locale, kind: K): CompiledReference<K> {
  const file = fileOf(locale, kind);
  const words = compiled.get(file) ?? compileReference(kind, readFileSync(file, 'utf8'), file);
  compiled.set(file, words);
  return words as CompiledReference<K>;
}

/** One name, title or part of an entry, with the place to look for it. */
export interface Passage {
  readonly place: string;
  readonly part: string;
  readonly prose: Prose;
}

/** Everything a language says. */
export const passagesOf = (locale: Locale): Passage[] =>
  REFERENCE_KINDS.flatMap((kind) => {
    const { words, lines } = written(locale, kind);
    return Object.entries(words).flatMap(([id, entry]) =>
      Object.entries(entry as object).map(([part, said]: [string, string | Prose]) => ({
        place: `${fileOf(locale, kind)}:${lines.get(id)} ${id} ${part}`,
        part,
        prose: typeof said === 'string' ? [{ kind: 'text', text: said }] : said,
      })),
    );
  });

/** As read aloud; code is replaced, as its spelling is not the writer's. */
export const spoken = (prose: Prose, code = 'code'): string =>
  prose.map((inline) => (inline.kind === 'code' ? code : inline.text)).join('');
