import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { decodeMessages } from '../../src/codec/websocket/decode-messages.ts';
import { createContext } from '../../src/codec/websocket/rules.ts';
import { createScanner } from '../../src/codec/websocket/scan.ts';
import type { Stream } from './streams.ts';

/** What a reader delivered of a stream. */
export interface Delivered {
  messages: number;
  payload: number;
}

/** Somebody who reads a stream; null where it cannot read that kind. */
export interface Reader {
  readonly name: string;
  /** A scan finds frames and delivers no messages. */
  readonly delivers: 'frames' | 'messages';
  can(stream: Stream): boolean;
  read(stream: Stream, each?: (payload: Uint8Array) => void): Promise<Delivered>;
}

const require = createRequire(import.meta.url);

/** As a socket would hand it over. */
const CHUNK = 64 * 1024;

function chunksOf(bytes: Uint8Array): Buffer[] {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const count = Math.ceil(whole.length / CHUNK);
  return Array.from({ length: count }, (_, i) => whole.subarray(i * CHUNK, (i + 1) * CHUNK));
}

/**
 * Peers unmask in place: each run gets the bytes anew, before the clock starts, and always in the same place, because
 * megabytes of garbage from run to run would be collected on somebody's time.
 */
export function createCopies(stream: Stream): () => Stream {
  const copy = { ...stream, bytes: stream.bytes.slice() };
  return () => {
    copy.bytes.set(stream.bytes);
    return copy;
  };
}

const scan: Reader = {
  name: 'wire101 scan',
  delivers: 'frames',
  can: () => true,
  read(stream, each) {
    const sender = stream.masked ? 'client' : 'server';
    const scanner = createScanner(
      stream.bytes,
      createContext(sender, { deflate: stream.compressed }),
    );
    while (scanner.step(65_536));
    const { index } = scanner.finish();
    if (each !== undefined && index.verdict.some((verdict) => verdict !== 0)) {
      throw new Error('a frame of a legal stream is judged broken');
    }
    return Promise.resolve({ messages: index.length, payload: 0 });
  },
};

const decode: Reader = {
  name: 'wire101 decode',
  delivers: 'messages',
  can: () => true,
  read(stream, each) {
    const delivered = { messages: 0, payload: 0 };
    const side = stream.compressed ? { windowBits: 15, noContextTakeover: false } : null;
    const sender = stream.masked ? 'client' : 'server';
    decodeMessages(stream.bytes, sender, side, (message) => {
      if (!message.valid) throw new Error('a legal message is judged broken');
      delivered.messages++;
      delivered.payload += message.payload.length;
      each?.(message.payload);
    });
    return Promise.resolve(delivered);
  },
};

/** Their parsers stand in no index: they are reached by file. */
const inside = (name: string, file: string): unknown =>
  require(join(dirname(require.resolve(`${name}/package.json`)), file));

const ws: Reader = {
  name: 'ws',
  delivers: 'messages',
  can: () => true,
  read(stream, each) {
    const Receiver = inside('ws', 'lib/receiver.js') as new (
      options: object,
    ) => NodeJS.WritableStream;
    const PerMessageDeflate = inside('ws', 'lib/permessage-deflate.js') as new (
      options: object,
    ) => { accept(offers: object[]): void };
    const extensions: Record<string, unknown> = {};
    if (stream.compressed) {
      const deflate = new PerMessageDeflate({ isServer: stream.masked });
      deflate.accept([{}]);
      extensions['permessage-deflate'] = deflate;
    }
    return new Promise((resolve, reject) => {
      const delivered = { messages: 0, payload: 0 };
      const receiver = new Receiver({ isServer: stream.masked, extensions });
      receiver.on('message', (data: Buffer) => {
        delivered.messages++;
        delivered.payload += data.length;
        each?.(data);
        if (delivered.messages === stream.messages) resolve(delivered);
      });
      receiver.on('error', reject);
      writeAll(receiver, chunksOf(stream.bytes));
    });
  },
};

function writeAll(stream: NodeJS.WritableStream, chunks: readonly Buffer[]): void {
  let next = 0;
  const more = () => {
    while (next < chunks.length) if (!stream.write(chunks[next++]!)) return;
  };
  stream.on('drain', more);
  more();
}

const undici: Reader = {
  name: 'undici',
  delivers: 'messages',
  // A browser's side: frames of a server alone. Its inflater is asked for message by message and is ws' zlib too.
  can: (stream) => !stream.masked && !stream.compressed,
  read(stream, each) {
    const { ByteParser } = inside('undici', 'lib/web/websocket/receiver.js') as {
      ByteParser: new (handler: object, extensions: Map<string, string>) => NodeJS.WritableStream;
    };
    return new Promise((resolve) => {
      const delivered = { messages: 0, payload: 0 };
      const handler = {
        readyState: 1,
        closeState: new Set(),
        socket: { writableNeedDrain: false, write: () => true, once: () => undefined },
        onMessage(_type: number, data: Buffer) {
          delivered.messages++;
          delivered.payload += data.length;
          each?.(data);
          if (delivered.messages === stream.messages) resolve(delivered);
        },
      };
      writeAll(new ByteParser(handler, new Map()), chunksOf(stream.bytes));
    });
  },
};

interface Driver {
  on(event: string, listener: (event: { data: string }) => void): void;
  parse(chunk: Buffer): void;
  readyState: number;
  /** Has a pipeline only once a handshake has been answered. */
  _extensions: { generateResponse(offer: string): void };
}

const driver: Reader = {
  name: 'websocket-driver',
  delivers: 'messages',
  can: (stream) => !stream.compressed,
  read(stream, each) {
    const Hybi = inside('websocket-driver', 'lib/websocket/driver/hybi.js') as new (
      request: null,
      url: string,
      options: object,
    ) => Driver;
    const delivered = { messages: 0, payload: 0 };
    const reader = new Hybi(null, 'ws://localhost/', { requireMasking: stream.masked });
    reader.readyState = 1;
    reader._extensions.generateResponse('');
    reader.on('message', ({ data }) => {
      delivered.messages++;
      // It delivers strings; their bytes are counted by nobody but the check before the clock starts.
      each?.(Buffer.from(data, 'utf8'));
    });
    for (const chunk of chunksOf(stream.bytes)) reader.parse(chunk);
    return Promise.resolve(delivered);
  },
};

export const READERS: readonly Reader[] = [scan, decode, ws, undici, driver];
