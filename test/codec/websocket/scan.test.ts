import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { judge } from '../../../src/codec/codec.ts';
import { concat } from '../../../src/codec/bytes.ts';
import { createHead, readHead } from '../../../src/codec/websocket/layout.ts';
import {
  advance,
  createContext,
  FRAME_RULES,
  type StreamContext,
} from '../../../src/codec/websocket/rules.ts';
import { createScanner, type FrameIndex } from '../../../src/codec/websocket/scan.ts';

/** Frames as they come and as they should not: all first bytes, short and long, keys that are zero or come again. */
const frame: fc.Arbitrary<Uint8Array> = fc
  .record({
    b0: fc.oneof(
      fc.constantFrom(0x81, 0x82, 0x01, 0x00, 0x80, 0x89, 0x88),
      fc.integer({ min: 0, max: 255 }),
    ),
    masked: fc.boolean(),
    key: fc.constantFrom(0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff),
    length: fc.oneof(fc.constantFrom(0, 1, 2, 125), fc.integer({ min: 126, max: 300 })),
  })
  .map(({ b0, masked, key, length }) => {
    const bytes = new Uint8Array(2 + (length > 125 ? 2 : 0) + (masked ? 4 : 0) + length);
    const view = new DataView(bytes.buffer);
    bytes[0] = b0;
    bytes[1] = (masked ? 0x80 : 0) | Math.min(length, 126);
    if (length > 125) view.setUint16(2, length);
    if (masked) view.setUint32(length > 125 ? 4 : 2, key);
    return bytes;
  });

/** Frames of few kinds, one after the other, so that most are known from others before. */
const stream: fc.Arbitrary<Uint8Array> = fc
  .array(frame, { minLength: 1, maxLength: 6 })
  .chain((kinds) => fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 60 }))
  .chain((frames) => {
    const whole = concat(frames);
    return fc.oneof(
      fc.constant(whole),
      fc.integer({ min: 0, max: whole.length }).map((end) => whole.subarray(0, end)),
    );
  });

/** What the standard says of each frame, one by one and rule by rule. */
function judged(bytes: Uint8Array, context: StreamContext): number[][] {
  const rows: number[][] = [];
  const head = createHead();
  for (let at = 0; readHead(bytes, at, bytes.length, head);) {
    const verdict = judge(FRAME_RULES, head, context) >>> 0;
    const message = advance(context, head);
    rows.push([at, (head.b0 << 8) | head.b1, head.payloadLength, message, verdict]);
    at = head.payloadAt + head.payloadLength;
  }
  return rows;
}

const rowsOf = ({ length, at, head, payloadLength, message, verdict }: FrameIndex): number[][] =>
  Array.from({ length }, (_, i) => [at[i]!, head[i]!, payloadLength[i]!, message[i]!, verdict[i]!]);

const options = fc.record({
  deflate: fc.boolean(),
  maxPayload: fc.constantFrom(100, 200, 2 ** 31),
});

it('finds and judges what going from frame to frame, rule by rule, does, in steps of any size', () => {
  fc.assert(
    fc.property(
      stream,
      fc.constantFrom('client' as const, 'server' as const),
      options,
      fc.integer({ min: 1, max: 70 }),
      (bytes, sender, options, frames) => {
        const [scanned, walked] = [createContext(sender, options), createContext(sender, options)];
        const scanner = createScanner(bytes, scanned);
        while (scanner.step(frames));
        expect(rowsOf(scanner.finish().index)).toEqual(judged(bytes, walked));
        expect(scanned).toEqual(walked);
      },
    ),
    { numRuns: 2000 },
  );
});
