import { CourseError } from './error.ts';

/** The lines between `---` at the top of a file: `key: value`, each once. */
export interface FrontMatter {
  readonly values: ReadonlyMap<string, string>;
  /** The file with blank lines in their place, so that lines keep their numbers. */
  readonly rest: string;
}

export function readFrontMatter(text: string, keys: readonly string[], file: string): FrontMatter {
  const lines = text.split('\n');
  const end = lines.indexOf('---', 1);
  if (lines[0] !== '---' || end < 0) {
    throw new CourseError(`begins with --- and ${keys.join(', ')}, then ---`, file, 1);
  }
  const values = new Map<string, string>();
  lines.slice(1, end).forEach((line, i) => {
    const [, key = '', value = ''] = /^([a-z]+):\s*(.*?)\s*$/u.exec(line) ?? [];
    if (!keys.includes(key)) {
      throw new CourseError(`"${line}" is none of ${keys.join(', ')}`, file, i + 2);
    }
    if (values.has(key)) throw new CourseError(`"${key}" is here twice`, file, i + 2);
    values.set(key, value);
  });
  const missing = keys.filter((key) => !values.has(key));
  if (missing.length > 0) throw new CourseError(`no ${missing.join(', ')}`, file, end + 1);
  return { values, rest: '\n'.repeat(end + 1) + lines.slice(end + 1).join('\n') };
}
