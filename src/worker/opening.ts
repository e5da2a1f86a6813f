import { readConversation } from '../trace/conversation.ts';
import { summariseConnection, type ConnectionSummary } from '../trace/connection-summary.ts';
import type { Note } from '../trace/input.ts';
import { summariseLog } from '../trace/log/log-summary.ts';
import { perDirection, type Trace } from '../trace/trace.ts';
import type { Opened, OpenRequest } from './api.ts';
import { createConversations, hold, type Conversations, type Held } from './conversations.ts';
import { FIRST_PART, firstPart } from './first-part.ts';
import { readSources, sizeOf, streamLength, type Sources } from './sources.ts';
import type { Work } from './work.ts';

/** What is open: kept in the worker, so that bytes never travel back to the page. */
export interface Open {
  readonly trace: Trace;
  readonly opened: Opened;
  readonly summaries: readonly ConnectionSummary[];
  readonly conversations: Conversations;
  /** What was said to be negotiated, where no handshake says it. */
  readonly extensions: string | null;
  /** What was asked for: its texts may be read in another way. */
  readonly request: OpenRequest;
}

/** An input of more than this many first parts has a preview. */
const WORTH_PREVIEW = 16;

/** Opens an input; `show` is given what its first part says, where the rest takes a while. */
export async function openInput(
  request: OpenRequest,
  work: Work,
  show: (preview: Open) => void,
): Promise<Open> {
  if (totalSize(request) > WORTH_PREVIEW * FIRST_PART) show(await openFirstPart(request, work));
  return decode(await readSources(request.sources, work), request, work, false);
}

export const totalSize = ({ sources }: OpenRequest): number =>
  sources.reduce((sum, source) => sum + sizeOf(source), 0);

async function openFirstPart(request: OpenRequest, work: Work): Promise<Open> {
  const silent: Work = { ...work, tally: SILENT };
  const sources = await Promise.all(request.sources.map(firstPart));
  const { trace, summaries } = await readSources(sources, silent);
  // What the cut gives cause to say is no note on the input.
  const quiet = summaries.map((summary) => ({ ...summary, notes: [] }));
  return decode({ trace, summaries: quiet }, request, silent, true);
}

/** A preview that is all there will be: whoever exports it is told so. */
export function asFirstPart({ trace, opened, ...rest }: Open, request: OpenRequest): Open {
  const notes = request.sources.map((source): readonly Note[] =>
    sizeOf(source) <= FIRST_PART
      ? []
      : [{ id: 'input/first-part', at: FIRST_PART, detail: String(sizeOf(source)) }],
  );
  const sources = opened.sources.map((source, i) => ({ ...source, notes: notes[i] ?? [] }));
  const input = { ...trace.input, notes: notes.flat() };
  return { ...rest, trace: { ...trace, input }, opened: { ...opened, sources } };
}

const SILENT: Work['tally'] = { read() {}, decoded() {}, preview() {}, finish() {} };

/** Of more connections than these, only the long ones are kept: a short one is read again in a millisecond. */
const FEW = 256;
const SHORT = 64 * 1024;

/** Reads the conversation of every connection; those that do not fit are let go and read again when asked for. */
async function decode(
  { trace: captured, summaries: sources }: Sources,
  request: OpenRequest,
  { breath, pause, tally }: Work,
  partial: boolean,
): Promise<Open> {
  const trace = request.ended === true ? withEnds(captured) : captured;
  const { connections } = trace;
  const extensions = request.extensions ?? null;
  const total = connections.reduce((sum, connection) => sum + streamLength(connection), 0);
  const summaries: ConnectionSummary[] = [];
  const shareOf = (bytes: number) => (total === 0 ? 1 : bytes / total);
  let before = 0;
  let frames = 0;

  const read = async (id: number, pace: (done: number) => Promise<void>): Promise<Held> => {
    const connection = connections[id]!;
    const conversation = await readConversation(connection, { extensions, partial }, pace);
    return hold(conversation, () => pace(streamLength(connection)));
  };
  const conversations = createConversations(connections.length, (id) => read(id, pause));
  for (const [id, connection] of connections.entries()) {
    const held = await read(id, (done) => {
      tally.decoded(shareOf(before + done), frames);
      return breath();
    });
    if (connections.length <= FEW || streamLength(connection) > SHORT) conversations.keep(id, held);
    await breath();
    const summary = summariseConnection(held.conversation, held.problems);
    summaries.push(summary);
    before += streamLength(connection);
    frames += summary.frames;
    tally.decoded(shareOf(before), frames);
    await breath();
  }
  for (const log of trace.logs ?? []) summaries.push(summariseLog(log, summaries.length));
  const opened: Opened = {
    sources,
    connections: summaries.length,
    first: firstOf(summaries),
    totals: totalsOf(summaries),
    partial,
  };
  return { trace, opened, summaries, conversations, extensions, request };
}

/** The trace, where its connections are known to have ended. */
const withEnds = (trace: Trace): Trace => ({
  ...trace,
  connections: trace.connections.map((connection) =>
    connection.end === 'none' ? { ...connection, end: 'fin' } : connection,
  ),
});

/** The first WebSocket connection with problems, else the first WebSocket one, else the largest; 0 where there is none. */
function firstOf(summaries: readonly ConnectionSummary[]): number {
  const frames = summaries.flatMap((summary, i) => (summary.protocol === 'websocket' ? [i] : []));
  const broken = frames.find((i) => summaries[i]!.errors + summaries[i]!.warnings > 0);
  return broken ?? frames[0] ?? largestOf(summaries);
}

function largestOf(summaries: readonly ConnectionSummary[]): number {
  const sizes = summaries.map(({ bytes }) => bytes['client-to-server'] + bytes['server-to-client']);
  const most = sizes.reduce((largest, size) => Math.max(largest, size), 0);
  return Math.max(sizes.indexOf(most), 0);
}

function totalsOf(summaries: readonly ConnectionSummary[]): Opened['totals'] {
  const sum = (count: (summary: ConnectionSummary) => number) =>
    summaries.reduce((total, summary) => total + count(summary), 0);
  return {
    connections: summaries.length,
    frames: sum(({ frames }) => frames),
    messages: sum(({ messages }) => messages),
    exchanges: sum(({ exchanges }) => exchanges),
    bytes: perDirection((direction) => sum(({ bytes }) => bytes[direction])),
    errors: sum(({ errors }) => errors),
    warnings: sum(({ warnings }) => warnings),
  };
}
