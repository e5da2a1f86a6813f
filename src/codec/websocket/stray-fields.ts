import { headersNamed } from '../http/headers.ts';
import type { RequestHead } from '../http/layout.ts';
import { latin1, LF } from '../http/syntax.ts';
import type { Strays } from './handshake-rule.ts';

/** How far behind a head strays are looked for, in bytes. */
const REACH = 16 * 1024;

const NONE: Strays = new Set();

const HEADER_LINE = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+)[ \t]*:(.*)/;

/** What belongs to an opening handshake and to nothing else that could follow a head. */
const TELLING = /^(?:sec-websocket-[a-z]+$|upgrade$)/;

/** Whether a request has a body, as far as its head tells: RFC 9112 §6. */
const hasBody = (request: RequestHead): boolean =>
  ['Content-Length', 'Transfer-Encoding'].some((name) => headersNamed(request, name).length > 0);

/**
 * Header fields of an opening handshake that stand behind the blank line of a GET, where they are
 * lost: RFC 9112 §2.1. Empty where something else follows: another request, frames, a body, nothing.
 */
export function strayFieldsAfter(request: RequestHead, after: Uint8Array): Strays {
  if (request.start.method.text !== 'GET' || hasBody(request)) return NONE;
  const names = new Set<string>();
  for (const line of linesOf(after.subarray(0, REACH))) {
    // more than one line may be blank
    if (line === '\r' || line === '') continue;
    const [, name, value = ''] = HEADER_LINE.exec(line.replace(/\r$/, '')) ?? [];
    if (name === undefined) break;
    if (name.toLowerCase() !== 'connection' || /upgrade/i.test(value))
      names.add(name.toLowerCase());
  }
  return [...names].some((name) => TELLING.test(name) || name === 'connection') ? names : NONE;
}

/** Line by line: most heads are followed by something whose first line settles it. */
function* linesOf(bytes: Uint8Array): Generator<string, void> {
  for (let at = 0; at < bytes.length;) {
    const feed = bytes.indexOf(LF, at);
    const end = feed < 0 ? bytes.length : feed;
    yield latin1(bytes.subarray(at, end));
    at = end + 1;
  }
}
