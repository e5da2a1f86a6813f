import { base64UrlOf, bytesOfBase64Url } from './base64url.ts';

/** What a packed part of an address may unpack to, in bytes: a short one may name a very long run. */
export const MOST_UNPACKED = 32 * 1024 * 1024;

/** So many bytes are written or read as base64 at a time, a multiple of three: megabytes at once would be felt. */
const AT_A_TIME = 192 * 1024;
const CHARACTERS_AT_A_TIME = (AT_A_TIME / 3) * 4;

const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Bytes as an address carries them in short: raw DEFLATE (RFC 1951) as base64url. */
export async function pack(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const packed = new Uint8Array(await new Response(stream).arrayBuffer());
  let text = '';
  for (let at = 0; at < packed.length; at += AT_A_TIME) {
    if (at > 0) await rest();
    text += base64UrlOf(packed.subarray(at, at + AT_A_TIME));
  }
  return text;
}

/** Null where it is damaged, cut, or unpacks to too much. */
export async function unpack(packed: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const coded = await decoded(packed);
  if (coded === null) return null;
  const stream = coded.stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const reader = stream.getReader();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return new Uint8Array(await new Blob(pieces).arrayBuffer());
      size += value.length;
      if (size > MOST_UNPACKED) throw new RangeError('unpacks to too much');
      pieces.push(value);
    }
  } catch {
    await reader.cancel().catch(() => {});
    return null;
  }
}

/** Null where it is no base64url. */
async function decoded(packed: string): Promise<Blob | null> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (let at = 0; at < packed.length; at += CHARACTERS_AT_A_TIME) {
    if (at > 0) await rest();
    const piece = bytesOfBase64Url(packed.slice(at, at + CHARACTERS_AT_A_TIME));
    if (piece === null) return null;
    pieces.push(piece);
  }
  return new Blob(pieces);
}
