import { sha1 } from '@noble/hashes/legacy.js';
import { decodeBase64, encodeBase64 } from '../base64.ts';
import { concat } from '../bytes.ts';
import { bytesOfLatin1, isLatin1, latin1, latin1OfText } from '../http/syntax.ts';

/** What a server appends to the key: RFC 6455 §1.3. */
export const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** The way from a key to its accept. */
export interface Acceptance {
  readonly key: string;
  readonly concatenated: string;
  /** SHA-1: 20 bytes. */
  readonly digest: Uint8Array;
  readonly accept: string;
}

const onWire = (text: string): Uint8Array =>
  bytesOfLatin1(isLatin1(text) ? text : latin1OfText(text));

/** The Sec-WebSocket-Accept that answers a key; the text of the key is hashed, not what it decodes to. RFC 6455 §4.2.2, step 5.4 */
export function acceptOf(key: string): Acceptance {
  const concatenated = key + GUID;
  const digest = sha1(onWire(concatenated));
  return { key, concatenated, digest, accept: encodeBase64(digest) };
}

/** How a wrong accept was most likely made. */
export type AcceptFault = 'decoded-key' | 'hex-digest' | 'guid-lowercase' | 'unknown';

/** The accept of a server that decodes the key before it hashes; null for a key that is no base64. */
function acceptOfDecoded(key: string): string | null {
  const decoded = decodeBase64(key);
  return decoded && encodeBase64(sha1(concat([decoded.bytes, onWire(GUID)])));
}

const acceptOfLowercase = (key: string): string =>
  encodeBase64(sha1(onWire(key + GUID.toLowerCase())));

/** 56 characters instead of 28: base64 of the digest written in hex. It shows without the key. */
function isHexDigest(accept: string): boolean {
  const decoded = decodeBase64(accept);
  return decoded !== null && /^[0-9a-f]{40}$/i.test(latin1(decoded.bytes));
}

/** Tells what is wrong with the accepts that answer a key; null for one that is right. RFC 6455 §4.2.2, step 5.4 */
export function createAcceptCheck(key: string | null): (accept: string) => AcceptFault | null {
  const right = key === null ? null : acceptOf(key).accept;
  return (accept) => {
    if (accept === right) return null;
    if (isHexDigest(accept)) return 'hex-digest';
    // The wrong ways are tried where an accept is wrong: most are right, and hashing is most of the work.
    if (key !== null && accept === acceptOfDecoded(key)) return 'decoded-key';
    if (key !== null && accept === acceptOfLowercase(key)) return 'guid-lowercase';
    // without the key, any 20 bytes may be its answer
    return right === null && decodeBase64(accept)?.bytes.length === 20 ? null : 'unknown';
  };
}
