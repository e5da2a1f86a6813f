import { concat } from '../codec/bytes.ts';
import { encodeChunk, plainChunk } from '../codec/http/chunk-encode.ts';
import { latin1 } from '../codec/http/syntax.ts';
import { encodeEvent, eventOf } from '../codec/sse/encode.ts';
import { encodeFrame, frameOf } from '../codec/websocket/encode.ts';
import { Opcode } from '../codec/websocket/layout.ts';
import type { Payloads } from './payload.ts';
import { digitsOf, type Numbered, type Unit } from './sink.ts';

/** Keys below are looked up in an array, which is faster (measured: bench, simulate). */
const SMALL_KEYS = 1024;

/** Remembers what was made of each number. */
export function remembering<Made>(make: (key: number) => Made): (key: number) => Made {
  const small: (Made | undefined)[] = new Array<Made | undefined>(SMALL_KEYS).fill(undefined);
  const large = new Map<number, Made>();
  return (key) => {
    const known = key < SMALL_KEYS ? small[key] : large.get(key);
    if (known !== undefined) return known;
    const fresh = make(key);
    if (key < SMALL_KEYS) small[key] = fresh;
    else large.set(key, fresh);
    return fresh;
  };
}

/** The first number of so many digits. */
const lowestOf = (digits: number): number => 10 ** (digits - 1);

/** Where the digits of a number stand: where two numbers make different bytes. */
function digitsAt(encode: (number: number) => Uint8Array, digits: number): number {
  const other = encode(2 * lowestOf(digits));
  return encode(lowestOf(digits)).findIndex((byte, i) => byte !== other[i]);
}

const cutAt = (
  bytes: Uint8Array,
  at: number,
  digits: number,
  layers: readonly number[],
): Numbered => ({ before: bytes.slice(0, at), after: bytes.slice(at + digits), layers });

/** Cuts the bytes that say a number around its digits, so that any number of as many digits can be put there. */
export function numberedOf(
  encode: (number: number) => Uint8Array,
  digits: number,
  layers: (length: number) => readonly number[],
): Numbered {
  const bytes = encode(lowestOf(digits));
  return cutAt(bytes, digitsAt(encode, digits), digits, layers(bytes.length));
}

const chunked = (data: Uint8Array): Uint8Array => encodeChunk(plainChunk(data));

/** A chunk of a body that carries payload alone. */
export const chunkUnit = (data: Uint8Array): Unit => {
  const bytes = chunked(data);
  return { bytes, layers: [data.length, 0, bytes.length - data.length] };
};

/** The events of a stream, each in a chunk of its own: HTML §9.2.5, RFC 9112 §7.1. */
export function createEvents(payloads: Payloads) {
  const eventOfNews = (variant: number, id?: number): Uint8Array => {
    const data = latin1(payloads.of(variant));
    return encodeEvent(eventOf(id === undefined ? { data } : { id: String(id), data }));
  };
  const layersOf = (chunk: number, event: number): readonly number[] => {
    const payload = payloads.of(0).length;
    return [payload, 0, chunk - event, event - payload];
  };
  const plain = remembering((variant): Unit => {
    const event = eventOfNews(variant);
    const bytes = chunked(event);
    return { bytes, layers: layersOf(bytes.length, event.length) };
  });
  /** All variants are of one shape: the place of the digits is looked for once. */
  const numbered = remembering((digits) => {
    const at = digitsAt((id) => chunked(eventOfNews(0, id)), digits);
    return remembering((variant) => {
      const event = eventOfNews(variant, lowestOf(digits));
      const bytes = chunked(event);
      return cutAt(bytes, at, digits, layersOf(bytes.length, event.length));
    });
  });
  return {
    plain,
    withId: (id: number, variant: number): Numbered => numbered(digitsOf(id))(variant),
  };
}

const COMMENT = Uint8Array.from(': ping\n\n', (character) => character.charCodeAt(0));

/** A comment in a chunk of its own: keeps the line busy, and no page hears it. HTML §9.2.7 */
export const COMMENT_UNIT: Unit = (() => {
  const bytes = chunked(COMMENT);
  return { bytes, layers: [0, 0, bytes.length - COMMENT.length, COMMENT.length] };
})();

const LF = Uint8Array.of(0x0a);

/** A line that says nothing, as a heartbeat of NDJSON. */
export const EMPTY_LINE_UNIT: Unit = chunkUnit(LF);

/** A line of NDJSON in a chunk of its own; its line end counts as payload, as a body's bytes do. */
export const createLines = (payloads: Payloads) =>
  remembering((variant) => chunkUnit(concat([payloads.of(variant), LF])));

/** A text frame as a server sends it: RFC 6455 §5.6. */
export function serverFrame(payload: Uint8Array, rsv1 = false): Unit {
  const bytes = encodeFrame(frameOf(payload, { sender: 'server', opcode: Opcode.text, rsv1 }));
  return { bytes, layers: [payload.length, 0, 0, 0, bytes.length - payload.length] };
}

/** A text frame as a client sends it, masked: RFC 6455 §5.3. */
export function clientFrame(payload: Uint8Array, maskKey: Uint8Array, rsv1 = false): Unit {
  const bytes = encodeFrame(
    frameOf(payload, { sender: 'client', opcode: Opcode.text, maskKey, rsv1 }),
  );
  return { bytes, layers: [payload.length, 0, 0, 0, bytes.length - payload.length] };
}

/** A control frame: all of it is framing. RFC 6455 §5.5 */
export function controlFrame(
  opcode: number,
  payload: Uint8Array,
  maskKey: Uint8Array | null,
): Unit {
  const fields =
    maskKey === null
      ? frameOf(payload, { sender: 'server', opcode })
      : frameOf(payload, { sender: 'client', opcode, maskKey });
  const bytes = encodeFrame(fields);
  return { bytes, layers: [0, 0, 0, 0, bytes.length] };
}
