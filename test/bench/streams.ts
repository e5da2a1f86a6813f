import { createDeflater } from '../../src/codec/websocket/deflater.ts';
import { concat } from '../../src/codec/bytes.ts';
import { encodeFrame, frameOf } from '../../src/codec/websocket/encode.ts';
import { utf8Of } from '../../src/codec/utf8.ts';

/** A generated stream of one direction, and the messages it carries. */
export interface Stream {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly frames: number;
  readonly messages: number;
  /** Bytes of all messages, as an application gets them. */
  readonly payload: number;
  readonly masked: boolean;
  readonly compressed: boolean;
}

export interface StreamOptions {
  readonly name: string;
  readonly messages: number;
  readonly size: number;
  readonly fragments?: number;
  readonly masked?: boolean;
  readonly compressed?: boolean;
  /** Words in Chinese instead of ASCII. */
  readonly chinese?: boolean;
}

const WINDOW = { windowBits: 15, noContextTakeover: false };

/** The same numbers each run: xorshift from a fixed seed. */
function createChance(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** Text messages of `size` bytes, JSON-like ASCII. */
export function createStream(options: StreamOptions): Stream {
  const {
    name,
    messages,
    size,
    fragments = 1,
    masked = false,
    compressed = false,
    chinese = false,
  } = options;
  const chance = createChance(20_261_122);
  const deflater = compressed ? createDeflater(WINDOW) : null;
  const parts: Uint8Array[] = [];
  let payload = 0;
  for (let i = 0; i < messages; i++) {
    const text = utf8Of(chinese ? chineseOf(i, size) : textOf(i, size, chance));
    payload += text.length;
    const body = deflater === null ? text : deflater.deflate(text);
    parts.push(...framesOf(body, fragments, masked, compressed, chance));
  }
  return {
    name,
    bytes: concat(parts),
    frames: messages * fragments,
    messages,
    payload,
    masked,
    compressed,
  };
}

function textOf(number: number, size: number, chance: () => number): string {
  let text = `{"n":${number},"px":${Math.floor(chance() * 1e6)}}`;
  while (text.length < size) text += ` tick ${Math.floor(chance() * 1e9).toString(36)}`;
  return text.slice(0, size);
}

/** Three bytes a character but for the number. */
const chineseOf = (number: number, size: number): string =>
  `${number}：${'价格成交量时间'.repeat(size)}`.slice(0, size / 3);

function framesOf(
  body: Uint8Array,
  fragments: number,
  masked: boolean,
  compressed: boolean,
  chance: () => number,
): Uint8Array[] {
  const length = Math.ceil(body.length / fragments);
  return Array.from({ length: fragments }, (_, i) => {
    const maskKey = Uint8Array.from({ length: 4 }, () => Math.floor(chance() * 256));
    return encodeFrame(
      frameOf(body.subarray(i * length, (i + 1) * length), {
        sender: masked ? 'client' : 'server',
        maskKey,
        opcode: i === 0 ? 1 : 0,
        fin: i === fragments - 1,
        rsv1: compressed && i === 0,
      }),
    );
  });
}
