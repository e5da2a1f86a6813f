import type { ByteBuffer } from '../byte-buffer.ts';
import type { NoteList } from '../note-list.ts';
import { skipBlanks } from '../text/characters.ts';
import { PLAIN } from '../text/dress.ts';
import { eachLine, type Passage } from '../text/lines.ts';
import { encodeUtf8, utf8Length } from '../text/utf8.ts';
import { finish } from '../steps.ts';

/**
 * Appends a body character for character. Where a Content-Length is known, line
 * breaks that pasting turned into LF are put right if the length asks for it,
 * and line breaks after the body are left out.
 */
export function readBody(
  passage: Passage,
  contentLength: number | null,
  out: ByteBuffer,
  notes: NoteList,
): void {
  const body = textOf(passage);
  if (skipBlanks(body, 0, body.length) === body.length && contentLength === null) return;
  const bytes = encodeUtf8(fitted(body, contentLength, passage, notes));
  out.append(
    contentLength !== null && isPadded(bytes, contentLength)
      ? bytes.subarray(0, contentLength)
      : bytes,
  );
}

/** The lines of the passage with their own line breaks, without direction marks. */
function textOf(passage: Passage): string {
  if (passage.marks === 'none' && passage.dress === PLAIN)
    return passage.text.slice(passage.start, passage.end);
  const parts: string[] = [];
  eachLine(passage, (line) => void parts.push(passage.text.slice(line.start, line.next)));
  return parts.join('');
}

const lengthOf = (text: string): number => finish(utf8Length(text));

function fitted(body: string, length: number | null, passage: Passage, notes: NoteList): string {
  if (length === null || body.includes('\r') || lengthOf(body) === length) return body;
  const restored = body.replaceAll('\n', '\r\n');
  const trimmed = restored.trimEnd();
  if (lengthOf(restored) !== length && lengthOf(trimmed) !== length) return body;
  if (trimmed.includes('\n')) notes.once('input/line-breaks', passage.start);
  return restored;
}

/** Whether only line breaks follow the first `length` bytes. */
function isPadded(bytes: Uint8Array, length: number): boolean {
  for (let i = length; i < bytes.length; i++)
    if (bytes[i] !== 0x0a && bytes[i] !== 0x0d) return false;
  return bytes.length > length;
}
