import type { Direction } from '../trace/trace.ts';
import { announcesBody, createFacts, readFact, type HeadEnd, type HeadFacts } from './http/head.ts';
import { startLineOf, type StartLine } from './http/start-line.ts';
import type { NoteList } from './note-list.ts';
import { clip, skipBlanks } from './text/characters.ts';
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
export function splitParts(text: string, http: boolean, notes: NoteList): Part[] {
  const style = http ? markStyleOf(text) : 'any';
  const parts: Part[] = [];
  const line = createLine();
  let part: Part | null = null;
  for (let at = 0; at < text.length; at = line.next) {
    readLine(line, text, at, text.length, marksAfter(part, style));
    if (line.remark) {
      notes.add('input/skipped-line', line.from, clip(text, line.from, line.end));
      continue;
    }
    if (line.mark !== null) notes.once('input/direction-marked', line.from);
    const place: Part | null = placeOf(line, part, text, http, style);
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

const isOpenHead = (part: Part): boolean => part.form === 'head' && part.headEnd === 'text';

/** Unmarked HTTP text has no marks until its body is over; `<` in a body begins a tag. */
function marksAfter(part: Part | null, style: MarkStyle): MarkStyle {
  if (part === null || part.form === 'notation') return style;
  const body = part.facts !== null && announcesBody(part.facts);
  if (!isOpenHead(part) && !body) return style;
  if (part.marks === 'none' || isOpenHead(part)) return part.marks;
  return style === 'any' ? 'spaced' : style;
}

/** The part a line belongs to: the open one, made longer, or a new one; null for an empty line between parts. */
function placeOf(
  line: Line,
  part: Part | null,
  text: string,
  http: boolean,
  style: MarkStyle,
): Part | null {
  const start = http ? startLineOf(text, line.start, line.end) : null;
  const turns = line.mark !== null && line.mark.direction !== part?.direction;
  if (part !== null && isOpenHead(part)) {
    if (start === null && !turns) return extendHead(part, line, text);
    part.headEnd = 'something-else';
  }
  if (start !== null) return createHead(line, part, text, start, style);
  if (part !== null && part.form !== 'head' && !turns) return extend(part, line);
  const body = part?.form === 'head' && !turns && part.facts !== null && announcesBody(part.facts);
  const blank = skipBlanks(text, line.start, line.end) === line.end;
  return blank && !body ? null : createRest(line, part, text, body, style);
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
): Part {
  const facts = createFacts();
  facts.upgrades = part?.facts?.upgrades ?? false;
  readFact(facts, text, line.start, line.end);
  const direction = line.mark?.direction ?? SENDERS[start];
  const marks = line.mark === null ? 'none' : style;
  return createPart(line, text, { form: 'head', direction, marks, facts });
}

function createRest(
  line: Line,
  part: Part | null,
  text: string,
  body: boolean,
  style: MarkStyle,
): Part {
  const continued = part !== null && (body || part.marks !== 'none') ? part.direction : null;
  const marks =
    body && part?.marks === 'none' ? 'none' : body && style === 'any' ? 'spaced' : style;
  return createPart(line, text, {
    form: body ? 'body' : 'notation',
    direction: line.mark?.direction ?? continued,
    marks,
    facts: part?.facts ?? null,
  });
}

function createPart(
  line: Line,
  text: string,
  rest: Pick<Part, 'form' | 'direction' | 'marks' | 'facts'>,
): Part {
  const at = skipBlanks(text, line.start, line.end);
  return { text, start: line.from, end: line.next, at, headEnd: 'text', ...rest };
}
