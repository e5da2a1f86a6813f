import { encodeBase64 } from '../codec/base64.ts';
import { concat } from '../codec/bytes.ts';
import { bytesOfLatin1 } from '../codec/http/syntax.ts';
import { encodeClose } from '../codec/websocket/close.ts';
import { createDeflater } from '../codec/websocket/deflater.ts';
import { formatExtensions, PERMESSAGE_DEFLATE } from '../codec/websocket/extensions.ts';
import { Opcode } from '../codec/websocket/layout.ts';
import type { Range } from './answers.ts';
import { streamFor, type Random } from './random.ts';
import { digitsOf, HTTP_HEAD, type Sink, type Unit } from './sink.ts';
import { clientFrame, controlFrame, numberedOf, remembering, serverFrame } from './units.ts';
import type { World } from './world.ts';

/** Writes opening handshakes and frames: RFC 6455 §4, §5. */
export interface SocketWriter {
  /** A fresh Sec-WebSocket-Key. */
  key(): string;
  /** Asks for a WebSocket that goes on after a piece of news; null for one that does not. */
  ask(sink: Sink, key: string, after: number | null): void;
  switching(key: string): Uint8Array;
  readonly refusal: Uint8Array;
  /** The frames of one connection, which share a compression window. */
  session(): SocketFrames;
  readonly ping: Unit;
  pong(): Unit;
  closeFromServer(code: number): Unit;
  closeFromClient(code: number): Unit;
}

export interface SocketFrames {
  /** A text frame of the server; several pieces of news are one message. */
  news(range: Range): Unit;
  /** A text frame of the client. */
  message(number: number): Unit;
}

const NO_TAKEOVER = ['server_no_context_takeover', 'client_no_context_takeover'];
const EMPTY = new Uint8Array();
const COMMA = bytesOfLatin1(',');

const randomBytes = (random: Random, length: number): Uint8Array =>
  Uint8Array.from({ length }, () => Math.floor(random() * 256));

export function createSocketWriter(world: World): SocketWriter {
  const { heads, parameters } = world;
  const masks = streamFor(parameters.seed, 'masking-key');
  const keys = streamFor(parameters.seed, 'handshake-key');
  const isOff = parameters.permessageDeflate === 'off';
  const names = parameters.permessageDeflate === 'no-takeover' ? NO_TAKEOVER : [];
  const agreed = isOff
    ? null
    : formatExtensions([
        { name: PERMESSAGE_DEFLATE, parameters: names.map((name) => ({ name, value: null })) },
      ]);
  const offered = isOff ? null : (heads.profile.offer ?? PERMESSAGE_DEFLATE);
  const request = (key: string, target: string): Uint8Array =>
    heads.request({ kind: 'handshake', key, extensions: offered }, target);
  const maskKey = (): Uint8Array => randomBytes(masks, 4);

  return {
    key: () => encodeBase64(randomBytes(keys, 16)),
    ask(sink, key, after) {
      if (after === null) return sink.write(request(key, '/chat'), HTTP_HEAD);
      const resume = (number: number) => request(key, `/chat?since=${number}`);
      const unit = numberedOf(resume, digitsOf(after), (length) => [0, length]);
      sink.writeNumbered(unit, after);
    },
    switching: (key) => heads.switching(key, agreed),
    refusal: heads.refusal(426),
    session: () => createFrames(world, maskKey),
    ping: controlFrame(Opcode.ping, EMPTY, null),
    pong: () => controlFrame(Opcode.pong, EMPTY, maskKey()),
    closeFromServer: (code) => controlFrame(Opcode.close, encodeClose(code), null),
    closeFromClient: (code) => controlFrame(Opcode.close, encodeClose(code), maskKey()),
  };
}

/** Compresses each direction's messages as agreed: RFC 7692 §7.2.1. */
function createFrames(world: World, maskKey: () => Uint8Array): SocketFrames {
  const { payloads, parameters } = world;
  const { permessageDeflate } = parameters;
  const isCompressed = permessageDeflate !== 'off';
  const side = { windowBits: 15, noContextTakeover: permessageDeflate === 'no-takeover' };
  const createCoding = () => {
    if (!isCompressed) return (payload: Uint8Array) => payload;
    const { deflate } = createDeflater(side);
    return deflate;
  };
  const down = createCoding();
  const up = createCoding();
  const payloadOf = (number: number): Uint8Array => payloads.of(payloads.variantOf(number));
  const single = (variant: number): Unit => serverFrame(down(payloads.of(variant)), isCompressed);
  /** A window that goes on makes no two frames alike. */
  const frameOf = permessageDeflate === 'takeover' ? single : remembering(single);

  return {
    news({ from, to }) {
      if (from === to) return frameOf(payloads.variantOf(from));
      const parts = Array.from({ length: to - from + 1 }, (_, i) => payloadOf(from + i));
      return serverFrame(down(concat(listed(parts, parameters.batch))), isCompressed);
    },
    message: (number) => clientFrame(up(payloadOf(number)), maskKey(), isCompressed),
  };
}

/** Several payloads as one: one behind the other, or as an array. */
const listed = (parts: readonly Uint8Array[], batch: 'joined' | 'json-array'): Uint8Array[] =>
  batch === 'joined'
    ? [...parts]
    : [
        bytesOfLatin1('['),
        ...parts.flatMap((part, i) => (i === 0 ? [part] : [COMMA, part])),
        bytesOfLatin1(']'),
      ];
