import type { Note } from '../../trace/input.ts';
import type { LogConnection } from '../../trace/log/log.ts';
import { createNoteList, type NoteList } from '../note-list.ts';
import { STRIDE, type Steps } from '../steps.ts';
import { readExchange } from './exchange.ts';
import { fieldsOf, type Fields } from './fields.ts';
import { createGroups, type Groups } from './groups.ts';
import { parseJson } from './json.ts';
import { isWebSocket, readClose, readMessages } from './message.ts';

export interface HarReading {
  readonly connections: readonly LogConnection[];
  readonly notes: readonly Note[];
}

/** Entries read in a step. */
const ENTRIES = 200;

/** Reads a HAR in steps; yields how much of the text has been read. Bad JSON is told in notes; nothing throws. */
export function* readHarSteps(text: string): Steps<HarReading> {
  const notes = createNoteList();
  const { value, fault } = parseJson(text);
  if (fault !== null)
    notes.add(
      value === undefined ? 'input/har-not-json' : 'input/har-cut',
      fault.at,
      fault.message,
    );
  const log = fieldsOf(value, '', notes)?.object('log') ?? null;
  const groups = createGroups();
  if (log === null) {
    if (fault === null) notes.add('input/har-no-log', 0);
  } else {
    const entries = log.objects('entries');
    if (entries.length === 0) notes.add('input/har-no-entries', 0);
    else notes.add('input/har-no-frames', 0, creatorOf(log));
    for (const [i, entry] of entries.entries()) {
      readEntry(entry, groups, notes);
      if (i % ENTRIES === ENTRIES - 1) yield Math.floor((text.length * i) / entries.length);
    }
  }
  if (text.length > STRIDE) yield text.length;
  return { connections: groups.take(), notes: notes.take() };
}

function readEntry(entry: Fields, groups: Groups, notes: NoteList): void {
  const exchange = readExchange(entry, notes);
  if (exchange === null) return notes.add('input/har-left-out', 0, entry.place);
  if (!isWebSocket(entry)) return groups.exchange(entry, exchange);
  const messages = readMessages(entry, notes);
  if (messages === null) notes.add('input/har-no-messages', 0, entry.place);
  groups.webSocket(entry, exchange, messages ?? [], readClose(entry));
}

/** Who wrote the log: `WebInspector 537.36`. */
function creatorOf(log: Fields): string {
  const creator = log.object('creator');
  return [creator?.text('name'), creator?.text('version')].filter(Boolean).join(' ');
}
