import { createSections } from '../curl/read-sections.ts';
import { isRemark, sectionHeadOf, traceRowOf } from '../curl/sections.ts';
import { clip, skipBlanks } from '../text/characters.ts';
import { eachLine, stepLines, type Line } from '../text/lines.ts';
import type { Format } from './format.ts';

/** What `curl --trace` and `--trace-ascii` write. */
export const curlTrace: Format = {
  kind: 'curl-trace',
  recognise(passages) {
    let found = false;
    let strange = false;
    for (const passage of passages) {
      const { text } = passage;
      eachLine(passage, (line) => {
        found ||= sectionHeadOf(text, line) !== null;
        strange ||= sectionHeadOf(text, line) === null && !isKnown(text, line);
      });
    }
    return found ? { fit: strange ? 'likely' : 'certain', reason: 'curl-trace-lines' } : null;
  },
  *read(passage, sink) {
    const { text } = passage;
    const sections = createSections(text, sink);
    yield* stepLines(passage, (line) => {
      const head = sectionHeadOf(text, line);
      const row = head === null ? traceRowOf(text, line) : null;
      if (head !== null) sections.begin(head, line.from);
      else if (row !== null && sections.open) sections.row(row, line.end);
      else if (skipBlanks(text, line.from, line.end) < line.end) {
        const id = isRemark(text, line) ? 'input/curl-remarks' : 'input/skipped-line';
        if (id === 'input/curl-remarks') sink.notes.once(id, line.from);
        else sink.notes.add(id, line.from, clip(text, line.from, line.end));
      }
    });
    sections.end();
  },
};

const isKnown = (text: string, line: Line): boolean =>
  isRemark(text, line) ||
  traceRowOf(text, line) !== null ||
  skipBlanks(text, line.from, line.end) === line.end;
