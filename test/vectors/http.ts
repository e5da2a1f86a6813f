import type { RuleId } from '../../src/codec/ids.ts';

const lines = (...all: string[]): string => all.map((line) => `${line}\r\n`).join('');

/** A head with its blank line. */
export const head = (...all: string[]): string => lines(...all, '');

const OK = 'HTTP/1.1 200 OK';
const POST = 'POST / HTTP/1.1';
const CHUNKED = 'Transfer-Encoding: chunked';

/** A response in chunks. */
export const chunked = (...body: string[]): string => head(OK, CHUNKED) + body.join('');
const chunkedRequest = (...body: string[]): string =>
  head(POST, 'Host: h', CHUNKED) + body.join('');

export interface BodyVector {
  readonly name: string;
  readonly wire: string;
  readonly data: readonly string[];
  readonly trailer?: string;
}

export const BODIES: readonly BodyVector[] = [
  {
    name: 'RFC 6202 §3.1, Figure 1',
    wire: '25\r\nThis is the data in the first chunk\r\n\r\n1C\r\nand this is the second one\r\n\r\n0\r\n\r\n',
    data: ['This is the data in the first chunk\r\n', 'and this is the second one\r\n', ''],
  },
  { name: 'one chunk', wire: '6\r\nHello!\r\n0\r\n\r\n', data: ['Hello!', ''] },
  { name: 'no data at all', wire: '0\r\n\r\n', data: [''] },
  { name: 'leading zeros', wire: '0005\r\nHello\r\n000\r\n\r\n', data: ['Hello', ''] },
  {
    name: 'hex in either case',
    wire: 'a\r\n0123456789\r\nA\r\n0123456789\r\n0\r\n\r\n',
    data: ['0123456789', '0123456789', ''],
  },
  {
    name: 'extensions, one of them quoted',
    wire: '5;foo=bar\r\nHello\r\n1 ; a="x;\\"y" ; b\r\n!\r\n0;last\r\n\r\n',
    data: ['Hello', '!', ''],
  },
  {
    name: 'a trailer section',
    wire: '5\r\nHello\r\n0\r\nExpires: never\r\nX:\r\n more\r\n\r\n',
    data: ['Hello', ''],
    trailer: 'Expires: never\r\nX:\r\n more\r\n',
  },
  {
    name: 'data that look like chunks',
    wire: 'a\r\n0\r\n\r\n5\r\nHe\r\n0\r\n\r\n',
    data: ['0\r\n\r\n5\r\nHe', ''],
  },
  { name: 'line feeds alone', wire: '5\nHello\n0\n\n', data: ['Hello', ''] },
  { name: 'a size that is not hex', wire: '5x\r\nHello\r\n0\r\n\r\n', data: ['Hello', ''] },
  { name: 'a size with 0x', wire: '0x5\r\nHello\r\n0x0\r\n\r\n', data: ['Hello', ''] },
  { name: 'a signed size', wire: '-5\r\nHello\r\n0\r\n\r\n', data: ['Hello', ''] },
  { name: 'no size', wire: '\r\nHello\r\n0\r\n\r\n', data: ['Hello', ''] },
  { name: 'an empty line too many', wire: '5\r\nHello\r\n\r\n0\r\n\r\n', data: ['Hello', '', ''] },
  {
    name: 'words for a size',
    wire: 'size\r\nHello\r\nwide\r\n0\r\n\r\n',
    data: ['Hello\r\nwide', ''],
  },
  { name: 'more data than the size', wire: '5\r\nHello!\r\n0\r\n\r\n', data: ['Hello', ''] },
  { name: 'no line end after the data', wire: '5\r\nHello0\r\n\r\n', data: ['Hello', ''] },
];

/** A message, or one in its place on a connection, and the rule it breaks. */
export interface BodyRow {
  readonly rule: RuleId;
  readonly name: string;
  readonly message: string;
  /** The request that a response answers. */
  readonly request?: string;
  /** True where the connection is known to have ended. */
  readonly ended?: boolean;
}

export interface BrokenBody extends BodyRow {
  /** The text that the violation points at. */
  readonly points: string;
  readonly status?: number;
  readonly severity?: 'warning';
}

const END = '0\r\n\r\n';

export const BROKEN_BODIES: readonly BrokenBody[] = [
  {
    rule: 'http/chunk-size-not-hex',
    name: 'a response',
    message: chunked('5x\r\nHello\r\n', END),
    points: '5x',
  },
  {
    rule: 'http/chunk-size-not-hex',
    name: 'a request',
    message: chunkedRequest('5x\r\nHello\r\n', END),
    points: '5x',
    status: 400,
  },
  {
    rule: 'http/chunk-size-not-hex',
    name: 'spaces inside',
    message: chunked('0 5\r\nHello\r\n', END),
    points: '0 5',
  },
  {
    rule: 'http/chunk-size-0x-prefix',
    name: '0x',
    message: chunked('0x5\r\nHello\r\n', END),
    points: '0x5',
  },
  {
    rule: 'http/chunk-size-signed',
    name: 'minus',
    message: chunked('-5\r\nHello\r\n', END),
    points: '-5',
  },
  {
    rule: 'http/chunk-size-signed',
    name: 'plus',
    message: chunkedRequest('+5\r\nHello\r\n', END),
    points: '+5',
    status: 400,
  },
  {
    rule: 'http/chunk-size-empty',
    name: 'nothing',
    message: chunked('\r\nHello\r\n', END),
    points: '\r\n',
  },
  {
    rule: 'http/chunk-size-empty',
    name: 'an extension alone',
    message: chunked(';a\r\nHello\r\n', END),
    points: '\r\n',
  },
  {
    rule: 'http/chunk-size-overflow',
    name: '17 digits',
    message: chunked('FFFFFFFFFFFFFFFFF\r\n'),
    points: 'FFFFFFFFFFFFFFFFF',
  },
  {
    rule: 'http/chunk-size-leading-space',
    name: 'a space',
    message: chunked(' 5\r\nHello\r\n', END),
    points: ' ',
  },
  {
    rule: 'http/chunk-size-trailing-space',
    name: 'a space',
    message: chunked('5 \r\nHello\r\n', END),
    points: ' ',
    severity: 'warning',
  },
  {
    rule: 'http/chunk-data-not-followed-by-crlf',
    name: 'one byte more',
    message: chunked('5\r\nHello!\r\n', END),
    points: '!',
  },
  {
    rule: 'http/chunk-data-not-followed-by-crlf',
    name: 'a request',
    message: chunkedRequest('5\r\nHello!\r\n', END),
    points: '!',
    status: 400,
  },
  {
    rule: 'http/chunk-data-missing-crlf',
    name: 'the last chunk at once',
    message: chunked('5\r\nHello', END),
    points: 'Hello',
  },
  {
    rule: 'http/chunk-bare-lf',
    name: 'after a size',
    message: chunked('5\nHello\r\n', END),
    points: '\n',
  },
  {
    rule: 'http/chunk-bare-lf',
    name: 'after data',
    message: chunkedRequest('5\r\nHello\n', END),
    points: '\n',
    status: 400,
  },
  {
    rule: 'http/chunk-bare-lf',
    name: 'at the very end',
    message: chunked('5\r\nHello\r\n0\r\n\n'),
    points: '\n',
  },
  {
    rule: 'http/chunk-truncated',
    name: 'inside the data',
    message: chunked('A\r\nHello'),
    ended: true,
    points: 'A\r\nHello',
  },
  {
    rule: 'http/chunk-truncated',
    name: 'inside a size',
    message: chunked('5\r\nHello\r\n1'),
    ended: true,
    points: '1',
  },
  {
    rule: 'http/chunk-truncated',
    name: 'before the last empty line',
    message: chunked('0\r\n'),
    ended: true,
    points: '0\r\n',
  },
  {
    rule: 'http/chunk-last-missing',
    name: 'after one chunk',
    message: chunked('5\r\nHello\r\n'),
    ended: true,
    points: 'chunked',
  },
  {
    rule: 'http/chunk-last-missing',
    name: 'after the head',
    message: chunked(),
    ended: true,
    points: 'chunked',
  },
  {
    rule: 'http/te-and-content-length',
    name: 'a response',
    message: head(OK, CHUNKED, 'Content-Length: 3') + END,
    points: '3',
  },
  {
    rule: 'http/te-and-content-length',
    name: 'a request, and a length that is none',
    message: head(POST, 'Content-Length: x', CHUNKED) + END,
    points: 'x',
    status: 400,
  },
  {
    rule: 'http/te-not-final-chunked',
    name: 'gzip after it',
    message: head(POST, 'Transfer-Encoding: chunked, gzip'),
    points: 'chunked',
    status: 400,
  },
  {
    rule: 'http/te-not-final-chunked',
    name: 'gzip alone',
    message: head(POST, 'Transfer-Encoding: gzip'),
    points: 'gzip',
    status: 400,
  },
  {
    rule: 'http/te-chunked-twice',
    name: 'on one line',
    message: head(OK, 'Transfer-Encoding: chunked, chunked') + END,
    points: 'chunked',
  },
  {
    rule: 'http/te-chunked-twice',
    name: 'on two lines, in capitals',
    message: head(POST, CHUNKED, 'Transfer-Encoding: CHUNKED') + END,
    points: 'CHUNKED',
    status: 400,
  },
  {
    rule: 'http/te-in-http10',
    name: 'a response',
    message: head('HTTP/1.0 200 OK', CHUNKED) + END,
    points: 'chunked',
  },
  {
    rule: 'http/te-unknown',
    name: 'alone',
    message: head(POST, 'Transfer-Encoding: foo'),
    points: 'foo',
    status: 501,
  },
  {
    rule: 'http/te-unknown',
    name: 'before chunked',
    message: head(POST, 'Transfer-Encoding: foo;q=1, chunked') + END,
    points: 'foo;q=1',
    status: 501,
  },
  {
    rule: 'http/content-length-invalid',
    name: 'a letter',
    message: head(OK, 'Content-Length: 5x') + 'Hello',
    points: '5x',
  },
  {
    rule: 'http/content-length-invalid',
    name: 'a sign',
    message: head(POST, 'Content-Length: +5'),
    points: '+5',
    status: 400,
  },
  {
    rule: 'http/content-length-invalid',
    name: 'one of two',
    message: head(OK, 'Content-Length: 5, x') + 'Hello',
    points: 'x',
  },
  {
    rule: 'http/content-length-invalid',
    name: 'nothing',
    message: head(POST, 'Content-Length:'),
    points: 'Content-Length:',
    status: 400,
  },
  {
    rule: 'http/content-length-conflict',
    name: 'two lines',
    message: head(OK, 'Content-Length: 5', 'Content-Length: 3') + 'Hello',
    points: '3',
  },
  {
    rule: 'http/content-length-conflict',
    name: 'one line',
    message: head(POST, 'Content-Length: 5, 6') + 'Hello',
    points: '6',
    status: 400,
  },
  {
    rule: 'http/content-length-short-body',
    name: 'half of it',
    message: head(OK, 'Content-Length: 10') + 'Hello',
    ended: true,
    points: '10',
  },
  {
    rule: 'http/content-length-short-body',
    name: 'a request, nothing of it',
    message: head(POST, 'Content-Length: 1'),
    ended: true,
    points: '1',
  },
  {
    rule: 'http/body-after-204',
    name: '204',
    message: head('HTTP/1.1 204 No Content') + 'Hello',
    points: 'Hello',
  },
  {
    rule: 'http/body-after-204',
    name: '304',
    message: head('HTTP/1.1 304 Not Modified', 'Content-Length: 5') + 'Hello',
    points: 'Hello',
  },
  {
    rule: 'http/body-after-204',
    name: '103',
    message: head('HTTP/1.1 103 Early Hints') + '\x81\x00',
    points: '\x81\x00',
  },
  {
    rule: 'http/body-after-204',
    name: 'HEAD',
    request: head('HEAD / HTTP/1.1', 'Host: h'),
    message: head(OK, 'Content-Length: 5') + 'Hello',
    points: 'Hello',
  },
  {
    rule: 'http/close-delimited-ambiguous',
    name: 'no length',
    message: head(OK) + 'Hello',
    points: OK,
    severity: 'warning',
  },
  {
    rule: 'http/close-delimited-ambiguous',
    name: 'chunked not last',
    message: head(OK, 'Transfer-Encoding: chunked, gzip') + '..',
    points: OK,
    severity: 'warning',
  },
];

export const KEPT_BODIES: readonly BodyRow[] = [
  {
    rule: 'http/chunk-size-not-hex',
    name: 'all the letters',
    message: chunked(`aBf\r\n${'.'.repeat(0xabf)}\r\n`, END),
  },
  { rule: 'http/chunk-size-0x-prefix', name: 'zeros', message: chunked('005\r\nHello\r\n', END) },
  { rule: 'http/chunk-size-signed', name: 'no sign', message: chunked('5\r\n-5+5-\r\n', END) },
  { rule: 'http/chunk-size-empty', name: 'a zero', message: chunked(END) },
  { rule: 'http/chunk-size-overflow', name: '16 digits', message: chunked('FFFFFFFFFFFFFFFF\r\n') },
  {
    rule: 'http/chunk-size-overflow',
    name: '17 digits, the first a zero',
    message: chunked('00000000000000005\r\nHello\r\n', END),
  },
  {
    rule: 'http/chunk-size-leading-space',
    name: 'data begin with a space',
    message: chunked('5\r\n ello\r\n', END),
  },
  {
    rule: 'http/chunk-size-trailing-space',
    name: 'before an extension',
    message: chunked('5 ;a=b\r\nHello\r\n', END),
  },
  {
    rule: 'http/chunk-data-not-followed-by-crlf',
    name: 'line ends inside the data',
    message: chunked('7\r\nHello\r\n\r\n', END),
  },
  {
    rule: 'http/chunk-data-missing-crlf',
    name: 'the last chunk has no data',
    message: chunked(END),
  },
  {
    rule: 'http/chunk-data-missing-crlf',
    name: 'data may be missing still',
    message: chunked('5\r\nHello'),
  },
  {
    rule: 'http/chunk-bare-lf',
    name: 'in data and in the trailer',
    message: chunked('1\r\n\n\r\n0\r\nX: 1\n\r\n'),
  },
  { rule: 'http/chunk-truncated', name: 'more may come', message: chunked('A\r\nHello') },
  {
    rule: 'http/chunk-truncated',
    name: 'whole',
    message: chunked('5\r\nHello\r\n', END),
    ended: true,
  },
  { rule: 'http/chunk-last-missing', name: 'more may come', message: chunked('5\r\nHello\r\n') },
  {
    rule: 'http/chunk-last-missing',
    name: 'no body at all',
    message: head('HTTP/1.1 304 Not Modified', CHUNKED),
    ended: true,
  },
  {
    rule: 'http/te-and-content-length',
    name: 'a tunnel',
    request: head('CONNECT h:80 HTTP/1.1', 'Host: h:80'),
    message: head(OK, CHUNKED, 'Content-Length: 3'),
  },
  {
    rule: 'http/te-not-final-chunked',
    name: 'last of two',
    message: head(POST, 'Transfer-Encoding: gzip, Chunked') + END,
  },
  {
    rule: 'http/te-chunked-twice',
    name: 'an empty element',
    message: head(OK, 'Transfer-Encoding: chunked,') + END,
  },
  { rule: 'http/te-in-http10', name: 'HTTP/1.1', message: chunked(END) },
  {
    rule: 'http/te-in-http10',
    name: 'a length in HTTP/1.0',
    message: head('HTTP/1.0 200 OK', 'Content-Length: 0'),
  },
  {
    rule: 'http/te-unknown',
    name: 'all that are known',
    message: head(POST, 'Transfer-Encoding: compress, x-gzip, deflate, chunked') + END,
  },
  {
    rule: 'http/content-length-invalid',
    name: 'leading zeros',
    message: head(OK, 'Content-Length: 005') + 'Hello',
  },
  {
    rule: 'http/content-length-conflict',
    name: 'the same again',
    message: head(OK, 'Content-Length: 5, 05', 'Content-Length: 5') + 'Hello',
  },
  {
    rule: 'http/content-length-short-body',
    name: 'more may come',
    message: head(OK, 'Content-Length: 10') + 'Hello',
  },
  {
    rule: 'http/content-length-short-body',
    name: 'whole',
    message: head(OK, 'Content-Length: 5') + 'Hello',
    ended: true,
  },
  {
    rule: 'http/body-after-204',
    name: 'another response',
    message: head('HTTP/1.1 204 No Content') + head('HTTP/1.1 204 No Content'),
  },
  {
    rule: 'http/body-after-204',
    name: 'what may become one',
    message: head('HTTP/1.1 204 No Content') + 'HT',
  },
  {
    rule: 'http/body-after-204',
    name: 'frames after a 101',
    message:
      head('HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade') +
      '\x81\x00',
  },
  {
    rule: 'http/close-delimited-ambiguous',
    name: 'a length of none',
    message: head(OK, 'Content-Length: 0'),
  },
  {
    rule: 'http/close-delimited-ambiguous',
    name: 'a request',
    message: head('GET / HTTP/1.1', 'Host: h'),
  },
];
