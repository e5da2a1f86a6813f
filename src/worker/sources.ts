import { readPaste, type DirectedReading } from '../capture/paste.ts';
import type { Source } from '../capture/reading.ts';
import { utf8Length } from '../capture/text/utf8.ts';
import type { Trace } from '../trace/trace.ts';
import type { OpenSource, SourceSummary } from './api.ts';
import type { Work } from './work.ts';

/** What was read of all sources, undecoded. */
export interface Sources {
  readonly trace: Trace;
  readonly summaries: readonly SourceSummary[];
}

export const sizeOf = ({ content }: OpenSource): number =>
  typeof content === 'string' ? utf8Length(content) : content.size;

/** Pasted text that is held aside in a Blob; a file may be of the same type, but it has a name. */
const isPastedText = (content: Blob, fileName: string | undefined): boolean =>
  fileName === undefined && content.type.startsWith('text/plain');

/** Reads what was pasted or dropped, as one trace. */
export async function readSources(sources: readonly OpenSource[], work: Work): Promise<Sources> {
  const loaded: Source[] = [];
  let size = 0;
  for (const source of sources) {
    loaded.push({ ...source, content: await load(source) });
    size += sizeOf(source);
    work.tally.read(size, 0);
    await work.breath();
  }
  const { trace, readings } = readPaste(loaded);
  await work.breath();
  return { trace, summaries: readings.map(summariseSource) };
}

async function load({ content, fileName }: OpenSource): Promise<string | Uint8Array> {
  if (typeof content === 'string') return content;
  return isPastedText(content, fileName)
    ? content.text()
    : new Uint8Array(await content.arrayBuffer());
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

/** Bytes of which a preview is made. */
export const FIRST_PART = 1 << 20;

const LINE_FEED = 0x0a;

/** The first part of a source, up to the end of a line where there is one: a character cut in two would be none. */
export async function firstPart(source: OpenSource): Promise<OpenSource> {
  const { content } = source;
  if (sizeOf(source) <= FIRST_PART) return source;
  if (typeof content === 'string') {
    const end = content.lastIndexOf('\n', FIRST_PART) + 1;
    return { ...source, content: content.slice(0, end > 0 ? end : FIRST_PART) };
  }
  const first = content.slice(0, FIRST_PART, content.type);
  const end = new Uint8Array(await first.arrayBuffer()).lastIndexOf(LINE_FEED) + 1;
  return { ...source, content: end > 0 ? first.slice(0, end, content.type) : first };
}
