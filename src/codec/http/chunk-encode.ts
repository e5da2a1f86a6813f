import { concat } from '../bytes.ts';
import { pieceOf, readPartialChunk, type PieceName } from './chunk.ts';
import { bytesOfLatin1, latin1, latin1OfText } from './syntax.ts';

/**
 * Enough to rebuild the bytes of a chunk exactly, legal or not; the texts are Latin-1. The size is as
 * written, so it need not be that of the data.
 */
export interface ChunkFields extends Readonly<
  Record<Exclude<PieceName, 'data' | 'surplus'>, string>
> {
  readonly data: Uint8Array;
  /** What stands between the data and their line end, and should not. */
  readonly surplus: Uint8Array;
}

/** The bytes of a chunk, legal or not; the inverse of `decodeChunk`. RFC 9112 §7.1 */
export const encodeChunk = (fields: ChunkFields): Uint8Array =>
  concat([
    bytesOfLatin1(fields.size + fields.extension + fields.sizeEnd),
    fields.data,
    fields.surplus,
    bytesOfLatin1(fields.dataEnd + fields.trailer + fields.lastEnd),
  ]);

/** The fields of bytes that are one chunk, whole or cut, and nothing after it; null for others. RFC 9112 §7.1 */
export function decodeChunk(bytes: Uint8Array): ChunkFields | null {
  if (bytes.length === 0) return null;
  const chunk = readPartialChunk(bytes, 0, bytes.length);
  if (chunk.end !== bytes.length) return null;
  const bytesIn = (name: PieceName): Uint8Array => {
    const { start, end } = pieceOf(chunk, name);
    return bytes.slice(start, end);
  };
  const textIn = (name: PieceName): string => latin1(bytesIn(name));
  return {
    size: textIn('size'),
    extension: textIn('extension'),
    sizeEnd: textIn('sizeEnd'),
    data: bytesIn('data'),
    surplus: bytesIn('surplus'),
    dataEnd: textIn('dataEnd'),
    trailer: textIn('trailer'),
    lastEnd: textIn('lastEnd'),
  };
}

const CRLF = '\r\n';
const EMPTY = new Uint8Array();

/** A chunk as it is written when nothing is odd: RFC 9112 §7.1. Data there must be, or it is the last. */
export const plainChunk = (data: Uint8Array, extension = ''): ChunkFields => ({
  size: data.length.toString(16),
  extension: latin1OfText(extension),
  sizeEnd: CRLF,
  data,
  surplus: EMPTY,
  dataEnd: CRLF,
  trailer: '',
  lastEnd: '',
});

/** The chunk that ends a body: RFC 9112 §7.1, §7.1.2. */
export const lastChunk = (
  trailers: readonly (readonly [name: string, value: string])[] = [],
): ChunkFields => ({
  size: '0',
  extension: '',
  sizeEnd: CRLF,
  data: EMPTY,
  surplus: EMPTY,
  dataEnd: '',
  trailer: trailers.map(([name, value]) => latin1OfText(`${name}: ${value}${CRLF}`)).join(''),
  lastEnd: CRLF,
});
