import type { Breath } from '../trace/breath.ts';
import type { Conversation } from '../trace/conversation.ts';
import { describe } from '../trace/describe.ts';
import { literalOf, type LiteralFormat } from '../trace/literals.ts';
import type { RowPlace } from '../trace/order.ts';
import { carriedBy } from '../trace/payload-file.ts';
import { writePcapng } from '../trace/pcapng/write-pcapng.ts';
import { COST_OF_COMMENT, MOST_WRITTEN_OUT, passageOf } from '../trace/row-literals.ts';
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

/** Rows written out between two breaths. */
const WRITTEN = 256;

/** @throws RangeError for more bytes than anybody pastes. */
export async function writeOut(
  { conversation }: Held,
  rows: Uint32Array,
  format: LiteralFormat,
  breath: Breath,
): Promise<string> {
  const written: string[] = [];
  let size = 0;
  for (const row of rows) {
    const passage = passageOf(conversation, row);
    size += passage.bytes.length + COST_OF_COMMENT;
    if (size > MOST_WRITTEN_OUT) throw new RangeError('these are too many bytes to write out');
    written.push(literalOf(passage, format));
    if (written.length % WRITTEN === 0) await breath();
  }
  return written.join('\n');
}

/** What a row carries, as a file of its own. */
export function carriedFile({ conversation, messages }: Held, place: RowPlace): Blob {
  const { bytes, text } = carriedBy(conversation, messages, place);
  const type = text ? 'text/plain;charset=utf-8' : 'application/octet-stream';
  return new Blob([bytes as Uint8Array<ArrayBuffer>], { type });
}
