import { looseTextOf } from '../utf8.ts';
import {
  bomAt,
  BOM,
  createLine,
  fieldNamed,
  isBlank,
  isComment,
  readLine,
  type Line,
} from './layout.ts';

/** What a page is given: HTML §9.2.6. */
export interface DispatchedEvent {
  /** `message` where the stream names none. */
  readonly type: string;
  readonly data: string;
  /** The id of this event, or of the last one before it that had one. */
  readonly lastEventId: string;
  /** Milliseconds, where the event also sets the reconnection time. */
  readonly retry: number | null;
}

/** Why nothing was dispatched: an event without a data line, or one whose blank line never came. */
export type Undispatched = 'no-data' | 'unfinished';

/**
 * One event of a stream. `at` and `end` are offsets in the stream; the places inside count from `at`.
 * Its lines are not kept: `linesOf` reads them again for who looks.
 */
export interface ReadEvent {
  readonly at: number;
  readonly end: number;
  /** 3 where the stream begins with a byte order mark here, else 0. */
  readonly bomLength: number;
  /** Its first line; the blank lines before it end no event but belong to this one. */
  readonly linesAt: number;
  /** Its blank line; the length of the event while that has not come. */
  readonly blankAt: number;
  /** False where the stream ends before the blank line. */
  readonly complete: boolean;
  readonly dispatched: DispatchedEvent | null;
  /** Null where it was dispatched. */
  readonly undispatched: Undispatched | null;
  /** The reconnection time it sets, dispatched or not. */
  readonly retry: number | null;
  /** The last event ID after it: what a client would send to go on from here. */
  readonly lastEventId: string;
}

/** The offset after the byte that dispatches the event: a CR does, even where an LF follows. */
export const dispatchedAt = (event: ReadEvent): number =>
  Math.min(event.at + event.blankAt + 1, event.end);

/** Gathers lines into events, wherever their bytes come from. `base` is the offset of bytes[0] in the stream. */
export interface Interpreter {
  /** A byte order mark at the start of the stream. */
  takeBom(): void;
  /** The event that this line ends, or null. */
  take(bytes: Uint8Array, line: Line, base: number): ReadEvent | null;
  /** What the stream ends with, or null where it ends with an event. At `lineAt` a line begins that is cut. */
  rest(lineAt: number, end: number): ReadEvent | null;
}

/** Milliseconds; null where the value is not ASCII digits only, or is empty: HTML §9.2.6. */
export function retryOf(value: string): number | null {
  return /^[0-9]+$/.test(value) ? Math.min(Number(value), Number.MAX_SAFE_INTEGER) : null;
}

/** The line-by-line interpretation of HTML §9.2.6. */
export function createInterpreter(lastEventId: string): Interpreter {
  /** The last event ID buffer: the only one that outlives its event. */
  let id = lastEventId;
  /** What was last told to the event source: an id counts once its event has ended. */
  let settledId = lastEventId;
  let at = 0;
  let bomLength = 0;
  /** -1 before the first line of the event. */
  let linesAt = -1;
  /** The last of the blank lines before that, -1 without. */
  let emptyAt = -1;
  /** Lines to be joined with LF; null is no data line at all, which is not the same as an empty one. */
  let data: string[] | null = null;
  let type = '';
  let retry: number | null = null;

  function takeField(bytes: Uint8Array, { start, nameEnd, valueAt, valueEnd }: Line): void {
    const name = fieldNamed(bytes, start, nameEnd);
    if (name === null) return;
    const value = looseTextOf(bytes.subarray(valueAt, valueEnd));
    if (name === 'data') (data ??= []).push(value);
    else if (name === 'event') type = value;
    else if (name === 'retry') retry = retryOf(value) ?? retry;
    else if (!value.includes('\0')) id = value;
  }

  function finish(blankAt: number, end: number, complete: boolean): ReadEvent {
    if (complete) settledId = id;
    const dispatched =
      complete && data !== null
        ? { type: type || 'message', data: data.join('\n'), lastEventId: id, retry }
        : null;
    const event: ReadEvent = {
      at,
      end,
      bomLength,
      linesAt: (linesAt < 0 ? blankAt : linesAt) - at,
      blankAt: blankAt - at,
      complete,
      dispatched,
      undispatched: dispatched ? null : complete ? 'no-data' : 'unfinished',
      retry,
      lastEventId: settledId,
    };
    at = end;
    bomLength = 0;
    linesAt = emptyAt = -1;
    data = retry = null;
    type = '';
    return event;
  }

  return {
    takeBom() {
      bomLength = BOM.length;
    },
    take(bytes, line, base) {
      const start = base + line.start;
      if (isBlank(line)) {
        if (linesAt >= 0) return finish(start, base + line.end, true);
        emptyAt = start;
        return null;
      }
      if (linesAt < 0) linesAt = start;
      if (!isComment(line)) takeField(bytes, line);
      return null;
    },
    rest(lineAt, end) {
      if (end === at) return null;
      if (linesAt < 0 && lineAt < end) linesAt = lineAt;
      const isEmpty = linesAt < 0 && emptyAt >= 0;
      return isEmpty ? finish(emptyAt, end, true) : finish(end, end, false);
    },
  };
}

export interface StreamOptions {
  /** What the client knew before this stream: the id of the connection it lost. */
  readonly lastEventId?: string;
}

/**
 * The events of a whole stream, one after the other without a gap: HTML §9.2.5, §9.2.6. The last may
 * be unfinished. A generator, for there may be millions: the caller chooses what to keep.
 */
export function* readEvents(
  bytes: Uint8Array,
  { lastEventId = '' }: StreamOptions = {},
): Generator<ReadEvent, void> {
  const interpreter = createInterpreter(lastEventId);
  const line = createLine();
  let at = 0;
  if (bomAt(bytes, 0, bytes.length) === true) {
    interpreter.takeBom();
    at = BOM.length;
  }
  for (; readLine(bytes, at, bytes.length, line); at = line.end) {
    const event = interpreter.take(bytes, line, 0);
    if (event) yield event;
  }
  const rest = interpreter.rest(at, bytes.length);
  if (rest) yield rest;
}

/** The lines of an event, its blank ones apart; `bytes` begin where it does. The same object each time, filled anew. */
export function* linesOf(bytes: Uint8Array, event: ReadEvent): Generator<Line, void> {
  const line = createLine();
  for (let at = event.linesAt; at < event.blankAt; at = line.end) {
    readLine(bytes, at, event.blankAt, line);
    yield line;
  }
}
