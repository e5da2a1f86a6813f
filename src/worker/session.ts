import type { MessageReader } from '../codec/websocket/message-reader.ts';
import { payloadOf } from '../codec/websocket/message.ts';
import { readPaste, type DirectedReading } from '../capture/paste.ts';
import { annotateRow } from '../trace/annotate-row.ts';
import { readClosing } from '../trace/closing.ts';
import { messageReaders, readConversation, type Conversation } from '../trace/conversation.ts';
import { describe } from '../trace/describe.ts';
import { viewMessage } from '../trace/message-view.ts';
import type { RowPlace } from '../trace/order.ts';
import { countProblems, problemRows, problemsOf } from '../trace/problems.ts';
import type { Report } from '../trace/report-format.ts';
import { readRow } from '../trace/row.ts';
import { DIRECTIONS, perDirection, type Direction, type Trace } from '../trace/trace.ts';
import { writeReport } from '../trace/write-report.ts';
import type { Incomplete, Session, SourceSummary, Summary } from './api.ts';

/** What is open: kept here so that bytes never travel back to the page. */
interface Open {
  readonly trace: Trace;
  readonly conversation: Conversation;
  readonly problems: Uint32Array;
  readonly messages: Readonly<Record<Direction, MessageReader>>;
}

/**
 * The object behind the worker boundary; it knows of neither worker nor channel.
 * `pause` gives the caller's other messages a turn between two steps of long work.
 */
export function createSession(pause: () => Promise<void>): Session {
  let open: Open | null = null;
  let generation = 0;

  /** Rejects, rather than throws, where nothing is open: so it is called and so it is over a channel. */
  const current = (): Promise<Open> =>
    open === null ? Promise.reject(new RangeError('nothing is open')) : Promise.resolve(open);

  /** Throws where the caller gave up, or where a later `open` has taken over. */
  function check(signal: AbortSignal, mine: number): void {
    signal.throwIfAborted();
    if (mine !== generation) throw new DOMException('superseded by a later open', 'AbortError');
  }

  return {
    async open(request, signal, progress) {
      const mine = ++generation;
      check(signal, mine);
      // Reading a text cannot be interrupted: what has been given up since must not begin.
      await pause();
      check(signal, mine);
      const { trace, readings } = readPaste(request.sources);
      const pace = async (done: number, total: number) => {
        progress(done, total);
        await pause();
        check(signal, mine);
      };
      await pause();
      check(signal, mine);
      const conversation = await readConversation(trace.connections[0]!, request, pace);
      check(signal, mine);
      const problems = problemRows(conversation);
      const size = DIRECTIONS.reduce((sum, way) => sum + conversation.sides[way].bytes.length, 0);
      progress(size, size);
      open = { trace, conversation, problems, messages: messageReaders(conversation) };
      return summarise(open, readings.map(summariseSource));
    },
    async rows(from, to) {
      const { conversation } = await current();
      const last = Math.min(to, conversation.order.length);
      const count = Math.max(last - Math.max(from, 0), 0);
      return Array.from({ length: count }, (_, i) => readRow(conversation, Math.max(from, 0) + i));
    },
    async problems(from, to) {
      const { conversation, problems } = await current();
      const rows = [...problems.subarray(Math.max(from, 0), Math.max(to, 0))];
      return rows.flatMap((row) => problemsOf(conversation, row));
    },
    async nextProblem(row, step) {
      const { problems } = await current();
      const found =
        step === 1 ? problems.find((at) => at > row) : problems.findLast((at) => at < row);
      return found ?? -1;
    },
    async annotate(row) {
      const { conversation, messages } = await current();
      const place = placeOf(conversation, row);
      const message = viewMessage(conversation, messages[place.direction], place);
      return {
        row: readRow(conversation, row),
        annotation: annotateRow(conversation, row, message?.sources),
        message: message?.view ?? null,
      };
    },
    async payload(row, from, to) {
      const { conversation } = await current();
      const place = placeOf(conversation, row);
      const { bytes } = conversation.sides[place.direction];
      return place.kind === 'frame' ? payloadOf(bytes, place.at, from, to) : new Uint8Array();
    },
    async report(signal) {
      const { trace, conversation } = await current();
      const pace = async () => {
        await pause();
        signal.throwIfAborted();
      };
      return toFile(await describe(trace, [conversation], pace), pace);
    },
    dispose() {
      open = null;
      generation++;
      return Promise.resolve();
    },
  };
}

/** @throws RangeError for a row that is not there: the numbers of an earlier input may be larger. */
function placeOf({ order }: Conversation, row: number): RowPlace {
  if (!(row >= 0 && row < order.length)) throw new RangeError(`there is no row ${row}`);
  return order.place(row);
}

const summariseSource = (reading: DirectedReading): SourceSummary => ({
  kind: reading.kind,
  reason: reading.reason,
  certain: reading.certain,
  alternatives: reading.alternatives,
  bytes: reading.pieces.reduce((sum, { bytes }) => sum + bytes.length, 0),
  size: reading.size,
  notes: reading.notes,
});

function summarise(open: Open, sources: readonly SourceSummary[]): Summary {
  const { conversation, problems } = open;
  const { sides, order, handshake } = conversation;
  const counts = { errors: 0, warnings: 0 };
  for (const row of problems) {
    const { errors, warnings } = countProblems(conversation, order.place(row));
    counts.errors += errors;
    counts.warnings += warnings;
  }
  return {
    sources,
    protocol: order.length === 0 ? 'none' : conversation.protocol,
    rows: order.length,
    frames: DIRECTIONS.reduce((sum, direction) => sum + sides[direction].frames.length, 0),
    firstFrameRow: firstFrameRow(conversation),
    messages: order.messages,
    bytes: perDirection((direction) => sides[direction].bytes.length),
    problemRows: problems.length,
    ...counts,
    handshake,
    closing: readClosing(conversation),
    incomplete: perDirection((direction) => incompleteOf(conversation, direction)),
  };
}

function firstFrameRow({ sides, order }: Conversation): number | null {
  const rows = DIRECTIONS.filter((direction) => sides[direction].frames.length > 0).map(
    (direction) => order.rowOfFrame(direction, 0),
  );
  return rows.length === 0 ? null : Math.min(...rows);
}

function incompleteOf(conversation: Conversation, direction: Direction): Incomplete | null {
  const { tail } = conversation.sides[direction];
  return tail === null ? null : { ...tail, row: conversation.order.lastRow(direction) };
}

/** Text gathered before it is handed to the file, in characters. */
const PIECE = 1 << 20;

async function toFile(report: Report, breath: () => Promise<void>): Promise<Blob> {
  const parts: Blob[] = [];
  let piece = '';
  for (const text of writeReport(report)) {
    piece += text;
    if (piece.length < PIECE) continue;
    parts.push(new Blob([piece]));
    piece = '';
    await breath();
  }
  return new Blob([...parts, piece], { type: 'application/json' });
}
