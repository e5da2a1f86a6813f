import type { Sink } from '../sink.ts';
import { createBase64Scan, type Base64Scan } from '../text/base64-scan.ts';
import { base64WriterTo } from '../text/base64-writer.ts';
import { clip, skipBlanks } from '../text/characters.ts';
import { eachLine, stepLines, type Line } from '../text/lines.ts';
import type { Format } from './format.ts';

/** `-----BEGIN CERTIFICATE-----`; PuTTY and SSH2 write four dashes and spaces. RFC 7468 §2 */
const BOUNDARY = /^\s*-{4,5} ?(BEGIN|END)\b[^\r\n]{0,80}?-{4,5}\s*$/;

/** A header, as in OpenPGP and in RFC 1421: `Version: 1`. */
const HEADER = /^[A-Za-z][\w-]{0,40}: /;

/** The CRC-24 that ends the armour of OpenPGP. RFC 4880 §6.1 */
const CHECKSUM = /^\s*=[A-Za-z0-9+/]{4}\s*$/;

const LONGEST = 200;

/** Base64 between `-----BEGIN …-----` and `-----END …-----`. */
export const pem: Format = {
  kind: 'pem',
  recognise(passages) {
    let begins = false;
    let inside = false;
    let strange = false;
    for (const passage of passages)
      eachLine(passage, (line) => {
        const boundary = boundaryOf(passage.text, line);
        begins ||= boundary === 'BEGIN';
        strange ||= boundary === null && !inside && !isBlankLine(passage.text, line);
        if (boundary !== null) inside = boundary === 'BEGIN';
      });
    return begins ? { fit: strange ? 'likely' : 'certain', reason: 'pem-lines' } : null;
  },
  *read(passage, sink) {
    const { text } = passage;
    let scan: Base64Scan | null = null;
    yield* stepLines(passage, (line, from, limit) => {
      const boundary = boundaryOf(text, line);
      if (boundary !== null) {
        scan?.end();
        scan = boundary === 'BEGIN' ? createBase64Scan(text, base64WriterTo(text, sink)) : null;
        return line.end;
      }
      if (scan === null || isAside(text, line)) return noteLine(text, line, scan === null, sink);
      const to = Math.min(line.end, Math.max(limit, from + 1));
      scan.line(from, to);
      return to;
    });
    (scan as Base64Scan | null)?.end();
  },
};

const isBlankLine = (text: string, { start, end }: Line): boolean =>
  skipBlanks(text, start, end) === end;

const headOf = (text: string, { start, end }: Line): string =>
  text.slice(start, Math.min(end, start + LONGEST));

/** `BEGIN` or `END`; null for any other line. */
export const boundaryOf = (text: string, line: Line): string | null =>
  BOUNDARY.exec(headOf(text, line))?.[1] ?? null;

function isAside(text: string, line: Line): boolean {
  const head = headOf(text, line);
  return HEADER.test(head) || CHECKSUM.test(head);
}

function noteLine(text: string, line: Line, outside: boolean, { notes }: Sink): number {
  if (isBlankLine(text, line)) return line.end;
  const detail = clip(text, line.start, line.end);
  if (outside) notes.add('input/skipped-line', line.start, detail);
  else notes.once('input/armour-header', line.start, detail);
  return line.end;
}
