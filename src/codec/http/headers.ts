import type { Header, HttpHead } from './layout.ts';
import { isWhite, splitAt, splitList, trimmed } from './syntax.ts';

/** The lines with that name, which has no case: RFC 9110 §5.1. */
export function headersNamed(head: HttpHead, name: string): Header[] {
  const wanted = name.toLowerCase();
  return head.headers.filter(
    ({ name: { text } }) => text.length === wanted.length && text.toLowerCase() === wanted,
  );
}

/** What a line says: folded lines joined by a space. RFC 9112 §5.2 */
export const valueOf = (header: Header): string =>
  trimmed(header.value.text.split('\n').map(trimmedLine).join(' '));

const trimmedLine = (line: string): string =>
  trimmed(line.endsWith('\r') ? line.slice(0, -1) : line);

/** The values of all lines with that name, joined by commas; null where there is none. RFC 9110 §5.2 */
export function combinedValue(head: HttpHead, name: string): string | null {
  const lines = headersNamed(head, name);
  return lines.length === 0 ? null : lines.map(valueOf).join(', ');
}

/** The elements of all lines with that name: RFC 9110 §5.6.1. */
export const listOf = (head: HttpHead, name: string): string[] =>
  splitList(combinedValue(head, name) ?? '');

/** Whether a list has that token, which has no case. */
export const listHas = (head: HttpHead, name: string, token: string): boolean =>
  listOf(head, name).some((element) => element.toLowerCase() === token);

/** Bytes of a head, counted from its start. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where the value of a line stands; what stands before it where it is empty, so that there is something to show. */
export const valueSpan = ({ name, separator, value }: Header): Span =>
  value.end > value.start ? value : { start: name.start, end: separator.end };

/** An element of a list with its place, in bytes from the start of the head. */
export interface Element extends Span {
  readonly text: string;
}

/** White space around an element may be that of a folded line: RFC 9112 §5.2. */
const isAround = (character: string | undefined): boolean =>
  isWhite(character) || character === '\r' || character === '\n';

function elementsIn({ value }: Header): Element[] {
  const { text } = value;
  return splitAt(text, ',').flatMap(({ start, end }) => {
    while (start < end && isAround(text[start])) start++;
    while (end > start && isAround(text[end - 1])) end--;
    if (start === end) return [];
    return [{ start: value.start + start, end: value.start + end, text: text.slice(start, end) }];
  });
}

/** The elements of all lines with that name, each with its place; empty ones do not count. RFC 9110 §5.6.1.2 */
export const elementsOf = (head: HttpHead, name: string): Element[] =>
  headersNamed(head, name).flatMap(elementsIn);
