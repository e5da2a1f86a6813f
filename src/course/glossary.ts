import { checkEnd, checkIds, paragraphAt, readEntries } from './entries.ts';
import { CourseError } from './error.ts';
import { lineOf, readPlain, readProse } from './inline.ts';
import type { Glossary, GlossaryEntry } from './lesson.ts';

/** Parses `reference/glossary.md`: `## id`, the name, one paragraph. `ids` are the original's, for a translation. */
export function compileGlossary(
  text: string,
  file: string,
  ids: readonly string[] | null = null,
): Glossary {
  const entries = readEntries(text, file);
  const own = entries.map(({ id }) => id);
  const odd = entries.find(({ id }) => !/^[a-z0-9]+(-[a-z0-9]+)*$/u.test(id));
  if (odd) throw new CourseError(`"${odd.id}" is no id`, file, odd.line);
  checkIds(entries, ids ?? own, file, text);
  return Object.fromEntries(
    entries.map((entry): [string, GlossaryEntry] => {
      const name = paragraphAt(entry, 0, 'name', file);
      const words = paragraphAt(entry, 1, 'explanation', file);
      checkEnd(entry, 2, file);
      return [
        entry.id,
        {
          name: readPlain(name.children, file, lineOf(name)),
          text: readProse(words.children, file),
        },
      ];
    }),
  );
}
