import { createCaptureReader, isCaptureFile } from '../capture/packets/reader.ts';
import { readPaste } from '../capture/paste.ts';
import type { Source } from '../capture/reading.ts';
import { describe } from './describe.ts';
import { readConversation } from './conversation.ts';
import type { Report } from './report-format.ts';
import { DIRECTIONS, type Connection, type Trace } from './trace.ts';

export interface ReportOptions extends Omit<Source, 'content'> {
  /** Negotiated `Sec-WebSocket-Extensions`, where no handshake is in the input. */
  readonly extensions?: string | null;
  readonly signal?: AbortSignal;
  /** Bytes read, and to read. A promise is waited for: so other work gets in, an abort among it. */
  readonly progress?: (done: number, total: number) => unknown;
}

/**
 * Anything a visitor may paste or drop, to a report. Never throws on bad bytes.
 * @throws whatever the signal was aborted with.
 */
export async function decodeReport(
  input: Uint8Array | string,
  options: ReportOptions = {},
): Promise<Report> {
  const { extensions = null, signal, progress, ...how } = options;
  signal?.throwIfAborted();
  const trace = readTrace(input, how);
  const total = trace.connections.reduce((sum, connection) => sum + sizeOf(connection), 0);
  let read = 0;
  const pace = async (done: number) => {
    await progress?.(read + done, total);
    signal?.throwIfAborted();
  };
  const conversations = [];
  for (const connection of trace.connections) {
    await pace(0);
    conversations.push(await readConversation(connection, { extensions }, pace));
    read += sizeOf(connection);
  }
  const breath = () => pace(0);
  await breath();
  return describe(trace, conversations, breath);
}

/** Of a capture file its connections, of anything else what was pasted. */
function readTrace(content: Uint8Array | string, how: Omit<Source, 'content'>): Trace {
  const captured = typeof content === 'string' ? null : readCapture(content, how.kind);
  return captured ?? readPaste([{ content, ...how }]).trace;
}

/** Null where it is none: what is compressed may be anything. */
function readCapture(bytes: Uint8Array, kind: Source['kind']): Trace | null {
  const chosen = kind === 'pcap' || kind === 'pcapng';
  if (!chosen && (kind !== undefined || isCaptureFile(bytes) === null)) return null;
  const reader = createCaptureReader({ total: bytes.length });
  reader.push(bytes);
  const { kind: found, notes, connections } = reader.finish();
  if (!chosen && notes.some(({ id }) => id === 'input/not-a-capture')) return null;
  return { input: { kind: found, bytes: bytes.length, notes }, connections };
}

const sizeOf = ({ streams }: Connection): number =>
  DIRECTIONS.reduce((sum, direction) => sum + streams[direction].length, 0);
