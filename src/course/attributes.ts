import { CourseError } from './error.ts';

/** The `{name=value}` of a directive, read by name and kind; what nobody asked for is a fault. */
export interface Attributes {
  /** Null where it is absent. */
  text(name: string): string | null;
  required(name: string): string;
  oneOf<T extends string>(name: string, values: readonly T[], unsaid?: T): T;
  /** Words with blanks between; empty where it is absent. */
  list<T extends string>(name: string, values: readonly T[]): readonly T[];
  number(name: string): number | null;
  numbers(name: string): readonly number[];
  /** `{edit=yes}`; false where it is absent. */
  flag(name: string): boolean;
  /** Whole bytes in lower case, without blanks. */
  hex(name: string): string;
  /** Those that are left, for a directive that hands them on. */
  rest(): ReadonlyMap<string, string>;
  /** Stops at those that nobody read. */
  end(): void;
}

export function createAttributes(
  given: Readonly<Record<string, string | null | undefined>>,
  name: string,
  file: string,
  line: number,
): Attributes {
  const left = new Map(Object.entries(given).map(([key, value]) => [key, value ?? '']));
  const known = new Set<string>();
  const stop = (problem: string): never => {
    throw new CourseError(`"${name}": ${problem}`, file, line);
  };
  const text = (key: string): string | null => {
    known.add(key);
    const value = left.get(key) ?? null;
    left.delete(key);
    return value;
  };
  const required = (key: string): string => text(key) ?? stop(`${key}=… is missing`);
  const among = <T extends string>(key: string, value: string, values: readonly T[]): T =>
    values.find((each) => each === value) ??
    stop(`${key}=${value} is unknown; it is one of ${values.slice(0, 40).join(', ')}`);
  const numberFrom = (key: string, value: string): number =>
    /^-?\d+(\.\d+)?$/u.test(value) ? Number(value) : stop(`${key}=${value} is no number`);

  return {
    text,
    required,
    oneOf: (key, values, unsaid) => {
      const value = unsaid === undefined ? required(key) : (text(key) ?? unsaid);
      return among(key, value, values);
    },
    list: (key, values) => wordsOf(text(key)).map((word) => among(key, word, values)),
    number: (key) => {
      const value = text(key);
      return value === null ? null : numberFrom(key, value);
    },
    numbers: (key) => wordsOf(text(key)).map((word) => numberFrom(key, word)),
    flag: (key) => {
      const value = text(key);
      return value !== null && among(key, value, ['yes']) === 'yes';
    },
    hex: (key) => {
      const digits = required(key).replaceAll(/\s/gu, '').toLowerCase();
      return /^([0-9a-f]{2})*$/u.test(digits) ? digits : stop(`${key} is not whole bytes in hex`);
    },
    rest: () => {
      const rest = new Map(left);
      left.clear();
      return rest;
    },
    end: () => {
      const [extra] = left.keys();
      if (extra === undefined) return;
      stop(`${extra}=… is unknown; it takes ${[...known].join(', ') || 'nothing'}`);
    },
  };
}

/** The words of a list in an attribute. */
export const wordsOf = (text: string | null): string[] =>
  (text ?? '').split(/\s+/u).filter(Boolean);
