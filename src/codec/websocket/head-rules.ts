import { HEADER_LINE, REQUEST_LINE, specRef, type RequestHead } from '../http/layout.ts';
import { requestRule, type Place, type RequestRule } from './handshake-rule.ts';

/** From the sign on: a fragment has no meaning in a WebSocket URI. RFC 6455 §3 */
function fragmentOf({ start: { target } }: RequestHead): Place | null {
  const at = target.text.indexOf('#');
  return at < 0 ? null : { start: target.start + at, end: target.end };
}

/** The white space between a name and its colon; a server that ignored it could be tricked. RFC 9112 §5.1 */
function spaceBeforeColon({ headers }: RequestHead): Place | null {
  for (const { separator } of headers) {
    const white = /^[ \t]+(?=:)/.exec(separator.text);
    if (white) return { start: separator.start, end: separator.start + white[0].length };
  }
  return null;
}

/** The first value that goes on in another line: RFC 9112 §5.2. */
const foldedValue = ({ headers }: RequestHead): Place | null =>
  headers.find(({ value }) => value.text.includes('\n'))?.value ?? null;

/** All pieces of all lines, each with its field. */
const piecesOf = ({ start, headers }: RequestHead) => [
  ...REQUEST_LINE.map(({ name, id }) => ({ field: id, ...start[name] })),
  ...headers.flatMap((header) =>
    HEADER_LINE.map(({ name, id }) => ({ field: id, ...header[name] })),
  ),
];

/** The first CR that no LF follows; no piece ends between the two. RFC 9112 §2.2 */
function bareCarriageReturn(request: RequestHead): Place | null {
  for (const { field, start, text } of piecesOf(request)) {
    const at = text.search(/\r(?!\n)/);
    if (at >= 0) return { field, start: start + at, end: start + at + 1 };
  }
  return null;
}

/** What a server checks in the lines of an opening handshake, whatever they say. */
export const LINE_RULES: readonly RequestRule[] = [
  requestRule('ws/req-fragment-in-target', 'http.target', specRef('rfc6455', '3'), fragmentOf),
  // the blank line ends the request, and it is a plain GET
  requestRule(
    'ws/req-blank-line-inside-headers',
    'http.line-end',
    specRef('rfc9112', '2.1'),
    ({ blankLine }, strays) => (strays.size > 0 ? blankLine : null),
  ),
  requestRule(
    'ws/req-space-before-colon',
    'http.separator',
    specRef('rfc9112', '5.1'),
    spaceBeforeColon,
  ),
  requestRule('ws/req-obs-fold', 'http.header-value', specRef('rfc9112', '5.2'), foldedValue),
  requestRule('ws/req-bare-cr', 'http.header-value', specRef('rfc9112', '2.2'), bareCarriageReturn),
];

/** `uri-host ":" port`, with a port that there can be: RFC 9110 §9.3.6. */
function namesPort(target: string): boolean {
  const [, port = '0'] = /^(?:\[[^\]]*\]|[^:[\]]+):(\d{1,5})$/.exec(target) ?? [];
  return Number(port) >= 1 && Number(port) <= 65_535;
}

/** What a proxy checks in a request for a tunnel, through which a client may open a WebSocket: RFC 6455 §4.1. */
export const CONNECT_RULES: readonly RequestRule[] = [
  requestRule(
    'ws/connect-without-port',
    'http.target',
    specRef('rfc9110', '9.3.6'),
    ({ start: { target } }) => (namesPort(target.text) ? null : target),
  ),
];
