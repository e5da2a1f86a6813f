import { concat } from '../codec/bytes.ts';
import { encodeChunk, plainChunk } from '../codec/http/chunk-encode.ts';
import { latin1 } from '../codec/http/syntax.ts';
import { encodeEvent, eventOf } from '../codec/sse/encode.ts';
import { encodeFrame, frameOf } from '../codec/websocket/encode.ts';
import { Opcode } from '../codec/websocket/layout.ts';
import type { Payloads } from './payload.ts';
import { digitsOf, type Numbered, type Unit } from './sink.ts';

/** Remembers what was made of each number. */
export function remembering<Made>(make: (key: number) => Made): (key: number) => Made {
  const made = new Map<number, Made>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const fresh = make(key);
    made.set(key, fresh);
    return fresh;
  };
}

/** A unit of some head and nothing else. */
export const headUnit = (bytes: Uint8Array): Unit => ({ bytes, layers: [0, bytes.length] });

/**
 * Cuts the bytes that say a number around its digits, so that any number of as many digits can be put there.
 * The place is where two numbers make different bytes.
 */
export function numberedOf(
  encode: (number: number) => Uint8Array,
  digits: number,
  layers: (length: number) => readonly number[],
): Numbered {
  const lowest = 10 ** (digits - 1);
  const bytes = encode(lowest);
  const other = encode(2 * lowest);
  const at = bytes.findIndex((byte, i) => byte !== other[i]);
  return {
    before: bytes.slice(0, at),
    after: bytes.slice(at + digits),
    layers: layers(bytes.length),
  };
}

const chunked = (data: Uint8Array): Uint8Array => encodeChunk(plainChunk(data));

/** A chunk of a body that carries payload alone. */
export const chunkUnit = (data: Uint8Array): Unit => {
  const bytes = chunked(data);
  return { bytes, layers: [data.length, 0, bytes.length - data.length] };
};

/** How the layers of an event in a chunk of its own add up. */
function eventLayers(event: number, payload: number): (length: number) => readonly number[] {
  return (length) => [payload, 0, length - event, event - payload];
}

/** The events of a stream, each in a chunk of its own: HTML §9.2.5, RFC 9112 §7.1. */
export function createEvents(payloads: Payloads) {
  const eventBytes = (variant: number, id?: number): Uint8Array => {
    const data = latin1(payloads.of(variant));
    return encodeEvent(eventOf(id === undefined ? { data } : { id: String(id), data }));
  };
  const plain = remembering((variant): Unit => {
    const event = eventBytes(variant);
    const bytes = chunked(event);
    return { bytes, layers: eventLayers(event.length, payloads.of(variant).length)(bytes.length) };
  });
  const numbered = remembering((digits) =>
    remembering((variant) => {
      const layers = eventLayers(
        eventBytes(variant, 10 ** (digits - 1)).length,
        payloads.of(variant).length,
      );
      return numberedOf((id) => chunked(eventBytes(variant, id)), digits, layers);
    }),
  );
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
