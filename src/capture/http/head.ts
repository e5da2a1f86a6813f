import type { ByteBuffer } from '../byte-buffer.ts';
import type { NoteList } from '../note-list.ts';
import { skipBlanks } from '../text/characters.ts';
import { eachLine, type Passage } from '../text/lines.ts';
import { encodeUtf8 } from '../text/utf8.ts';

/** What a head says about the bytes after it. */
export interface HeadFacts {
  /** The connection is asked to become a WebSocket: frames may follow. */
  upgrades: boolean;
  /** It does become one (101): no body follows. */
  switches: boolean;
  /** It announces a body: what follows is that body, character for character. */
  declaresBody: boolean;
  contentLength: number | null;
}

/** How the head ends: by its empty line, by something else that begins, or by the end of the text. */
export type HeadEnd = 'empty-line' | 'something-else' | 'text';

const CRLF = new Uint8Array([0x0d, 0x0a]);

/** Header lines looked at are short; a longer one is none of those asked for. */
const LONGEST_FACT = 256;

export const createFacts = (): HeadFacts => ({
  upgrades: false,
  switches: false,
  declaresBody: false,
  contentLength: null,
});

/** Takes from a start line or header line what tells a body from frames. */
export function readFact(facts: HeadFacts, text: string, start: number, end: number): void {
  const line = text.slice(start, Math.min(end, start + LONGEST_FACT)).toLowerCase();
  if (line.startsWith('upgrade:')) facts.upgrades = true;
  if (/^http\/\S{1,8} +101\b/.test(line)) facts.switches = facts.upgrades = true;
  if (/^(transfer-encoding|content-type):/.test(line)) facts.declaresBody = true;
  const length = /^content-length:\s*(\d{1,15})\s*$/.exec(line);
  if (length === null) return;
  facts.contentLength = Number(length[1]);
  facts.declaresBody ||= facts.contentLength > 0;
}

/** A body that the head announces and that is no switch to another protocol. */
export const announcesBody = (facts: HeadFacts): boolean => facts.declaresBody && !facts.switches;

/** Appends the lines of a head, each ended by CRLF (RFC 9112 §2.1) whatever ended it in the text. */
export function readHead(passage: Passage, end: HeadEnd, out: ByteBuffer, notes: NoteList): void {
  const { text } = passage;
  eachLine(passage, (line) => {
    const from = text.charCodeAt(line.start) === 0xfeff ? line.start + 1 : line.start;
    const blank = skipBlanks(text, from, line.end) === line.end;
    if (!blank) out.append(encodeUtf8(text.slice(from, line.end)));
    const broken = line.next > line.end;
    if (!broken && !blank && line.mark === null) return;
    out.append(CRLF);
    if (broken && line.next - line.end < 2) notes.once('input/line-breaks', line.end);
  });
  if (end !== 'something-else') return;
  out.append(CRLF);
  notes.add('input/head-end-added', passage.end);
}
