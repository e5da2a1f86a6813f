import { elementsOf, headersNamed, type Element } from './headers.ts';
import type { HttpHead } from './layout.ts';
import { statusOf } from './message.ts';
import { trimmed } from './syntax.ts';

/**
 * How the end of a body is found: RFC 9112 §6.3. `none`: the head is all; `close`: the body goes on to
 * the end of the connection.
 */
export type Framing =
  | { readonly kind: 'none' | 'chunked' | 'close' }
  | {
      readonly kind: 'length';
      /** In bytes; above 2^53 - 1 it is not exact, but `digits` are. */
      readonly length: number;
      readonly digits: string;
    };

/** One of the codings of a Transfer-Encoding, with its place in the head: RFC 9112 §6.1. */
export interface TransferCoding extends Element {
  /** In small letters, without parameters. */
  readonly name: string;
}

/** RFC 9112 §7. */
const TRANSFER_CODINGS = ['chunked', 'compress', 'x-compress', 'deflate', 'gzip', 'x-gzip'];

export const isChunkedCoding = ({ name }: TransferCoding): boolean => name === 'chunked';

export const isKnownCoding = ({ name }: TransferCoding): boolean => TRANSFER_CODINGS.includes(name);

/** In the order they were applied: RFC 9112 §6.1. */
export const transferCodingsOf = (head: HttpHead): TransferCoding[] =>
  elementsOf(head, 'Transfer-Encoding').map((element) => ({
    ...element,
    name: trimmed(element.text.split(';', 1)[0] ?? '').toLowerCase(),
  }));

/** What the Content-Length lines say: RFC 9110 §8.6, RFC 9112 §6.3. */
export interface Announced {
  /** Without leading zeros; null where the value is no number. */
  readonly lengths: readonly (Element & { readonly digits: string | null })[];
  /** Digits that a lenient reader takes: those at the start of the first value. */
  readonly digits: string | null;
}

const withoutZeros = (digits: string): string => digits.replace(/^0+(?=\d)/, '');

/** The lengths that a head announces; null where it has no Content-Length. */
export function announcedLength(head: HttpHead): Announced | null {
  if (headersNamed(head, 'Content-Length').length === 0) return null;
  const lengths = elementsOf(head, 'Content-Length').map((element) => ({
    ...element,
    digits: /^\d+$/.test(element.text) ? withoutZeros(element.text) : null,
  }));
  const [digits] = /^\d+/.exec(lengths[0]?.text ?? '') ?? [];
  return { lengths, digits: digits === undefined ? null : withoutZeros(digits) };
}

/** The status of a response; 200 for one that is no number: RFC 9112 §4. */
export const finalStatusOf = (head: HttpHead): number =>
  head.kind === 'response' ? (statusOf(head) ?? 200) : 200;

const methodOf = (request: HttpHead | null): string | null =>
  request?.kind === 'request' ? request.start.method.text : null;

/** Whether a response turns the connection into a tunnel: a 2xx to CONNECT, RFC 9110 §9.3.6. */
export const opensTunnel = (response: HttpHead, request: HttpHead | null): boolean =>
  methodOf(request) === 'CONNECT' && Math.floor(finalStatusOf(response) / 100) === 2;

/** Whether a response ends with its head, whatever that says: RFC 9112 §6.3, items 1 and 2. */
export function isBodiless(response: HttpHead, request: HttpHead | null): boolean {
  if (response.kind !== 'response') return false;
  const status = finalStatusOf(response);
  if (status < 200 || status === 204 || status === 304) return true;
  return methodOf(request) === 'HEAD' || opensTunnel(response, request);
}

/**
 * Which framing the body of a message has: RFC 9112 §6.3. A response needs the request it answers,
 * null where that was not seen. Where the head contradicts itself this is what a lenient receiver
 * reads; `judgeFraming` names the contradiction.
 */
export function framingOf(head: HttpHead, request: HttpHead | null = null): Framing {
  if (isBodiless(head, request)) return { kind: 'none' };
  const last = transferCodingsOf(head).at(-1);
  if (last) return { kind: last.name === 'chunked' ? 'chunked' : 'close' };
  const digits = announcedLength(head)?.digits ?? null;
  if (digits !== null) return { kind: 'length', length: Number(digits), digits };
  return { kind: head.kind === 'request' ? 'none' : 'close' };
}
