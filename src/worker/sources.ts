import type { CaptureResult } from '../capture/packets/reader.ts';
import { readPasteSteps, type DirectedReading, type Paste } from '../capture/paste.ts';
import type { Source } from '../capture/reading.ts';
import { DIRECTIONS, type Connection, type Trace } from '../trace/trace.ts';
import type { OpenSource, SourceSummary } from './api.ts';
import { captureFormat, readCapture } from './capture-source.ts';
import { drain } from './steps.ts';
import type { Work } from './work.ts';

/** What was read of all sources, undecoded. */
export interface Sources {
  readonly trace: Trace;
  readonly summaries: readonly SourceSummary[];
}

/** Bytes of a file, characters of a text. */
export const sizeOf = ({ content }: OpenSource): number =>
  typeof content === 'string' ? content.length : content.size;

/** Reads what was pasted or dropped, as one trace: captures have their connections, what is not one is one more. */
export async function readSources(sources: readonly OpenSource[], work: Work): Promise<Sources> {
  const summaries: SourceSummary[] = [];
  const connections: Connection[] = [];
  const pasted: { readonly source: OpenSource; readonly at: number }[] = [];
  let logs: Pick<Trace, 'logs'> = {};
  let before = 0;
  for (const [at, source] of sources.entries()) {
    const captured = await readIfCapture(source, before, work);
    if (captured === null) {
      pasted.push({ source, at });
      continue;
    }
    summaries[at] = summariseCapture(captured, sizeOf(source));
    connections.push(...captured.connections);
    before += sizeOf(source);
  }
  if (pasted.length > 0) {
    const given = pasted.map(({ source }) => source);
    const { trace, readings } = await readPasted(given, before, work);
    for (const [i, { at }] of pasted.entries()) summaries[at] = summariseReading(readings[i]!);
    connections.push(...trace.connections);
    if (trace.logs !== undefined) logs = { logs: trace.logs };
  }
  return { trace: { ...traceOf(summaries, connections), ...logs }, summaries };
}

/** What is compressed may be anything: then it is no capture. */
async function readIfCapture(
  source: OpenSource,
  before: number,
  work: Work,
): Promise<CaptureResult | null> {
  const format = await captureFormat(source);
  await work.breath();
  if (format === null || typeof source.content === 'string') return null;
  const result = await readCapture(source.content, format === 'gzip', before, work);
  const failed = result.notes.some(({ id }) => id === 'input/not-a-capture');
  return failed && source.kind === undefined ? null : result;
}

async function readPasted(
  sources: readonly OpenSource[],
  before: number,
  { breath, tally }: Work,
): Promise<Paste> {
  const loaded: Source[] = [];
  for (const source of sources) {
    loaded.push({ ...source, content: await load(source) });
    await breath();
  }
  return drain(readPasteSteps(loaded), breath, (done) => tally.read(before + done, 0));
}

async function load({ content, fileName }: OpenSource): Promise<string | Uint8Array> {
  if (typeof content === 'string') return content;
  // Pasted text may be held aside in a Blob; a file may be of the same type, but it has a name.
  return fileName === undefined && content.type.startsWith('text/plain')
    ? content.text()
    : new Uint8Array(await content.arrayBuffer());
}

function traceOf(summaries: readonly SourceSummary[], connections: readonly Connection[]): Trace {
  const told = summaries.find(({ bytes }) => bytes > 0) ?? summaries[0]!;
  return {
    input: {
      kind: told.kind,
      bytes: summaries.reduce((sum, { size }) => sum + size, 0),
      notes: summaries.flatMap(({ notes }) => notes),
    },
    connections: connections.map((connection, id) =>
      connection.id === id ? connection : { ...connection, id },
    ),
  };
}

const summariseCapture = (
  { kind, connections, notes }: CaptureResult,
  size: number,
): SourceSummary => ({
  kind,
  reason: 'capture-magic',
  certain: true,
  alternatives: ['binary'],
  bytes: connections.reduce((sum, connection) => sum + streamLength(connection), 0),
  size,
  notes,
});

const summariseReading = (reading: DirectedReading): SourceSummary => ({
  kind: reading.kind,
  reason: reading.reason,
  certain: reading.certain,
  alternatives: reading.alternatives,
  bytes: reading.pieces.reduce((sum, { bytes }) => sum + bytes.length, 0),
  size: reading.size,
  notes: reading.notes,
});

/** Bytes of both directions. */
export const streamLength = ({ streams }: Connection): number =>
  DIRECTIONS.reduce((sum, direction) => sum + streams[direction].length, 0);
