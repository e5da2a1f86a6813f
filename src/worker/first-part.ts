import type { OpenSource } from './api.ts';
import { captureFormat } from './capture-source.ts';
import { sizeOf } from './sources.ts';

/** Bytes of which a preview is made. */
export const FIRST_PART = 128 * 1024;

const LINE_FEED = 0x0a;

/** The first part of a source; of a text up to the end of a line, for a character that is cut in two is none. */
export async function firstPart(source: OpenSource): Promise<OpenSource> {
  const { content } = source;
  if (sizeOf(source) <= FIRST_PART) return source;
  if (typeof content === 'string') {
    const end = content.lastIndexOf('\n', FIRST_PART) + 1;
    return { ...source, content: content.slice(0, end > 0 ? end : FIRST_PART) };
  }
  const first = content.slice(0, FIRST_PART, content.type);
  if ((await captureFormat(source)) !== null) return { ...source, content: first };
  const end = new Uint8Array(await first.arrayBuffer()).lastIndexOf(LINE_FEED) + 1;
  return { ...source, content: end > 0 ? first.slice(0, end, content.type) : first };
}
