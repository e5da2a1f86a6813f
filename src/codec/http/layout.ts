import type { SpecDocument, SpecRef } from '../annotation.ts';
import type { FieldId } from '../ids.ts';

/** What one piece of a line is called, in the order of the wire. */
interface PartLayout<Name extends string> {
  readonly name: Name;
  readonly id: FieldId;
  readonly ref: SpecRef;
}

export const specRef = (doc: SpecDocument, section: string): SpecRef => ({ doc, section });

const part = <const Name extends string>(
  name: Name,
  id: FieldId,
  doc: SpecDocument,
  section: string,
): PartLayout<Name> => ({ name, id, ref: specRef(doc, section) });

/** RFC 9112 §3. The lenient reading there allows more white space than one SP; it is kept. */
export const REQUEST_LINE = [
  part('beforeMethod', 'http.separator', 'rfc9112', '3'),
  part('method', 'http.method', 'rfc9110', '9.1'),
  part('beforeTarget', 'http.separator', 'rfc9112', '3'),
  part('target', 'http.target', 'rfc9112', '3.2'),
  part('beforeVersion', 'http.separator', 'rfc9112', '3'),
  part('version', 'http.version', 'rfc9112', '2.3'),
  part('trailing', 'http.separator', 'rfc9112', '3'),
  part('lineEnd', 'http.line-end', 'rfc9112', '2.2'),
] as const;

/** RFC 9112 §4. */
export const STATUS_LINE = [
  part('beforeVersion', 'http.separator', 'rfc9112', '4'),
  part('version', 'http.version', 'rfc9112', '2.3'),
  part('beforeStatus', 'http.separator', 'rfc9112', '4'),
  part('status', 'http.status', 'rfc9110', '15'),
  part('beforeReason', 'http.separator', 'rfc9112', '4'),
  part('reason', 'http.reason', 'rfc9112', '4'),
  part('trailing', 'http.separator', 'rfc9112', '4'),
  part('lineEnd', 'http.line-end', 'rfc9112', '2.2'),
] as const;

/** RFC 9112 §5.1. A folded value (§5.2) is one value, with the line ends inside it. */
export const HEADER_LINE = [
  part('name', 'http.header-name', 'rfc9110', '5.1'),
  part('separator', 'http.separator', 'rfc9112', '5.1'),
  part('value', 'http.header-value', 'rfc9110', '5.5'),
  part('trailing', 'http.separator', 'rfc9112', '5.1'),
  part('lineEnd', 'http.line-end', 'rfc9112', '2.2'),
] as const;

/** The empty lines before and after the lines of a head. */
export const EMPTY_LINE: SpecRef = specRef('rfc9112', '2.1');
export const LINE_END: SpecRef = specRef('rfc9112', '2.2');

export type RequestLine<T> = { readonly [N in (typeof REQUEST_LINE)[number]['name']]: T };
export type StatusLine<T> = { readonly [N in (typeof STATUS_LINE)[number]['name']]: T };
export type HeaderLine<T> = { readonly [N in (typeof HEADER_LINE)[number]['name']]: T };

interface Lines<T> {
  /** Empty lines before the start-line, which a server ignores: RFC 9112 §2.2. */
  readonly emptyLines: readonly T[];
  readonly headers: readonly HeaderLine<T>[];
  /** The empty line that ends the head. */
  readonly blankLine: T;
}

export interface RequestOf<T> extends Lines<T> {
  readonly kind: 'request';
  readonly start: RequestLine<T>;
}

export interface ResponseOf<T> extends Lines<T> {
  readonly kind: 'response';
  readonly start: StatusLine<T>;
}

/** A piece of a head. `start` and `end` count bytes from the start of the head; `text` is Latin-1, so it is the bytes. */
export interface Part {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** One line of the header section. */
export type Header = HeaderLine<Part>;

/** `at` and `end` (after the blank line) are offsets in the bytes that were read; every `Part` counts from `at`. */
interface Place {
  readonly at: number;
  readonly end: number;
}

export type RequestHead = RequestOf<Part> & Place;
export type ResponseHead = ResponseOf<Part> & Place;
/** The head of a request or a response, each piece with its place. */
export type HttpHead = RequestHead | ResponseHead;

/** Enough to rebuild the bytes of a head exactly, legal or not. Texts are Latin-1. */
export type HttpHeadFields = RequestOf<string> | ResponseOf<string>;

/** Where the header fields that matter here are defined, by name in small letters. */
export const HEADER_REFS: ReadonlyMap<string, SpecRef> = new Map([
  ['host', specRef('rfc9110', '7.2')],
  ['connection', specRef('rfc9110', '7.6.1')],
  ['upgrade', specRef('rfc9110', '7.8')],
  ['accept', specRef('rfc9110', '12.5.1')],
  ['content-type', specRef('rfc9110', '8.3')],
  ['content-length', specRef('rfc9110', '8.6')],
  ['transfer-encoding', specRef('rfc9112', '6.1')],
  ['last-event-id', specRef('html', '9.2.4')],
  ['origin', specRef('rfc6455', '10.2')],
  ['sec-websocket-key', specRef('rfc6455', '11.3.1')],
  ['sec-websocket-extensions', specRef('rfc6455', '11.3.2')],
  ['sec-websocket-accept', specRef('rfc6455', '11.3.3')],
  ['sec-websocket-protocol', specRef('rfc6455', '11.3.4')],
  ['sec-websocket-version', specRef('rfc6455', '11.3.5')],
]);
