import { concat } from '../../codec/bytes.ts';
import { headersNamed } from '../../codec/http/headers.ts';
import { readHttpHead } from '../../codec/http/message.ts';
import { bytesOfLatin1, isLatin1, latin1OfText } from '../../codec/http/syntax.ts';
import { encodeBase64 } from '../../codec/base64.ts';
import { bytesOfTyped, typedOfBytes } from './typed.ts';

/**
 * A typed head with another value in the first line of that name; with such a line before its blank line where it has
 * none. Every other byte stays. A text that is no whole head stays as it is.
 */
export function withHeader(typed: string, name: string, value: string): string {
  const bytes = bytesOfTyped(typed);
  const head = readHttpHead(bytes, 0, bytes.length);
  if (!head) return typed;
  const [line] = headersNamed(head, name);
  if (line) return typedOfBytes(spliced(bytes, line.value, value));
  const { start } = head.blankLine;
  return typedOfBytes(spliced(bytes, { start, end: start }, `${name}: ${value}\r\n`));
}

function spliced(
  bytes: Uint8Array,
  { start, end }: { readonly start: number; readonly end: number },
  by: string,
): Uint8Array {
  const put = bytesOfLatin1(isLatin1(by) ? by : latin1OfText(by));
  return concat([bytes.subarray(0, start), put, bytes.subarray(end)]);
}

/** A key of 16 bytes that the caller has drawn by lot: RFC 6455 §4.1, item 7. */
export const keyOfNonce = (nonce: Uint8Array): string => encodeBase64(nonce);
