import type { Entry } from './entries.ts';
import { codeOf, numbersOf, restOf, tellEntry, type EntryWords } from './entry-words.ts';

/** One entry as the search sees it: in small letters. */
interface Indexed {
  readonly entry: Entry;
  readonly codes: readonly string[];
  readonly names: readonly string[];
  readonly rest: string;
  readonly numbers: readonly [from: number, to: number] | null;
}

export interface SearchIndex {
  /** The entries that have every word of the query, best first; none for an empty one. */
  find(query: string): Entry[];
}

const small = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Words, parts of ids and of ranges alike; what stands between them says nothing. */
const wordsOf = (query: string): string[] =>
  small(query)
    .slice(0, MOST_QUERY)
    .split(/[\s/_.:;,§#()[\]"'`–-]+/u)
    .filter((word) => word !== '');

/** A longer query is no search; characters. */
const MOST_QUERY = 200;

/** How well one word fits an entry; 0 where it does not. */
function fit(word: string, { codes, names, rest, numbers }: Indexed): number {
  if (codes.includes(word) || names.includes(word)) return 100;
  const number = numberOf(word);
  if (number !== null && numbers !== null && number >= numbers[0] && number <= numbers[1])
    return 80;
  if (names.some((name) => name.startsWith(word))) return 60;
  if (codes.some((code) => code.split(/[/_.-]/u).includes(word))) return 50;
  if (names.some((name) => name.includes(word))) return 40;
  // a number inside a longer one is another number
  if (number !== null) return new RegExp(`(?<!\\d)${word}(?!\\d)`, 'u').test(rest) ? 5 : 0;
  if (codes.some((code) => code.includes(word))) return 20;
  return rest.includes(word) ? 5 : 0;
}

/** Decimal, or hexadecimal with its sign. */
const numberOf = (word: string): number | null =>
  /^(?:\d{1,5}|0x[\da-f]{1,4})$/u.test(word) ? Number(word) : null;

/** Makes all entries findable by id, number and words, in every language given. */
export function createSearch(
  entries: readonly Entry[],
  languages: readonly EntryWords[],
): SearchIndex {
  const indexed = entries.map((entry): Indexed => {
    const told = languages.map((words) => tellEntry(entry, words));
    return {
      entry,
      codes: [...new Set([small(entry.id), small(codeOf(entry)), small(entry.anchor)])],
      names: told.map(({ name }) => small(name)),
      rest: small(languages.map((words) => restOf(entry, words)).join(' ')),
      numbers: numbersOf(entry),
    };
  });
  return {
    find(query) {
      const whole = small(query).trim();
      const words = wordsOf(query);
      if (words.length === 0) return [];
      const found = indexed.flatMap((each) => {
        const fits = words.map((word) => fit(word, each));
        if (fits.includes(0)) return [];
        const exact = each.codes.includes(whole) || each.names.includes(whole) ? 1000 : 0;
        return [{ entry: each.entry, score: exact + fits.reduce((sum, one) => sum + one, 0) }];
      });
      return found.sort((a, b) => b.score - a.score).map(({ entry }) => entry);
    },
  };
}
