import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Writable } from 'node:stream';
import type { OracleStream } from './oracle-streams.ts';

/** What a receiver gives out before it refuses, or all there is; a code where it refused. */
export interface Heard {
  readonly events: readonly string[];
  readonly code: number | null;
}

/** An event as one string, so that lists of them compare fast and show well. */
export const eventOf = (kind: string, bytes: Uint8Array): string =>
  `${kind} ${Buffer.from(bytes).toString('latin1')}`;

interface Deflate {
  params: Record<string, unknown>;
  cleanup(): void;
}

/** The parser of ws stands in no index: it is reached by file. */
const require = createRequire(import.meta.url);
const inside = (file: string): unknown =>
  require(join(dirname(require.resolve('ws/package.json')), 'lib', file));
const Receiver = inside('receiver.js') as new (options: object) => Writable;
const PerMessageDeflate = inside('permessage-deflate.js') as new (options: object) => Deflate;
const { kStatusCode } = inside('constants.js') as { kStatusCode: symbol };

/** What ws makes of the bytes, given whole. */
export async function heardByWs({ sender, deflate, most, bytes }: OracleStream): Promise<Heard> {
  const isServer = sender === 'client';
  const extension = new PerMessageDeflate({ isServer, maxPayload: most });
  extension.params = {
    ...(deflate && { [`${sender}_max_window_bits`]: deflate.windowBits }),
    ...(deflate?.noContextTakeover && { [`${sender}_no_context_takeover`]: true }),
  };
  const extensions = deflate === null ? {} : { 'permessage-deflate': extension };
  const receiver = new Receiver({ isServer, maxPayload: most, extensions });
  const events: string[] = [];
  receiver.on('message', (data: Buffer, binary: boolean) =>
    events.push(eventOf(binary ? 'binary' : 'text', data)),
  );
  receiver.on('ping', (data: Buffer) => events.push(eventOf('ping', data)));
  receiver.on('pong', (data: Buffer) => events.push(eventOf('pong', data)));
  receiver.on('conclude', (code: number, reason: Buffer) =>
    events.push(eventOf(`close ${code}`, reason)),
  );
  const error = await new Promise<unknown>((resolve) => {
    receiver.on('error', resolve);
    // It unmasks in place.
    receiver.write(Buffer.from(bytes), resolve);
  });
  extension.cleanup();
  if (!error) return { events, code: null };
  return { events, code: (error as Record<symbol, number | undefined>)[kStatusCode] ?? -1 };
}
