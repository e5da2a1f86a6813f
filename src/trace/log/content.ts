import { utf8Of } from '../../codec/utf8.ts';
import type { LogEntry } from './log.ts';

/** What a log keeps of a body or a message: its text, or its bytes. */
export type LogContent = string | Uint8Array;

/** Bytes of it; of a text, of its UTF-8, which is not written for that. */
export function lengthOf(content: LogContent): number {
  if (typeof content !== 'string') return content.length;
  let length = content.length;
  for (let i = 0; i < content.length; i++) {
    const unit = content.charCodeAt(i);
    if (unit >= 0x800) length += 2;
    else if (unit >= 0x80) length++;
    // A pair of surrogates is one character of four bytes; a lone one becomes U+FFFD, of three.
    if (isPairAt(content, i)) i++;
  }
  return length;
}

const isHigh = (unit: number): boolean => (unit & 0xfc00) === 0xd800;
const isLow = (unit: number): boolean => (unit & 0xfc00) === 0xdc00;

const isPairAt = (text: string, at: number): boolean =>
  isHigh(text.charCodeAt(at)) && isLow(text.charCodeAt(at + 1));

/** The bytes of it. */
export const bytesOf = (content: LogContent): Uint8Array =>
  typeof content === 'string' ? utf8Of(content) : content;

/** Characters, or bytes, that are taken at once where all of it may be much. */
const PIECE = 1 << 17;

/** The bytes of it piece by piece; no character is cut. */
export function* piecesOf(content: LogContent): Generator<Uint8Array, void> {
  for (let at = 0; at < content.length;) {
    let end = Math.min(at + PIECE, content.length);
    if (typeof content === 'string' && isPairAt(content, end - 1)) end++;
    yield bytesOf(content.slice(at, end));
    at = end;
  }
}

/** What an entry carries, by part: the data of a message, the bodies of an exchange. */
export type LogPart = 'data' | 'request' | 'response';

/** What the log keeps of a part; null where there is none of it. */
export function contentOf(entry: LogEntry, part: LogPart): LogContent | null {
  if (entry.kind === 'message') return part === 'data' ? entry.data : null;
  if (part === 'data') return null;
  return (part === 'request' ? entry.requestBody : entry.responseBody)?.content ?? null;
}

/** The one part that stands for an entry: its data, else the body of the response, else that of the request. */
export function tellingPart(entry: LogEntry): LogPart {
  if (entry.kind === 'message') return 'data';
  const isOnlyAsked = contentOf(entry, 'response') === null && contentOf(entry, 'request') !== null;
  return isOnlyAsked ? 'request' : 'response';
}
