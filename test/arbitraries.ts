import * as fc from 'fast-check';
import { concat } from '../src/codec/bytes.ts';
import { encodeFrame, shortestForm, type FrameFields } from '../src/codec/websocket/encode.ts';
import type { Extended } from '../src/codec/websocket/layout.ts';
import { REQUEST, RESPONSE } from './vectors/handshake.ts';

/** A handshake, and answers that are none. */
const HEADS = [
  REQUEST,
  RESPONSE,
  'GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n',
  'HTTP/1.1 103 Early Hints\r\n\r\n',
  'HTTP/1.1 400 Bad Request\r\nContent-Length: 2\r\n\r\n',
].map((head) => new TextEncoder().encode(head));

const FORMS: readonly Extended[] = [0, 16, 64];

const payload = fc.oneof(
  { weight: 8, arbitrary: fc.uint8Array({ maxLength: 40 }) },
  { weight: 2, arbitrary: fc.uint8Array({ minLength: 120, maxLength: 300, size: 'max' }) },
  {
    weight: 1,
    arbitrary: fc
      .integer({ min: 65_530, max: 65_545 })
      .map((n) => new Uint8Array(n).fill(n & 0xff)),
  },
);

/** Any frame that bytes can say, legal or not: any flags, any opcode, any length form that holds the payload. */
export const anyFrame: fc.Arbitrary<FrameFields> = payload.chain((payload) =>
  fc.record({
    fin: fc.boolean(),
    rsv1: fc.boolean(),
    rsv2: fc.boolean(),
    rsv3: fc.boolean(),
    opcode: fc.integer({ min: 0, max: 15 }),
    extended: fc.constantFrom(...FORMS.filter((form) => form >= shortestForm(payload.length))),
    maskKey: fc.option(fc.uint8Array({ minLength: 4, maxLength: 4 }), { nil: null }),
    payload: fc.constant(payload),
  }),
);

/** Small frames, many of them: what streams are made of. */
export const smallFrame: fc.Arbitrary<FrameFields> = fc.record({
  fin: fc.boolean(),
  rsv1: fc.boolean(),
  rsv2: fc.constant(false),
  rsv3: fc.constant(false),
  opcode: fc.constantFrom(0, 0, 1, 1, 2, 3, 8, 9, 10, 11),
  extended: fc.constantFrom(...FORMS),
  maskKey: fc.option(fc.constantFrom(Uint8Array.of(0, 0, 0, 0), Uint8Array.of(1, 2, 3, 4)), {
    nil: null,
  }),
  payload: fc.uint8Array({ maxLength: 12 }),
});

/** Random bytes, and bytes that look like frames with a few of them changed. */
export const hostileBytes: fc.Arbitrary<Uint8Array> = fc.uint8Array({ maxLength: 200 });

/** Heads of HTTP and frames, in any order and number: what the bytes of a connection may be. */
export const anyConversation: fc.Arbitrary<Uint8Array> = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: smallFrame.map((frame) => encodeFrame(frame)) },
      { weight: 1, arbitrary: fc.constantFrom(...HEADS) },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 8 }) },
    ),
    { maxLength: 12 },
  )
  .map(concat);
