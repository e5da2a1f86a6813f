import { createDeflateRaw, constants, type DeflateRaw } from 'node:zlib';
import { concat } from '../../src/codec/bytes.ts';

/** What one side of a connection compresses with, as RFC 7692 §7.1 lets it. */
export interface Deflater {
  /** A message, compressed as it travels; `final` ends it with a block that has BFINAL set. */
  deflate(payload: Uint8Array, final?: boolean): Promise<Uint8Array>;
  close(): void;
}

/** An empty block's beginning, RFC 7692 §7.2.3.6: what stands for a flush that had nothing to say. */
const NOTHING = Uint8Array.of(0);

/** zlib's own compressor, kept open over messages where the window is taken over; windows of 9 to 15 bits. */
export function createDeflater(windowBits: number, noContextTakeover: boolean): Deflater {
  const open = () =>
    createDeflateRaw({ windowBits }).on('error', (error) => {
      throw error;
    });
  let stream = open();
  return {
    async deflate(payload, final = false) {
      const wire = await flushed(stream, payload, final);
      if (noContextTakeover || final) {
        stream.close();
        stream = open();
      }
      // A final block is followed by the beginning of an empty one, RFC 7692 §7.2.3.4.
      if (final) return concat([wire, NOTHING]);
      // The last four bytes of the flush are left out, RFC 7692 §7.2.1.
      return wire.length === 0 ? NOTHING : wire.subarray(0, -4);
    },
    close: () => stream.close(),
  };
}

function flushed(stream: DeflateRaw, payload: Uint8Array, final: boolean): Promise<Uint8Array> {
  return new Promise((resolve) => {
    const parts: Uint8Array[] = [];
    const take = (part: Uint8Array) => parts.push(part);
    const done = () => {
      stream.off('data', take);
      resolve(concat(parts));
    };
    stream.on('data', take);
    if (final) stream.once('end', done).end(payload);
    else {
      stream.write(payload);
      stream.flush(constants.Z_SYNC_FLUSH, done);
    }
  });
}
