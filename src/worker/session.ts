import { bytesAt } from '../composer/changed/edits.ts';
import { annotateRow } from '../trace/annotate-row.ts';
import { mapConversation } from '../trace/conversation-map.ts';
import { messageReaders } from '../trace/conversation.ts';
import { findRows } from '../trace/find.ts';
import { viewMessage } from '../trace/message-view.ts';
import { problemsOf } from '../trace/problems.ts';
import { pageableParts, type PageablePart } from '../trace/payload-pages.ts';
import { rowOf } from '../trace/row-of.ts';
import { readRow } from '../trace/row.ts';
import { readLines } from './lines.ts';
import { DIRECTIONS } from '../trace/trace.ts';
import type { Session } from './api.ts';
import { examineHeld, treatHeld } from './autopsy.ts';
import { compareHeld, createBeside } from './beside.ts';
import type { Held } from './conversations.ts';
import { drawnOf, MOST_SENT } from './drawn.ts';
import { withLogs } from './logs.ts';
import { asFirstPart, openInput, totalSize, type Open } from './opening.ts';
import { drain } from './steps.ts';
import { summarise } from './summary.ts';
import { createTally } from './tally.ts';
import { captureFile, carriedFile, messagesFile, reportFile, writeOut } from './ways-out.ts';

/** A search tells how far it is so often, at most. */
const TOLD = 100;

/**
 * The object behind the worker boundary; it knows of neither worker nor channel.
 * `pause` gives the caller's other messages a turn between two steps of long work.
 */
export function createSession(pause: () => Promise<void>): Session {
  let open: Open | null = null;
  /** The first part of what is being opened: it stands for the whole until that is there. */
  let preview: Open | null = null;
  let generation = 0;

  /** Rejects, rather than throws, where nothing is open: so it is called and so it is over a channel. */
  const current = (): Promise<Open> => {
    const shown = preview ?? open;
    return shown === null
      ? Promise.reject(new RangeError('nothing is open'))
      : Promise.resolve(shown);
  };

  const beside = createBeside();

  const held = async (connection: number): Promise<Held> =>
    beside.get(connection) ?? (await current()).conversations.get(connection);

  /** A breath that throws where the caller gave up, or where an `open` after this moment has taken over. */
  function breathOf(signal: AbortSignal): () => Promise<void> {
    const mine = generation;
    return async () => {
      await pause();
      signal.throwIfAborted();
      if (mine !== generation) throw new DOMException('superseded by a later open', 'AbortError');
    };
  }

  const session: Session = {
    async open(request, signal, progress) {
      generation++;
      preview = null;
      signal.throwIfAborted();
      const mine = generation;
      const breath = breathOf(signal);
      try {
        // Nothing is begun that has been given up since.
        await breath();
        const tally = createTally(totalSize(request), progress);
        const whole = await openInput(request, { breath, pause, tally }, (first) => {
          preview = first;
          tally.preview(first.opened);
        });
        tally.finish();
        open = whole;
        beside.forget();
        return whole.opened;
      } catch (error) {
        // Given up, and not for another input: what the first part says is there, and stays.
        if (mine !== generation || preview === null || !signal.aborted) throw error;
        open = asFirstPart(preview, request);
        return open.opened;
      } finally {
        if (mine === generation) preview = null;
      }
    },
    async connections(from, to) {
      return (await current()).summaries.slice(Math.max(from, 0), Math.max(to, 0));
    },
    async conversation(connection) {
      return summarise(await held(connection));
    },
    async rows(connection, from, to) {
      const opened = await held(connection);
      const first = Math.max(from, 0);
      const count = Math.max(Math.min(to, opened.conversation.order.length) - first, 0);
      return readLines(
        opened,
        Array.from({ length: count }, (_, i) => first + i),
        pause,
      );
    },
    async rowsAt(connection, rows) {
      const opened = await held(connection);
      return readLines(
        opened,
        Array.from(rows, (row) => existing(opened.conversation, row)),
        pause,
      );
    },
    async problems(connection, from, to) {
      const { conversation, problems } = await held(connection);
      const rows = [...problems.rows.subarray(Math.max(from, 0), Math.max(to, 0))];
      return rows.flatMap((row) => problemsOf(conversation, row));
    },
    async nextProblem(connection, row, step) {
      const { problems } = await held(connection);
      const found =
        step === 1
          ? problems.rows.find((at) => at > row)
          : problems.rows.findLast((at) => at < row);
      return found ?? -1;
    },
    async annotate(connection, row) {
      const { conversation, messages, approach } = await held(connection);
      const place = conversation.order.place(existing(conversation, row));
      await approach(place, pause);
      const message = viewMessage(conversation, messages[place.direction], place);
      return {
        row: readRow(conversation, row),
        annotation: annotateRow(conversation, row, message?.sources),
        message: message?.view ?? null,
        pageable: pageableParts(conversation, place, message?.view ?? null),
      };
    },
    async logEntry(connection) {
      await held(connection);
      throw new RangeError('these are bytes, not a log');
    },
    async payload(connection, row, part, from, to) {
      const { conversation, approach, pages } = await held(connection);
      const place = conversation.order.place(existing(conversation, row));
      if (part === 'message') await approach(place, pause);
      return pages(place, part as PageablePart, from, to);
    },
    async find(connection, query, signal, progress) {
      const breath = breathOf(signal);
      const { conversation } = await held(connection);
      let told = 0;
      await breath();
      const search = findRows(conversation, messageReaders(conversation), query);
      return drain(search, breath, ({ looked, found }) => {
        if ((looked - told) * TOLD < conversation.order.length) return;
        told = looked;
        progress(looked, found);
      });
    },
    async map(connection, buckets) {
      const { conversation } = await held(connection);
      return drain(mapConversation(conversation, buckets), pause);
    },
    async timeline(connection) {
      const { conversation } = await held(connection);
      const { streams } = conversation.connection;
      const size = DIRECTIONS.reduce((sum, way) => sum + streams[way].length, 0);
      return drawnOf(conversation.connection, size <= MOST_SENT);
    },
    async rowOf(connection, target) {
      return rowOf((await held(connection)).conversation, target);
    },
    async literal(connection, rows, format) {
      const found = await held(connection);
      for (const row of rows) existing(found.conversation, row);
      return writeOut(found, rows, format, pause);
    },
    async messages(connection, signal) {
      const breath = breathOf(signal);
      return messagesFile(await held(connection), breath);
    },
    async payloadFile(connection, row) {
      const found = await held(connection);
      const place = found.conversation.order.place(existing(found.conversation, row));
      await found.approach(place, pause);
      return carriedFile(found, place);
    },
    async pcapng(connection, signal) {
      const breath = breathOf(signal);
      return captureFile(await held(connection), breath);
    },
    async report(signal) {
      const breath = breathOf(signal);
      return reportFile(await current(), breath);
    },
    async bytesAt(connection, places) {
      return bytesAt((await held(connection)).conversation.connection, places);
    },
    async change(connection, edits, signal, progress) {
      const breath = breathOf(signal);
      const { extensions } = await current();
      const original = await held(connection);
      await breath();
      return beside.change(original, { edits, extensions }, breath, progress);
    },
    async autopsy(connection, signal) {
      const breath = breathOf(signal);
      const found = await held(connection);
      await breath();
      // What was changed by hand makes as little sense as someone wanted.
      return connection < 0 ? null : examineHeld(found, await current(), breath);
    },
    async treat(connection, id, signal) {
      const breath = breathOf(signal);
      return treatHeld(await held(connection), await current(), id, breath);
    },
    async openBeside(request, signal, progress) {
      const breath = breathOf(signal);
      await breath();
      return beside.open(request, { breath, pause }, progress);
    },
    async compare(one, other, signal, progress) {
      const breath = breathOf(signal);
      const [first, second] = [await held(one), await held(other)];
      return compareHeld(first, second, breath, progress);
    },
    dispose() {
      beside.forget();
      open = null;
      preview = null;
      generation++;
      return Promise.resolve();
    },
  };
  return withLogs(session, async (connection) => logAt(await current(), connection), breathOf);
}

/** Connections of logs are numbered after those with bytes. */
const logAt = ({ trace }: Open, connection: number) =>
  trace.logs?.[connection - trace.connections.length] ?? null;

/** @throws RangeError for a row that is not there: the numbers of an earlier input may be larger. */
function existing({ order }: Held['conversation'], row: number): number {
  if (!(row >= 0 && row < order.length)) throw new RangeError(`there is no row ${row}`);
  return row;
}
