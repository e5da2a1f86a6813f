import type { List, ListItem, PhrasingContent } from 'mdast';
import type { Directive } from './directive.ts';
import type { TableElement } from './elements.ts';
import { lineOf } from './inline.ts';
import type { LessonProse } from './lesson-prose.ts';
import { readItems, readLessonProse } from './prose.ts';

/** The list that a directive holds, and nothing else. */
export function onlyList(directive: Directive): List {
  const [list, extra] = directive.children;
  if (list?.type === 'list' && !extra) return list;
  return directive.stop('holds one list and nothing else');
}

/** `- key: text`: the keys are the same in every language. */
export function readCards<T extends string>(
  directive: Directive,
  places: readonly T[],
): { place: T; text: LessonProse }[] {
  return readItems(onlyList(directive), directive.file).map((prose) => {
    const key = startOf(prose, /^([a-z]+):\s+/u);
    const place = places.find((each) => each === key?.match[1]);
    if (!key || !place) return directive.stop(`a card begins with ${places.join(': or ')}:`);
    return { place, text: key.rest };
  });
}

/** The beginning of a run of prose, and what is left without it; null where it does not begin so. */
export function startOf(
  prose: LessonProse,
  pattern: RegExp,
): { match: RegExpExecArray; rest: LessonProse } | null {
  const [first, ...others] = prose;
  const match = first?.kind === 'text' ? pattern.exec(first.text) : null;
  if (!match || first?.kind !== 'text') return null;
  const text = first.text.slice(match[0].length);
  return { match, rest: text === '' ? others : [{ kind: 'text', text }, ...others] };
}

/** `- a | b | [c]`: the first item is the head, a cell in brackets is for the reader to fill in. */
export function readTable(directive: Directive): Pick<TableElement, 'head' | 'rows'> {
  const [head = [], ...rows] = readItems(onlyList(directive), directive.file).map(cellsOf);
  const uneven = rows.find((row) => row.length !== head.length);
  if (rows.length === 0) directive.stop('needs a head and a row');
  if (uneven) directive.stop(`a row has ${uneven.length} cells, the head ${head.length}`);
  return { head, rows: rows.map((row) => row.map(cellOf)) };
}

/** Cuts prose at `|` and the blanks around it. */
function cellsOf(prose: LessonProse): LessonProse[] {
  const cells: LessonProse[number][][] = [[]];
  for (const inline of prose) {
    if (inline.kind !== 'text') {
      cells.at(-1)?.push(inline);
      continue;
    }
    inline.text.split(/ *\| */u).forEach((text, i) => {
      if (i > 0) cells.push([]);
      if (text !== '') cells.at(-1)?.push({ kind: 'text', text });
    });
  }
  return cells;
}

function cellOf(prose: LessonProse): TableElement['rows'][number][number] {
  const [only, extra] = prose;
  const blank = only?.kind === 'text' && !extra ? /^\[(.+)\]$/u.exec(only.text) : null;
  if (blank) return { text: [{ kind: 'text', text: blank[1]! }], blank: true };
  return { text: prose, blank: false };
}

/** An item of an option and what to say to it, a paragraph each. */
export function pairOf(
  item: ListItem,
  directive: Directive,
): { option: LessonProse; reply: LessonProse; line: number } {
  const [option, reply, extra] = item.children;
  const line = lineOf(item) - directive.line - 1;
  if (option?.type !== 'paragraph' || reply?.type !== 'paragraph' || extra) {
    return directive.stop('an answer is two paragraphs: the answer, and what to say to it', line);
  }
  const read = (words: readonly PhrasingContent[]): LessonProse =>
    readLessonProse(words, directive.file);
  return { option: read(option.children), reply: read(reply.children), line };
}
