import type { Span } from '../http/headers.ts';
import { utf8FaultAt } from '../utf8.ts';

/** How long a character that begins with this byte is: RFC 3629 §3. */
const lengthOfCharacter = (lead: number): number => (lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2);

/** The bytes read as one U+FFFD, from the byte where the text stops being UTF-8. */
function spanOfFault(bytes: Uint8Array, fault: number): Span {
  // what stands before the fault may begin a character that never ends
  for (let start = fault - 1; start >= 0 && start > fault - 4; start--) {
    const byte = bytes[start]!;
    if (byte < 0x80) break;
    if (byte < 0xc0) continue;
    if (fault - start < lengthOfCharacter(byte)) return { start, end: fault };
    break;
  }
  return { start: fault, end: fault + 1 };
}

/**
 * The first bytes that are read as U+FFFD, null where all are UTF-8: RFC 3629 §4. A character that the
 * bytes end in may go on, if this is not the end of the stream.
 */
export function firstReplaced(bytes: Uint8Array, isEnd: boolean): Span | null {
  const fault = utf8FaultAt(bytes);
  if (fault < 0 || (fault === bytes.length && !isEnd)) return null;
  return spanOfFault(bytes, fault);
}
