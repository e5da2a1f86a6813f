import type { Breath } from '../trace/breath.ts';
import type { Conversation } from '../trace/conversation.ts';
import { describe } from '../trace/describe.ts';
import { literalOf, type LiteralFormat } from '../trace/literals.ts';
import { carriedBy } from '../trace/payload-file.ts';
import { writePcapng } from '../trace/pcapng/write-pcapng.ts';
import { MOST_WRITTEN_OUT, passageOf } from '../trace/row-literals.ts';
import { writeMessages } from '../trace/write-messages.ts';
import { writeReport } from '../trace/write-report.ts';
import type { Held } from './conversations.ts';
import type { Open } from './opening.ts';
import { toFile } from './steps.ts';

/** The report on all connections. */
export async function reportFile({ trace, conversations }: Open, breath: Breath): Promise<Blob> {
  const all: Conversation[] = [];
  for (const id of trace.connections.keys()) {
    all.push((await conversations.get(id)).conversation);
    await breath();
  }
  return toFile(writeReport(await describe(trace, all, breath)), 'application/json', breath);
}

export const messagesFile = ({ conversation }: Held, breath: Breath): Promise<Blob> =>
  toFile(writeMessages(conversation), 'application/x-ndjson', breath);

/** One connection as a capture file of its own. */
export const captureFile = ({ conversation }: Held, breath: Breath): Promise<Blob> =>
  toFile(writePcapng([conversation.connection]), 'application/x-pcapng', breath);

/** @throws RangeError for more bytes than anybody pastes. */
export function writeOut({ conversation }: Held, rows: Uint32Array, format: LiteralFormat): string {
  const passages = Array.from(rows, (row) => passageOf(conversation, row));
  const size = passages.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (size > MOST_WRITTEN_OUT) throw new RangeError(`${size} bytes are too many to write out`);
  return literalOf(passages, format);
}

/** What a row carries, as a file of its own. */
export function carriedFile({ conversation, messages }: Held, row: number): Blob {
  const { bytes, text } = carriedBy(conversation, messages, conversation.order.place(row));
  const type = text ? 'text/plain;charset=utf-8' : 'application/octet-stream';
  return new Blob([bytes as Uint8Array<ArrayBuffer>], { type });
}
