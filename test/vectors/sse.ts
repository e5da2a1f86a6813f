import type { RuleId } from '../../src/codec/ids.ts';

/** An event as a page gets it; the id only where it is not empty. */
export interface Said {
  readonly type?: string;
  readonly data: string;
  readonly id?: string;
}

export interface StreamVector {
  readonly name: string;
  /** Latin-1: one character a byte. */
  readonly bytes: string;
  readonly dispatched: readonly Said[];
  /** Whether the stream breaks off inside an event. */
  readonly unfinished?: true;
}

const lines = (...all: string[]): string => all.map((line) => `${line}\n`).join('');

/** The streams of HTML §9.2.1 and §9.2.6, and what the standard says of each. */
export const HTML_EXAMPLES: readonly StreamVector[] = [
  {
    name: '§9.2.1, three messages',
    bytes: lines(
      'data: This is the first message.',
      '',
      'data: This is the second message, it',
      'data: has two lines.',
      '',
      'data: This is the third message.',
      '',
    ),
    dispatched: [
      { data: 'This is the first message.' },
      { data: 'This is the second message, it\nhas two lines.' },
      { data: 'This is the third message.' },
    ],
  },
  {
    name: '§9.2.1, two types',
    bytes: lines(
      ...['event: add', 'data: 73857293', ''],
      ...['event: remove', 'data: 2153', ''],
      ...['event: add', 'data: 113411', ''],
    ),
    dispatched: [
      { type: 'add', data: '73857293' },
      { type: 'remove', data: '2153' },
      { type: 'add', data: '113411' },
    ],
  },
  {
    name: '§9.2.6, three lines of data',
    bytes: lines('data: YHOO', 'data: +2', 'data: 10', ''),
    dispatched: [{ data: 'YHOO\n+2\n10' }],
  },
  {
    name: '§9.2.6, a comment, an id, its reset, and a break-off',
    bytes: lines(
      ...[': test stream', ''],
      ...['data: first event', 'id: 1', ''],
      ...['data:second event', 'id', ''],
      'data:  third event',
    ),
    dispatched: [{ data: 'first event', id: '1' }, { data: 'second event' }],
    unfinished: true,
  },
  {
    name: '§9.2.6, empty data',
    bytes: lines('data', '', 'data', 'data', '', 'data:'),
    dispatched: [{ data: '' }, { data: '\n' }],
    unfinished: true,
  },
  {
    name: '§9.2.6, with the space and without',
    bytes: lines('data:test', '', 'data: test', ''),
    dispatched: [{ data: 'test' }, { data: 'test' }],
  },
];

/** What the standard says in words. */
export const MORE_STREAMS: readonly StreamVector[] = [
  {
    name: 'ok-sse-cr: CR line ends',
    bytes: 'data: a\rdata: b\r\r',
    dispatched: [{ data: 'a\nb' }],
  },
  {
    name: 'CRLF line ends',
    bytes: 'data: a\r\n\r\ndata: b\r\n\r\n',
    dispatched: [{ data: 'a' }, { data: 'b' }],
  },
  {
    name: 'three kinds of line ends',
    bytes: 'data: a\ndata: b\r\ndata: c\r\n\r',
    dispatched: [{ data: 'a\nb\nc' }],
  },
  {
    name: 'LF CR is two line ends',
    bytes: 'data: a\n\rdata: b\n\r',
    dispatched: [{ data: 'a' }, { data: 'b' }],
  },
  { name: 'one byte order mark', bytes: '\xef\xbb\xbfdata: a\n\n', dispatched: [{ data: 'a' }] },
  {
    name: 'a byte order mark before the second event',
    bytes: '\xef\xbb\xbfdata:1\n\n\xef\xbb\xbfdata:2\n\ndata:3\n\n',
    dispatched: [{ data: '1' }, { data: '3' }],
  },
  {
    name: 'half a byte order mark',
    bytes: '\xef\xbbdata: a\n\ndata: b\n\n',
    dispatched: [{ data: 'b' }],
  },
  { name: 'nothing', bytes: '', dispatched: [] },
  { name: 'a byte order mark alone', bytes: '\xef\xbb\xbf', dispatched: [], unfinished: true },
  { name: 'blank lines', bytes: '\n\r\r\n\n', dispatched: [] },
  {
    name: 'a comment between the lines of an event',
    bytes: 'data: a\n:x\ndata: b\n\n',
    dispatched: [{ data: 'a\nb' }],
  },
  { name: 'a heartbeat', bytes: ':\n\n: hi\n\n', dispatched: [] },
  {
    name: 'the last type counts',
    bytes: 'event: a\nevent: b\ndata: c\n\n',
    dispatched: [{ type: 'b', data: 'c' }],
  },
  {
    name: 'an empty type is none',
    bytes: 'event: a\nevent\ndata: c\n\n',
    dispatched: [{ data: 'c' }],
  },
  {
    name: 'the type is forgotten with its event',
    bytes: 'event: a\n\ndata: c\n\n',
    dispatched: [{ data: 'c' }],
  },
  {
    name: 'an id is kept',
    bytes: 'id: 4\ndata: a\n\ndata: b\n\n',
    dispatched: [
      { data: 'a', id: '4' },
      { data: 'b', id: '4' },
    ],
  },
  {
    name: 'an id without data is kept',
    bytes: 'event: x\nid: 9\n\ndata: a\n\n',
    dispatched: [{ data: 'a', id: '9' }],
  },
  {
    name: 'an empty id resets',
    bytes: 'id: 4\ndata: a\n\nid:\ndata: b\n\n',
    dispatched: [{ data: 'a', id: '4' }, { data: 'b' }],
  },
  {
    name: 'an id with NUL is ignored',
    bytes: 'id: 4\ndata: a\n\nid: 5\0\ndata: b\n\n',
    dispatched: [
      { data: 'a', id: '4' },
      { data: 'b', id: '4' },
    ],
  },
  { name: 'names have a case', bytes: 'Data: a\ndata: b\n\n', dispatched: [{ data: 'b' }] },
  {
    name: 'a space before the colon belongs to the name',
    bytes: 'data : a\ndata: b\n\n',
    dispatched: [{ data: 'b' }],
  },
  { name: 'a newline in the data', bytes: 'data: {\n"a":1}\n\n', dispatched: [{ data: '{' }] },
  { name: 'two colons', bytes: 'data::a: b\n\n', dispatched: [{ data: ':a: b' }] },
  {
    name: 'one space is taken away',
    bytes: 'data:  a\n\ndata:\ta\n\n',
    dispatched: [{ data: ' a' }, { data: '\ta' }],
  },
  {
    name: 'bytes that are not UTF-8',
    bytes: 'data: \xc3(\xe4\xbd\ndata: \xff\n\n',
    dispatched: [{ data: '\ufffd(\ufffd\n\ufffd' }],
  },
  { name: 'Chinese', bytes: 'data: \xe4\xbd\xa0\xe5\xa5\xbd\n\n', dispatched: [{ data: '你好' }] },
  {
    name: 'NUL in data and type',
    bytes: 'event: \0\ndata: \0\n\n',
    dispatched: [{ type: '\0', data: '\0' }],
  },
  {
    name: 'the last blank line is missing',
    bytes: 'data: a\n\ndata: lost\n',
    dispatched: [{ data: 'a' }],
    unfinished: true,
  },
  {
    name: 'the last line is cut',
    bytes: 'data: a\n\nda',
    dispatched: [{ data: 'a' }],
    unfinished: true,
  },
];

/** A stream of one event that breaks or just keeps a rule. Latin-1; `points` is what the violation points at. */
export interface EventRow {
  readonly rule: RuleId;
  readonly name: string;
  readonly bytes: string;
  readonly points: string;
}

const row = (rule: string, name: string, bytes: string, points = ''): EventRow => ({
  rule: `sse/sse-${rule}` as RuleId,
  name,
  bytes,
  points,
});

/** Each breaks its rule and no other; the stream is known to end with it. */
export const BROKEN_EVENTS: readonly EventRow[] = [
  row('missing-final-blank-line', 'after a line', 'data: lost\n', 'data: lost\n'),
  row('missing-final-blank-line', 'inside a line', '\n\ndata: a\nda', 'data: a\nda'),
  row('missing-final-blank-line', 'after half a name', 'da', 'da'),
  row('missing-final-blank-line', 'after blank lines', '\n\nda', 'da'),
  row('unescaped-newline-in-data', 'JSON', 'data: {\n"a":1}\n\n', '"a":1}\n'),
  row('unescaped-newline-in-data', 'a word', 'data: hello\r\nworld\r\n\r\n', 'world\r\n'),
  row(
    'unescaped-newline-in-data',
    'a sentence with a colon',
    'data: a\nto be: or not\n\n',
    'to be: or not\n',
  ),
  row('unescaped-newline-in-data', 'after lines of its own', 'data: a\nid: 1\n}\n\n', '}\n'),
  row('field-name-case', 'a capital', 'Data: a\ndata: b\n\n', 'Data'),
  row('field-name-case', 'capitals, after data', 'data: b\nRETRY: 5\n\n', 'RETRY'),
  row('space-before-colon', 'a space', 'data : a\ndata: b\n\n', ' '),
  row('space-before-colon', 'white space, after data', 'data: b\nid\t : a\n\n', '\t '),
  row('event-without-data', 'a type', 'event: x\n\n', 'event: x\n'),
  row('event-without-data', 'an id after a comment', ':x\nid: 9\n\n', 'id: 9\n'),
  row('id-with-null', 'at the end', 'id: 5\0\ndata: b\n\n', '\0'),
  row('id-with-null', 'alone', 'data: b\nid:\0\n\n', '\0'),
  row('retry-not-digits', 'an exponent', 'retry: 1e3\ndata: a\n\n', '1e3'),
  row('retry-not-digits', 'a sign', 'retry:-1\n\n', '-1'),
  row('retry-not-digits', 'a second space', 'retry:  10\n\n', ' 10'),
  row('retry-not-digits', 'nothing', 'retry:\n\n', 'retry:'),
  row('retry-not-digits', 'other digits', 'retry: \xd9\xa1\n\n', '\xd9\xa1'),
  row('invalid-utf8', 'a character that does not go on', 'data: \xc3(\n\n', '\xc3'),
  row('invalid-utf8', 'two bytes of three', 'data: \xe4\xbd\n\n', '\xe4\xbd'),
  row('invalid-utf8', 'a byte no character has', 'data: \xc3\xa9\xff\n\n', '\xff'),
  row('invalid-utf8', 'an overlong form, in a comment', ': \xe0\x80\n\n', '\xe0'),
  row('invalid-utf8', 'a surrogate', 'data: \xed\xa0\x80\n\n', '\xed'),
  row('bom-not-first', 'a second one', '\xef\xbb\xbf\xef\xbb\xbfdata: a\n\n', '\xef\xbb\xbf'),
  row('bom-not-first', 'before another line', 'data: b\n\xef\xbb\xbfdata: a\n\n', '\xef\xbb\xbf'),
  row('bom-not-first', 'after a blank line', '\n\xef\xbb\xbfdata: a\n\n', '\xef\xbb\xbf'),
  row('double-space', 'data', 'data:  a\n\n', ' '),
  row('double-space', 'an id', 'data: a\nid:  7\n\n', ' '),
];

/** Each comes close to breaking its rule and breaks none. */
export const KEPT_EVENTS: readonly EventRow[] = [
  row('missing-final-blank-line', 'a blank line ended by CR', 'data: a\r\r'),
  row('missing-final-blank-line', 'a comment is not lost', ': bye\n'),
  row('missing-final-blank-line', 'blank lines only', '\n\n'),
  row('missing-final-blank-line', 'a byte order mark only', '\xef\xbb\xbf'),
  row('unescaped-newline-in-data', 'JSON as it should be', 'data: {\ndata: "a":1}\n\n'),
  row('unescaped-newline-in-data', 'a field nobody knows', 'data: a\nx-trace: 1\n\n'),
  row('unescaped-newline-in-data', 'text before the data', 'hello world\ndata: a\n\n'),
  row('unescaped-newline-in-data', 'a comment', 'data: a\n: hello world\n\n'),
  row('unescaped-newline-in-data', 'a field without a colon', 'data: a\nid\n\n'),
  row('field-name-case', 'small letters', 'data: DATA\n\n'),
  row('field-name-case', 'capitals nobody means', 'X-DATA: a\ndata: b\n\n'),
  row('space-before-colon', 'a space in the value', 'data: : a\n\n'),
  row('space-before-colon', 'after a name nobody knows', 'x-a : a\ndata: b\n\n'),
  row('event-without-data', 'empty data', 'event: x\ndata\n\n'),
  row('event-without-data', 'a heartbeat', ': hi\n\n'),
  row('event-without-data', 'a reconnection time', 'retry: 10\n\n'),
  row('id-with-null', 'NUL in data', 'data: \0\n\n'),
  row('id-with-null', 'the digit', 'id: 0\ndata: a\n\n'),
  row('retry-not-digits', 'leading zeros', 'retry:0010\n\n'),
  row('invalid-utf8', 'four bytes', 'data: \xf0\x9f\x99\x82\n\n'),
  row('invalid-utf8', 'U+FFFD itself', 'data: \xef\xbf\xbd\n\n'),
  row('bom-not-first', 'the first', '\xef\xbb\xbfdata: a\n\n'),
  row('bom-not-first', 'in a value', 'data: \xef\xbb\xbfa\n\n'),
  row('double-space', 'one space', 'data: a\n\n'),
  row('double-space', 'a tab', 'data: \ta\n\n'),
  row('double-space', 'data indented by more', 'data: {\ndata:   "a": 1\ndata: }\n\n'),
  row('double-space', 'in a comment', ':  a\n\n'),
];

const ASKED = 'GET /prices HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\n\r\n';
const ASKED_FOR_JSON =
  'POST /mcp HTTP/1.1\r\nHost: a\r\nAccept: application/json, text/event-stream\r\n\r\n';
const PLAIN = 'GET / HTTP/1.1\r\nHost: a\r\nAccept: */*\r\n\r\n';
const head = (...all: string[]): string => [...all, '', ''].join('\r\n');
const TYPE = 'Content-Type: text/event-stream';
const OK = 'HTTP/1.1 200 OK';

/** A response, with its request where that was seen. */
export interface HeadRow extends EventRow {
  readonly request: string | null;
}

const answer = (
  rule: string,
  name: string,
  response: string,
  points = '',
  request: string | null = ASKED,
): HeadRow => ({ ...row(rule, name, response, points), request });

export const BROKEN_HEADS: readonly HeadRow[] = [
  answer('wrong-content-type', 'plain text', head(OK, 'Content-Type: text/plain'), 'text/plain'),
  answer('wrong-content-type', 'none', head(OK), OK),
  answer('wrong-content-type', 'empty', head(OK, 'Content-Type:'), 'Content-Type:'),
  answer(
    'wrong-content-type',
    'the last counts',
    head(OK, TYPE, 'content-type: text/html'),
    'text/html',
  ),
  answer(
    'wrong-content-type',
    'no stream, but a length',
    head(OK, 'Content-Type: a/b', 'Content-Length: 1'),
    'a/b',
  ),
  answer(
    'status-not-200',
    '500',
    head('HTTP/1.1 500 Internal Server Error', 'Content-Type: text/html'),
    '500',
  ),
  answer(
    'status-not-200',
    'a stream all the same',
    head('HTTP/1.1 201 Created', TYPE),
    '201',
    null,
  ),
  answer('status-not-200', 'sent nowhere', head('HTTP/1.1 301 Moved'), '301'),
  answer('status-not-200', 'no status', head('HTTP/1.1', TYPE), 'HTTP/1.1'),
  answer('204-stop', 'no more', head('HTTP/1.1 204 No Content'), '204'),
  answer('length-delimited', '10 bytes', head(OK, TYPE, 'Content-Length: 10'), '10'),
  answer('length-delimited', 'request not seen', head(OK, TYPE, 'content-length: 0'), '0', null),
];

export const KEPT_HEADS: readonly HeadRow[] = [
  answer(
    'wrong-content-type',
    'with a parameter',
    head(OK, 'content-type: Text/Event-Stream;charset=utf-8'),
  ),
  answer('wrong-content-type', 'the last counts', head(OK, 'Content-Type: text/html', TYPE)),
  answer(
    'wrong-content-type',
    'JSON, which was accepted too',
    head(OK, 'Content-Type: application/json'),
    '',
    ASKED_FOR_JSON,
  ),
  answer(
    'wrong-content-type',
    'nobody asked for a stream',
    head(OK, 'Content-Type: text/html'),
    '',
    PLAIN,
  ),
  answer('status-not-200', '200 with another reason', head('HTTP/1.1 200 Fine', TYPE)),
  answer(
    'status-not-200',
    'a redirection',
    head('HTTP/1.1 307 Temporary Redirect', 'Location: /b'),
  ),
  answer('status-not-200', 'before the answer', head('HTTP/1.1 103 Early Hints')),
  answer('204-stop', 'to another request', head('HTTP/1.1 204 No Content'), '', PLAIN),
  answer('length-delimited', 'chunked', head(OK, TYPE, 'Transfer-Encoding: chunked')),
  answer(
    'length-delimited',
    'both, where chunked counts',
    head(OK, TYPE, 'Transfer-Encoding: chunked', 'Content-Length: 10'),
  ),
  answer('length-delimited', 'until the connection closes', head(OK, TYPE), '', null),
];
