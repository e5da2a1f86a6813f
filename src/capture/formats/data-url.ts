import type { Sink } from '../sink.ts';
import { createBase64Scan, type Base64Scan } from '../text/base64-scan.ts';
import { base64WriterTo } from '../text/base64-writer.ts';
import { clip, skipBlanks } from '../text/characters.ts';
import { eachLine, stepLines, type Line } from '../text/lines.ts';
import { readPercent } from '../text/percent.ts';
import type { Format } from './format.ts';

/** `data:`, a media type with parameters, `;base64` or not, and a comma. RFC 2397 §3 */
const HEAD = /data:[\w.+-]{0,80}(?:\/[\w.+-]{1,80})?(?:;[\w.-]{1,80}=[^;,\s]{0,80})*(;base64)?,/i;

/** An address begins within so much of its line. */
const NEAR = 4096;

/** What ends an address in a text. */
const ENDS = new Set('"\'`)>,; \t');

/** An address that holds its bytes: `data:application/octet-stream;base64,gQVIZWxsbw==` */
export const dataUrl: Format = {
  kind: 'data-url',
  recognise(passages) {
    let found = false;
    let strange = false;
    for (const passage of passages)
      eachLine(passage, (line) => {
        const begins = headOf(passage.text, line) !== null;
        strange ||= !begins && !found && skipBlanks(passage.text, line.start, line.end) < line.end;
        found ||= begins;
      });
    return found ? { fit: strange ? 'likely' : 'certain', reason: 'data-url' } : null;
  },
  *read(passage, sink) {
    const { text } = passage;
    /** Reads the address that is open; null between addresses. Its next line goes on with it. */
    let reader: Reader | null = null;
    yield* stepLines(passage, (line, from, limit) => {
      const head = from === line.start ? headOf(text, line) : null;
      if (head !== null) {
        reader?.end();
        reader = createReader(text, head.base64, sink);
      }
      if (reader === null) return noteRest(text, line.start, line.end, sink);
      const at = reader.read(head?.end ?? from, line.end, limit);
      if (at >= line.end || !ENDS.has(text[at]!)) return at;
      reader.end();
      reader = null;
      return noteRest(text, at, line.end, sink);
    });
    (reader as Reader | null)?.end();
  },
};

function headOf(text: string, { start, end }: Line): { end: number; base64: boolean } | null {
  const found = HEAD.exec(text.slice(start, Math.min(end, start + NEAR)));
  if (found === null) return null;
  return { end: start + found.index + found[0].length, base64: found[1] !== undefined };
}

interface Reader {
  /** Reads up to what ends the address, or to `limit`, and says how far it came. */
  read(from: number, end: number, limit: number): number;
  end(): void;
}

function createReader(text: string, base64: boolean, sink: Sink): Reader {
  const scan: Base64Scan | null = base64
    ? createBase64Scan(text, base64WriterTo(text, sink))
    : null;
  return {
    read(from, end, limit) {
      let to = from;
      const stop = Math.min(end, Math.max(limit, from + 1));
      while (to < stop && !ENDS.has(text[to]!)) to++;
      if (scan === null) return readPercent(text, from, to, to, sink);
      scan.line(from, to);
      return to;
    },
    end: () => scan?.end(),
  };
}

/** What stands around an address is not read; letters and digits in it are said. */
function noteRest(text: string, start: number, end: number, { notes }: Sink): number {
  const at = skipBlanks(text, start, end);
  if (/[\p{L}\d]/u.test(text.slice(at, Math.min(end, at + NEAR))))
    notes.once('input/outside-literal', at, clip(text, at, end));
  return end;
}
