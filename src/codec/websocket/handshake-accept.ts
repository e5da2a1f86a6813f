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

/** What servers answer that get the way wrong: the accept of each, and the fault. */
function wrongAcceptsOf(key: string): Map<string, AcceptFault> {
  const lowercase = sha1(onWire(key + GUID.toLowerCase()));
  const wrong = new Map<string, AcceptFault>([[encodeBase64(lowercase), 'guid-lowercase']]);
  const decoded = decodeBase64(key);
  if (decoded !== null) {
    wrong.set(encodeBase64(sha1(concat([decoded.bytes, onWire(GUID)]))), 'decoded-key');
  }
  return wrong;
}

/** 56 characters instead of 28: base64 of the digest written in hex. It shows without the key. */
function isHexDigest(accept: string): boolean {
  const decoded = decodeBase64(accept);
  return decoded !== null && /^[0-9a-f]{40}$/i.test(latin1(decoded.bytes));
}

/** Tells what is wrong with the accepts that answer a key; null for one that is right. RFC 6455 §4.2.2, step 5.4 */
export function createAcceptCheck(key: string | null): (accept: string) => AcceptFault | null {
  const right = key === null ? null : acceptOf(key).accept;
  let wrong: Map<string, AcceptFault> | null = null;
  return (accept) => {
    if (accept === right) return null;
    if (isHexDigest(accept)) return 'hex-digest';
    // without the key, any 20 bytes may be its answer
    if (key === null) return decodeBase64(accept)?.bytes.length === 20 ? null : 'unknown';
    // Tried only where an accept is wrong, since most are right and hashing is most of the work; and once for a key.
    wrong ??= wrongAcceptsOf(key);
    return wrong.get(accept) ?? 'unknown';
  };
}
