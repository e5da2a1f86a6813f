import { startLineOf } from '../http/start-line.ts';
import { createLine, readLine } from './lines.ts';
import type { MarkStyle } from './marks.ts';

/** So much is looked at: curl says both at the start. */
const SAMPLE = 1 << 16;

/** What `curl -v` prints has marked heads, and remarks that begin with `* `; every other text may use any mark. */
export function markStyleOf(text: string): MarkStyle {
  const line = createLine();
  let heads = false;
  let remarks = false;
  for (let at = 0; at < Math.min(text.length, SAMPLE); at = line.next) {
    readLine(line, text, at, text.length, 'curl');
    remarks ||= line.skipped !== null;
    heads ||= line.mark !== null && startLineOf(text, line.start, line.end) !== null;
    if (heads && remarks) return 'curl';
  }
  return 'any';
}
