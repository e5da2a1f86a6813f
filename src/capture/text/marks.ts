import type { Direction } from '../../trace/trace.ts';
import { isBlank, isHexAt, isLetter, plainAt, skipBlanks, trimEnd } from './characters.ts';

/**
 * Which direction marks count: none (in unmarked HTTP text), any, or only `> ` and `< ` in the
 * first column (in a body, where `<` begins tags; and in what `curl -v` prints, with its remarks).
 */
export type MarkStyle = 'none' | 'any' | 'spaced' | 'curl';

export interface Mark {
  readonly direction: Direction;
  /** Where the line's own text begins: one space after the mark belongs to the mark. */
  readonly end: number;
}

const TO_SERVER: Mark['direction'] = 'client-to-server';
const TO_CLIENT: Mark['direction'] = 'server-to-client';

/** The direction mark that begins a line: `>`, `<`, `→`, `←`, `C:`, `S:`, `C>`, `S<`. */
export function readMark(text: string, start: number, end: number, style: MarkStyle): Mark | null {
  if (style === 'none') return null;
  if (style !== 'any') return spacedMark(text, start, end);
  const at = skipBlanks(text, start, end);
  const first = String.fromCharCode(plainAt(text, at));
  const second = at + 1 < end ? String.fromCharCode(plainAt(text, at + 1)) : '';
  if (first === '→') return mark(TO_SERVER, text, at + 1, end);
  if (first === '←') return mark(TO_CLIENT, text, at + 1, end);
  if (first === '>') return mark(TO_SERVER, text, skipAll(text, at, end), end);
  if (first === '<')
    return isTag(text, at, end) ? null : mark(TO_CLIENT, text, skipAll(text, at, end), end);
  if (first === 'C' && second === '>') return mark(TO_SERVER, text, at + 2, end);
  if (first === 'S' && second === '<') return mark(TO_CLIENT, text, at + 2, end);
  if (second === ':' && first === 'S') return mark(TO_CLIENT, text, at + 2, end);
  if (second === ':' && first === 'C' && !colonFollows(text, at + 2, end))
    return mark(TO_SERVER, text, at + 2, end);
  return null;
}

function mark(direction: Direction, text: string, at: number, end: number): Mark {
  return { direction, end: at < end && isBlank(text.charCodeAt(at)) ? at + 1 : at };
}

function spacedMark(text: string, start: number, end: number): Mark | null {
  const first = text[start];
  if (start >= end || (first !== '>' && first !== '<')) return null;
  if (start + 1 < end && !isBlank(text.charCodeAt(start + 1))) return null;
  return mark(first === '>' ? TO_SERVER : TO_CLIENT, text, start + 1, end);
}

/** `>>>` is one mark. */
function skipAll(text: string, start: number, end: number): number {
  const code = plainAt(text, start);
  let at = start;
  while (at < end && plainAt(text, at) === code) at++;
  return at;
}

/**
 * `<Buffer 81 85>`, `<html>` and Erlang's `<<129,5>>` are no marks: `>` ends the line. Nor is the `<=` of curl's
 * traces.
 */
function isTag(text: string, at: number, end: number): boolean {
  const next = plainAt(text, at + 1);
  if (next === EQUALS || text.startsWith('Buffer ', at + 1)) return true;
  const opens = isLetter(next) || next === 0x21 || next === 0x2f || text.startsWith('<<', at);
  return opens && text[trimEnd(text, at, end) - 1] === '>';
}

const EQUALS = 0x3d;

/** `C:81:85` is three bytes, the first of which lost a digit; `C:81 85` is a mark. */
function colonFollows(text: string, start: number, end: number): boolean {
  let at = start;
  while (at < start + 2 && isHexAt(text, at, end)) at++;
  return at > start && at < end && plainAt(text, at) === 0x3a;
}
