import { readPaste } from '../capture/paste.ts';
import type { Source } from '../capture/read-input.ts';
import { describe } from './describe.ts';
import { readConversation } from './conversation.ts';
import type { Report } from './report-format.ts';

export interface ReportOptions extends Omit<Source, 'content'> {
  /** Negotiated `Sec-WebSocket-Extensions`, where no handshake is in the input. */
  readonly extensions?: string | null;
  readonly signal?: AbortSignal;
  /** Bytes done, and to do. */
  readonly progress?: (done: number, total: number) => void;
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
  const { trace } = readPaste([{ content: input, ...how }]);
  const breath = () => {
    signal?.throwIfAborted();
    return Promise.resolve();
  };
  const pace = (done: number, total: number) => {
    progress?.(done, total);
    return breath();
  };
  const conversations = [];
  for (const connection of trace.connections) {
    conversations.push(await readConversation(connection, { extensions }, pace));
  }
  return describe(trace, conversations, breath);
}
