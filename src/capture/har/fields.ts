import type { NoteList } from '../note-list.ts';

/** An object of a HAR, and its place in the log: `entries[3].request`. */
export interface Fields {
  readonly place: string;
  /** The member, or null where it is missing, null, or, which is noted, of another type. */
  text(name: string): string | null;
  /** A number from 0 on; -1 stands for what is not known. */
  amount(name: string): number | null;
  number(name: string): number | null;
  object(name: string): Fields | null;
  /** The objects of an array; what is no object is noted and left out. */
  objects(name: string): readonly Fields[];
  /** The own name that a pattern fits. */
  nameLike(pattern: RegExp): string | null;
  has(name: string): boolean;
  isText(name: string): boolean;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Null where the value is no object. */
export function fieldsOf(value: unknown, place: string, notes: NoteList): Fields | null {
  if (!isObject(value)) return null;
  const inside = (name: string) => (place === '' ? name : `${place}.${name}`);
  // Own members alone: a file may name `__proto__`, and may lack `toString`.
  const member = (name: string): unknown => (Object.hasOwn(value, name) ? value[name] : undefined);
  const wrong = (name: string) => notes.add('input/har-field', 0, inside(name));

  function typed<T>(name: string, fits: (found: unknown) => found is T): T | null {
    const found = member(name);
    if (found === undefined || found === null) return null;
    if (fits(found)) return found;
    wrong(name);
    return null;
  }

  const number = (name: string) =>
    typed(name, (found): found is number => typeof found === 'number' && Number.isFinite(found));
  return {
    place,
    text: (name) => typed(name, (found) => typeof found === 'string'),
    number,
    amount(name) {
      const found = number(name);
      return found === null || found < 0 ? null : found;
    },
    object: (name) => fieldsOf(typed(name, isObject), inside(name), notes),
    objects(name) {
      const found = typed(name, (each): each is unknown[] => Array.isArray(each)) ?? [];
      return found.flatMap((each, i) => {
        const at = `${name}[${i}]`;
        const fields = fieldsOf(each, inside(at), notes);
        if (fields === null) wrong(at);
        return fields ?? [];
      });
    },
    nameLike: (pattern) => Object.keys(value).find((name) => pattern.test(name)) ?? null,
    has: (name) => member(name) !== undefined && member(name) !== null,
    isText: (name) => typeof member(name) === 'string',
  };
}
