import { Opcode } from '../../codec/websocket/layout.ts';
import type { Searcher } from '../find-bytes.ts';
import type { Searched } from '../find.ts';
import { planOf, type Plan } from '../find-plan.ts';
import type { Query, QueryKind } from '../query.ts';
import { contentOf, piecesOf, type LogContent, type LogPart } from './content.ts';
import { entryLength } from './log-row.ts';
import type { LogConnection, LogEntry, LogExchange, LogHeader } from './log.ts';

/** Entries looked at between two pauses where none is large. */
const STEP = 512;

/** The numbers of all entries that match, in order. Pauses every few milliseconds; no entry breaks a rule. */
export function* findInLog(
  { entries }: LogConnection,
  query: Query,
): Generator<Searched, Uint32Array<ArrayBuffer>> {
  const plan = planOf(query);
  const text = plan.text?.() ?? null;
  const bytes = plan.bytes?.() ?? null;
  const found: number[] = [];
  for (const [index, entry] of entries.entries()) {
    const searched = { looked: index, found: found.length };
    if (
      isCandidate(entry, plan) &&
      (text === null || (yield* holdsText(entry, text, searched))) &&
      (bytes === null || (yield* holdsBytes(entry, bytes, searched)))
    )
      found.push(index);
    if (index % STEP === STEP - 1) yield { looked: index + 1, found: found.length };
  }
  return Uint32Array.from(found);
}

/** Whether all holds that can be told without looking into what an entry says. */
function isCandidate(entry: LogEntry, { query, timed, isInTime, ...plan }: Plan): boolean {
  const { direction, kinds, rule } = query;
  if (rule !== undefined || (timed && !isInTime(entry.time))) return false;
  // An exchange goes both ways.
  if (direction !== undefined && entry.kind === 'message' && entry.direction !== direction)
    return false;
  if (kinds !== undefined && !kinds.includes(queryKindOf(entry))) return false;
  if (query.minLength === undefined && query.maxLength === undefined) return true;
  const length = entryLength(entry);
  return length !== null && length >= plan.minLength && length <= plan.maxLength;
}

const NAMES = new Map(Object.entries(Opcode).map(([name, opcode]) => [opcode as number, name]));

/** What an entry is, as someone who looks for it says. */
export function queryKindOf(entry: LogEntry): QueryKind {
  if (entry.kind === 'exchange') return 'exchange';
  return (NAMES.get(entry.opcode) as QueryKind | undefined) ?? 'reserved';
}

/** In a message, in a body, or in what an exchange asks for and its heads. */
function* holdsText(
  entry: LogEntry,
  searcher: Searcher,
  searched: Searched,
): Generator<Searched, boolean> {
  if (entry.kind === 'exchange') {
    for (const line of linesOf(entry)) if (yield* holds(line, searcher, searched)) return true;
  }
  return yield* holdsBytes(entry, searcher, searched);
}

const PARTS: readonly LogPart[] = ['data', 'request', 'response'];

function* holdsBytes(
  entry: LogEntry,
  searcher: Searcher,
  searched: Searched,
): Generator<Searched, boolean> {
  for (const part of PARTS) {
    const content = contentOf(entry, part);
    if (content !== null && (yield* holds(content, searcher, searched))) return true;
  }
  return false;
}

function* holds(
  content: LogContent,
  searcher: Searcher,
  searched: Searched,
): Generator<Searched, boolean> {
  let first = true;
  searcher.begin();
  for (const piece of piecesOf(content)) {
    if (!first) yield searched;
    first = false;
    if (searcher.next(piece, 0, piece.length) >= 0) return true;
  }
  return false;
}

const headerLine = ({ name, value }: LogHeader): string => `${name}: ${value}`;

const linesOf = (entry: LogExchange): readonly string[] => [
  `${entry.method} ${entry.url}`,
  `${entry.status ?? ''} ${entry.statusText}`,
  ...entry.requestHeaders.map(headerLine),
  ...entry.responseHeaders.map(headerLine),
  ...(entry.error === null ? [] : [entry.error]),
];
