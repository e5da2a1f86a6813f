import {
  constants,
  createDeflateRaw,
  createInflateRaw,
  type DeflateRaw,
  type InflateRaw,
  type ZlibOptions,
} from 'node:zlib';
import { utf8Of } from '../../../src/codec/utf8.ts';
import { TAIL, type DeflateSide } from '../../../src/codec/websocket/deflate.ts';

/** Each of the messages, in order, as node:zlib gives it out at a sync flush. */
async function pass(
  messages: readonly Uint8Array[],
  open: () => DeflateRaw | InflateRaw,
  anew: boolean,
): Promise<Uint8Array[]> {
  const given: Uint8Array[] = [];
  let stream: DeflateRaw | InflateRaw | null = null;
  let parts: Buffer[] = [];
  for (const message of messages) {
    if (stream === null || anew) stream = open().on('data', (part: Buffer) => parts.push(part));
    parts = [];
    const current = stream;
    await new Promise<void>((resolve, reject) => {
      current.once('error', reject);
      current.write(message);
      current.flush(constants.Z_SYNC_FLUSH, () => {
        current.off('error', reject);
        resolve();
      });
    });
    given.push(new Uint8Array(Buffer.concat(parts)));
  }
  return given;
}

/** The payloads that node:zlib makes of messages, RFC 7692 §7.2.1; none of them may be empty. */
export async function deflatedByNode(
  messages: readonly Uint8Array[],
  side: DeflateSide,
  options: ZlibOptions = {},
): Promise<Uint8Array[]> {
  const open = () => createDeflateRaw({ windowBits: side.windowBits, ...options });
  const payloads = await pass(messages, open, side.noContextTakeover);
  return payloads.map((payload) => payload.subarray(0, -TAIL.length));
}

/** The messages that node:zlib makes of payloads, RFC 7692 §7.2.2. */
export function inflatedByNode(
  payloads: readonly Uint8Array[],
  side: DeflateSide,
): Promise<Uint8Array[]> {
  const open = () => createInflateRaw({ windowBits: side.windowBits });
  const whole = payloads.map((payload) => Uint8Array.from([...payload, ...TAIL]));
  return pass(whole, open, side.noContextTakeover);
}

/** Numbers from 0 up to 1, the same for the same seed. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const WORDS = 'price volume order book trade symbol time user server client 你好 €'.split(' ');

/** A message of words, JSON, noise or one byte over and over: what each way of compressing is good at. */
export function anyMessage(random: () => number, most = 2000): Uint8Array {
  const length = 1 + Math.floor(random() ** 3 * most);
  const kind = Math.floor(random() * 4);
  if (kind === 0) return Uint8Array.from({ length }, () => random() * 256);
  if (kind === 1) return new Uint8Array(length).fill(random() * 256);
  const word = () => WORDS[Math.floor(random() * WORDS.length)]!;
  const item = () => (kind === 2 ? `${word()} ` : JSON.stringify({ [word()]: random() }));
  return utf8Of(Array.from({ length: 1 + length / 20 }, item).join(''));
}

export const messagesOf = (seed: number, count: number, most?: number): Uint8Array[] => {
  const random = chance(seed);
  return Array.from({ length: count }, () => anyMessage(random, most));
};

/** Bytes as one string, a character each: many arrays compare faster so. */
export const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
