import { startLineOf } from '../http/start-line.ts';
import { createLine, readLine } from './lines.ts';
import type { MarkStyle } from './marks.ts';

/** What `curl -v` prints has marked heads, and remarks that begin with `* `; every other text may use any mark. */
export function markStyleOf(text: string): MarkStyle {
  const line = createLine();
  let heads = false;
  let remarks = false;
  for (let at = 0; at < text.length; at = line.next) {
    readLine(line, text, at, text.length, 'curl');
    remarks ||= line.remark;
    heads ||= line.mark !== null && startLineOf(text, line.start, line.end) !== null;
    if (heads && remarks) return 'curl';
  }
  return 'any';
}
