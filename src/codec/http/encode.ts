import {
  HEADER_LINE,
  REQUEST_LINE,
  STATUS_LINE,
  type HeaderLine,
  type HttpHead,
  type HttpHeadFields,
  type Part,
  type RequestOf,
  type ResponseOf,
} from './layout.ts';
import { readHttpHead } from './message.ts';
import { bytesOfLatin1, latin1OfText } from './syntax.ts';

type Layout<Name extends string> = readonly { readonly name: Name }[];

function textsOf<Name extends string>(
  layout: Layout<Name>,
  pieces: { readonly [N in Name]: Part },
): { readonly [N in Name]: string } {
  const texts = layout.map(({ name }) => [name, pieces[name].text] as const);
  return Object.fromEntries(texts) as Record<Name, string>;
}

/** The texts of a head without their places. */
export function fieldsOfHead(head: HttpHead): HttpHeadFields {
  const lines = {
    emptyLines: head.emptyLines.map((line) => line.text),
    headers: head.headers.map((header) => textsOf(HEADER_LINE, header)),
    blankLine: head.blankLine.text,
  };
  return head.kind === 'request'
    ? { kind: 'request', start: textsOf(REQUEST_LINE, head.start), ...lines }
    : { kind: 'response', start: textsOf(STATUS_LINE, head.start), ...lines };
}

/** The fields of bytes that are one whole head and nothing after it; null for others. RFC 9112 §2.1 */
export function decodeHttpHead(bytes: Uint8Array): HttpHeadFields | null {
  const head = readHttpHead(bytes, 0, bytes.length);
  return head?.end === bytes.length ? fieldsOfHead(head) : null;
}

const textOfLine = <Name extends string>(
  layout: Layout<Name>,
  line: { readonly [N in Name]: string },
): string => layout.map(({ name }) => line[name]).join('');

/** The bytes of a head, legal or not; the inverse of `decodeHttpHead`. RFC 9112 §2.1 */
export function encodeHttpHead(fields: HttpHeadFields): Uint8Array {
  const startLine =
    fields.kind === 'request'
      ? textOfLine(REQUEST_LINE, fields.start)
      : textOfLine(STATUS_LINE, fields.start);
  const headers = fields.headers.map((header) => textOfLine(HEADER_LINE, header));
  return bytesOfLatin1([...fields.emptyLines, startLine, ...headers, fields.blankLine].join(''));
}

const CRLF = '\r\n';

/** A header field as it is written when nothing is odd: `Name: value`. RFC 9112 §5 */
export const plainHeader = (name: string, value: string): HeaderLine<string> => ({
  name: latin1OfText(name),
  separator: ': ',
  value: latin1OfText(value),
  trailing: '',
  lineEnd: CRLF,
});

type NamedValues = readonly (readonly [name: string, value: string])[];

const plainLines = (headers: NamedValues) => ({
  emptyLines: [],
  headers: headers.map(([name, value]) => plainHeader(name, value)),
  blankLine: CRLF,
});

/** A request as it is written when nothing is odd: RFC 9112 §3. */
export function plainRequest(
  target: string,
  headers: NamedValues,
  method = 'GET',
): RequestOf<string> {
  const words = { method, target: latin1OfText(target), version: 'HTTP/1.1' };
  const white = { beforeMethod: '', beforeTarget: ' ', beforeVersion: ' ', trailing: '' };
  return { kind: 'request', start: { ...words, ...white, lineEnd: CRLF }, ...plainLines(headers) };
}

/** A response as it is written when nothing is odd: RFC 9112 §4. */
export function plainResponse(
  status: number,
  reason: string,
  headers: NamedValues,
): ResponseOf<string> {
  const words = { version: 'HTTP/1.1', status: String(status), reason: latin1OfText(reason) };
  const white = { beforeVersion: '', beforeStatus: ' ', beforeReason: ' ', trailing: '' };
  return { kind: 'response', start: { ...words, ...white, lineEnd: CRLF }, ...plainLines(headers) };
}
