import type { Direction } from '../trace/trace.ts';
import { announcesBody, createFacts, readFact, type HeadEnd, type HeadFacts } from './http/head.ts';
import { startLineOf, type StartLine } from './http/start-line.ts';
import type { Format } from './formats/format.ts';
import type { NoteList } from './note-list.ts';
import { STRIDE, type Steps } from './steps.ts';
import { clip, skipBlanks } from './text/characters.ts';
import { dressOf, PLAIN, type Dress } from './text/dress.ts';
import { createLine, readLine, type Line, type Passage } from './text/lines.ts';
import { markStyleOf } from './text/mark-style.ts';
import type { MarkStyle } from './text/marks.ts';

/** More parts than a person pastes; the rest is not read, and said. */
export const MOST_PARTS = 100_000;

/** Lines that belong together: a head, a body, or bytes in some notation, all of one direction. */
export interface Part extends Passage {
  end: number;
  direction: Direction | null;
  form: 'head' | 'body' | 'notation';
  /** In which a notation is written; null where that is not known. */
  format: Format | null;
  /** The first character after a mark and blanks. */
  readonly at: number;
  headEnd: HeadEnd;
  /** Of a head: what it says. Of other parts: what the head before them says. */
  readonly facts: HeadFacts | null;
}

const SENDERS: Record<StartLine, Direction> = {
  request: 'client-to-server',
  response: 'server-to-client',
};

/** Cuts a text into heads, bodies and notations, in one pass; without `http` it looks for no heads. */
export function* splitParts(text: string, http: boolean, notes: NoteList): Steps<Part[]> {
  const style = http ? markStyleOf(text) : 'any';
  const dress = dressOf(text);
  const parts: Part[] = [];
  const line = createLine();
  let part: Part | null = null;
  let last = 0;
  for (let at = 0; at < text.length; at = line.next) {
    if (at - last >= STRIDE) yield (last = at);
    readLine(line, text, at, text.length, marksAfter(part, style), dressAfter(part, dress));
    if (line.skipped !== null) {
      noteSkipped(line, text, notes);
      continue;
    }
    if (line.dressed)
      notes.once('input/log-prefixes', line.from, clip(text, line.from, line.start));
    if (line.mark !== null) notes.once('input/direction-marked', line.from);
    const place: Part | null = placeOf(line, part, text, http, style, dress);
    if (place === null || place === part) continue;
    if (parts.length === MOST_PARTS) {
      notes.add('input/too-large', at, String(text.length - at));
      break;
    }
    parts.push(place);
    part = place;
  }
  return parts;
}

function noteSkipped({ skipped, from, end }: Line, text: string, notes: NoteList): void {
  if (skipped === 'input/skipped-line') notes.add(skipped, from, clip(text, from, end));
  else if (skipped !== null) notes.once(skipped, from, clip(text, from, end));
}

const isOpenHead = (part: Part): boolean => part.form === 'head' && part.headEnd === 'text';

/** Unmarked HTTP text has no marks until its body is over; `<` in a body begins a tag. */
function marksAfter(part: Part | null, style: MarkStyle): MarkStyle {
  if (part === null || part.form === 'notation') return style;
  const body = part.facts !== null && announcesBody(part.facts);
  if (!isOpenHead(part) && !body) return style;
  if (part.marks === 'none' || isOpenHead(part)) return part.marks;
  return style === 'any' ? 'spaced' : style;
}

/** In a head and in a body, what looks like a prefix is one only where the head's first line has one. */
function dressAfter(part: Part | null, dress: Dress): Dress {
  if (part === null || part.form === 'notation') return dress;
  const body = part.facts !== null && announcesBody(part.facts);
  return isOpenHead(part) || body ? part.dress : dress;
}

/** The part a line belongs to: the open one, made longer, or a new one; null for an empty line between parts. */
function placeOf(
  line: Line,
  part: Part | null,
  text: string,
  http: boolean,
  style: MarkStyle,
  dress: Dress,
): Part | null {
  const start = http ? startLineOf(text, line.start, line.end) : null;
  const turns = line.mark !== null && line.mark.direction !== part?.direction;
  if (part !== null && isOpenHead(part)) {
    if (start === null && !turns) return extendHead(part, line, text);
    part.headEnd = 'something-else';
  }
  if (start !== null) return createHead(line, part, text, start, style, dress);
  if (part !== null && part.form !== 'head' && !turns) return extend(part, line);
  const body = part?.form === 'head' && !turns && part.facts !== null && announcesBody(part.facts);
  const blank = skipBlanks(text, line.start, line.end) === line.end;
  return blank && !body ? null : createRest(line, part, text, body, style, dress);
}

function extend(part: Part, line: Line): Part {
  part.end = line.next;
  return part;
}

function extendHead(part: Part, line: Line, text: string): Part {
  const blank = skipBlanks(text, line.start, line.end) === line.end;
  if (blank) part.headEnd = 'empty-line';
  else if (part.facts !== null) readFact(part.facts, text, line.start, line.end);
  return extend(part, line);
}

function createHead(
  line: Line,
  part: Part | null,
  text: string,
  start: StartLine,
  style: MarkStyle,
  dress: Dress,
): Part {
  const facts = createFacts();
  facts.upgrades = part?.facts?.upgrades ?? false;
  readFact(facts, text, line.start, line.end);
  const direction = line.mark?.direction ?? SENDERS[start];
  const marks = line.mark === null ? 'none' : style;
  const worn = line.dressed ? { ...dress, labels: false } : PLAIN;
  return createPart(line, text, { form: 'head', direction, marks, dress: worn, facts });
}

function createRest(
  line: Line,
  part: Part | null,
  text: string,
  body: boolean,
  style: MarkStyle,
  dress: Dress,
): Part {
  const continued = part !== null && (body || part.marks !== 'none') ? part.direction : null;
  const marks =
    body && part?.marks === 'none' ? 'none' : body && style === 'any' ? 'spaced' : style;
  return createPart(line, text, {
    form: body ? 'body' : 'notation',
    direction: line.mark?.direction ?? continued,
    marks,
    dress: body ? (part?.dress ?? PLAIN) : dress,
    facts: part?.facts ?? null,
  });
}

function createPart(
  line: Line,
  text: string,
  rest: Pick<Part, 'form' | 'direction' | 'marks' | 'dress' | 'facts'>,
): Part {
  const at = skipBlanks(text, line.start, line.end);
  return { text, start: line.from, end: line.next, at, headEnd: 'text', format: null, ...rest };
}
