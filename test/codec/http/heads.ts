import fc from 'fast-check';
import { latin1OfText, bytesOfLatin1 } from '../../../src/codec/http/syntax.ts';
import type { HttpHead, HttpHeadFields } from '../../../src/codec/http/layout.ts';
import { readHttpHead } from '../../../src/codec/http/message.ts';

/** The bytes of a text, UTF-8. */
export const bytesOf = (text: string): Uint8Array => bytesOfLatin1(latin1OfText(text));

/** Reads a text that must be a whole head. */
export function headOf(text: string): HttpHead {
  const bytes = bytesOf(text);
  const head = readHttpHead(bytes, 0, bytes.length);
  if (!head) throw new RangeError('not a whole head');
  return head;
}

/** The same bytes inside a larger buffer, with noise that would change a careless reading on both sides. */
export function inside(bytes: Uint8Array): Uint8Array {
  const around = bytesOf('\r\n\r\nX: 1\r\n');
  const larger = new Uint8Array(around.length + bytes.length + around.length);
  larger.set(around, 0);
  larger.set(bytes, around.length);
  larger.set(around, around.length + bytes.length);
  return larger.subarray(around.length, around.length + bytes.length);
}

const lineEnd = fc.constantFrom('\r\n', '\r\n', '\n');
const white = fc.stringMatching(/^[ \t]{0,3}$/);
const gap = fc.stringMatching(/^[ \t]{1,2}$/);
const token = fc.stringMatching(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,12}$/);
const target = fc
  .stringMatching(/^\/[!-~\x80-\xff]{0,20}$/)
  .filter((text) => !text.includes('HTTP/'));
const version = fc.constantFrom('HTTP/1.1', 'HTTP/1.0', 'HTTP/2.0', 'HTTP/x', 'HTTP/1.1 //1');
const status = fc.oneof(fc.stringMatching(/^[0-9]{3}$/), fc.constant('101'));
const reason = fc.stringMatching(/^([!-~\x80-\xff]([ -~]{0,12}[!-~])?)?$/);
const value = fc.stringMatching(/^([!-~\x80-\xff]([ -~\t]{0,20}[!-~])?)?$/);

const HANDSHAKE_NAMES = [
  ...['Host', 'Upgrade', 'upgrade', 'Connection', 'Sec-WebSocket-Key', 'Sec-WebSocket-Version'],
  ...['Sec-WebSocket-Accept', 'Sec-WebSocket-Protocol', 'Sec-WebSocket-Extensions'],
];
const HANDSHAKE_VALUES = [
  ...['websocket', 'Upgrade', 'keep-alive, Upgrade', 'dGhlIHNhbXBsZSBub25jZQ==', '13', 'chat'],
  ...['s3pPLMBiTxaQ9kYGzzhZRbK+xOo=', 'permessage-deflate', 'permessage-deflate; x="'],
];

/** Any name and value, or those of an opening handshake, seldom well matched. */
const anyName = fc.oneof(token, fc.constantFrom(...HANDSHAKE_NAMES));
const anyValue = fc.oneof(value, fc.constantFrom(...HANDSHAKE_VALUES));

const plainHeader = fc
  .tuple(anyName, white, white, anyValue, white, lineEnd)
  .map(([name, before, after, text, trailing, end]) => ({
    name,
    separator: text === '' ? `${before}:${after}${trailing}` : `${before}:${after}`,
    value: text,
    trailing: text === '' ? '' : trailing,
    lineEnd: end,
  }));

const foldedHeader = fc
  .tuple(plainHeader, lineEnd, gap, token)
  .map(([header, fold, indent, more]) => ({
    ...header,
    value: `x${fold}${indent}${more}`,
    trailing: '',
  }));

const junkLine = fc
  .stringMatching(/^[!-9;-~\x80-\xff]{1,20}$/)
  .chain((name) =>
    fc
      .tuple(white, lineEnd)
      .map(([trailing, end]) => ({ name, separator: '', value: '', trailing, lineEnd: end })),
  );

const lines = fc.record({
  emptyLines: fc.array(lineEnd, { maxLength: 2 }),
  headers: fc.array(fc.oneof(plainHeader, foldedHeader, junkLine), { maxLength: 6 }),
  blankLine: lineEnd,
});

const requestLine = fc.record({
  beforeMethod: white,
  method: token,
  beforeTarget: gap,
  target,
  beforeVersion: gap,
  version,
  trailing: white,
  lineEnd,
});

const statusLine = fc.record({
  beforeVersion: white,
  version: fc.constantFrom('HTTP/1.1', 'HTTP/1.0', 'HTTP/x'),
  beforeStatus: gap,
  status,
  beforeReason: gap,
  reason,
  trailing: fc.constant(''),
  lineEnd,
});

/** Heads that are read as they were meant, tidy or not: odd white space, bare line feeds, folds, lines without a colon. */
export const anyFields: fc.Arbitrary<HttpHeadFields> = fc.oneof(
  fc
    .tuple(requestLine, lines)
    .map(([start, rest]) => ({ kind: 'request' as const, start, ...rest })),
  fc
    .tuple(statusLine, lines)
    .map(([start, rest]) => ({ kind: 'response' as const, start, ...rest })),
);

/** Bytes with many line ends, colons and white space in them, so that some are whole heads. */
export const lineyBytes: fc.Arbitrary<Uint8Array> = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '\r',
        '\n',
        '\r\n',
        '\r\n\r\n',
        ' ',
        '\t',
        ':',
        'HTTP/',
        'GET ',
        'Host',
        '"',
        ',',
      ),
      fc.stringMatching(/^[\x00-\xff]{0,4}$/),
    ),
    { maxLength: 40 },
  )
  .map((pieces) => bytesOfLatin1(pieces.join('')));
