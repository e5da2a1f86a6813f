import * as fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { utf8Of } from '../../../src/codec/utf8.ts';
import type { DeflateSide } from '../../../src/codec/websocket/deflate.ts';
import { createDeflater } from '../../../src/codec/websocket/deflater.ts';
import { Opcode } from '../../../src/codec/websocket/layout.ts';
import {
  createMessageReader,
  MOST_CHECKPOINTS,
} from '../../../src/codec/websocket/message-reader.ts';
import { startsMessage, type Message } from '../../../src/codec/websocket/message.ts';
import {
  ANEW,
  compressedFrames,
  fragments,
  scanned,
  streamOf,
  TAKEOVER,
  type Stream,
} from './compressed-streams.ts';

/** What readers ask of their inflaters. */
const count = vi.hoisted(() => ({ saves: 0, inflated: 0 }));

vi.mock(import('../../../src/codec/websocket/deflate.ts'), async (load) => {
  const original = await load();
  const createInflater: typeof original.createInflater = (...given) => {
    const inflater = original.createInflater(...given);
    return {
      get history() {
        return inflater.history;
      },
      inflate(...payload) {
        count.inflated++;
        return inflater.inflate(...payload);
      },
      lose() {
        inflater.lose();
      },
      save() {
        count.saves++;
        return inflater.save();
      },
    };
  };
  return { ...original, createInflater };
});

beforeEach(() => void Object.assign(count, { saves: 0, inflated: 0 }));

const firstsOf = ({ index }: Stream): number[] =>
  Array.from({ length: index.length }, (_, i) => i).filter((i) => startsMessage(index, i));

const readerOf = ({ bytes, index }: Stream, side: DeflateSide | null, most?: number) =>
  createMessageReader(bytes, index, side, most);

/** What one message was, as its sender meant it. */
interface Said {
  readonly payload: Uint8Array;
  readonly compressed: boolean;
  readonly cuts: readonly number[];
  /** Bytes that are no DEFLATE in place of the compressed ones. */
  readonly broken: boolean;
}

const words = fc
  .array(fc.constantFrom('price ', 'symbol ', 'WIRE ', '你好', '{"', 'tick', '101'), {
    maxLength: 40,
  })
  .map((parts) => utf8Of(parts.join('')));

const said: fc.Arbitrary<Said> = fc.record({
  payload: fc.oneof({ weight: 5, arbitrary: words }, fc.uint8Array({ maxLength: 50 })),
  compressed: fc.boolean(),
  cuts: fc.array(fc.nat(30), { maxLength: 2 }).map((cuts) => cuts.sort((a, b) => a - b)),
  broken: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
});

function streamSaying(all: readonly Said[], side: DeflateSide): Stream {
  const { deflate } = createDeflater(side);
  const frames = all.flatMap(({ payload, compressed, cuts, broken }) => {
    const wire = !compressed ? payload : broken ? Uint8Array.of(0xff, 0xff) : deflate(payload);
    const within = cuts.filter((cut) => cut <= wire.length);
    return fragments(wire, within, { opcode: Opcode.binary, rsv1: compressed });
  });
  return streamOf(frames);
}

const sides = fc.record({
  windowBits: fc.constantFrom(8, 9, 12, 15),
  noContextTakeover: fc.boolean(),
});

describe('messages read', { timeout: 60_000 }, () => {
  it('are what was said', () => {
    fc.assert(
      fc.property(fc.array(said, { maxLength: 20 }), sides, (all, side) => {
        const right = all.map((one) => ({ ...one, broken: false }));
        const stream = streamSaying(right, side);
        const reader = readerOf(stream, side);
        const read = firstsOf(stream).map((first) => reader.read(first)!);
        expect(read.map(({ payload }) => payload)).toEqual(right.map(({ payload }) => payload));
        expect(read.map(({ compressed }) => compressed)).toEqual(
          right.map(({ compressed }) => compressed),
        );
        expect(read.every(({ complete, fault }) => complete && fault === null)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['few', { minLength: 1, maxLength: 20 }, 300],
    // More than there are between two checkpoints.
    ['many', { minLength: 150, maxLength: 300, size: 'max' }, 15],
  ] as const)(
    'in any order, however often, are the same as one after the other, faults and all: %s',
    (_, length, numRuns) => {
      fc.assert(
        fc.property(
          fc.array(said, length),
          sides,
          fc.array(fc.nat(1000), { maxLength: 30 }),
          fc.nat(20),
          (all, side, order, cut) => {
            const { bytes } = streamSaying(all, side);
            const stream = scanned(bytes.subarray(0, Math.max(bytes.length - cut, 0)));
            const firsts = firstsOf(stream);
            if (firsts.length === 0) return;
            const sequential = readerOf(stream, side);
            const whole = firsts.map((first) => sequential.read(first));
            const random = readerOf(stream, side);
            for (const choice of order) {
              const i = choice % firsts.length;
              expect(random.read(firsts[i]!)).toEqual(whole[i]);
            }
          },
        ),
        { numRuns },
      );
    },
  );

  it('leave out those of a reserved opcode, which have no kind', () => {
    const stream = streamOf([{ payload: 'a', opcode: 3 }, { payload: 'b' }]);
    const reader = readerOf(stream, null);
    expect(reader.read(0)).toBeNull();
    expect(reader.read(1)).toMatchObject({ kind: 'text', compressed: false });
  });

  it('share the window over a compressed one of a reserved opcode, in any order', () => {
    const [first, second, third] = compressedFrames(
      ['price 101', 'price 102', 'price 103'].map(utf8Of),
      TAKEOVER,
    );
    const stream = streamOf([first!, { ...second!, opcode: 4 }, third!]);
    for (const order of [[2], [1, 2], [0, 1, 2], [2, 0, 2]]) {
      const reader = readerOf(stream, TAKEOVER);
      const last = order.map((one) => reader.read(one)).at(-1);
      expect(last?.payload).toEqual(utf8Of('price 103'));
    }
  });
});

describe('a message that is not whole', () => {
  const frames = compressedFrames(['price 101', 'price 102'].map(utf8Of), TAKEOVER);

  it('for want of its last fragment is what came of it', () => {
    const [first] = fragments(utf8Of('Hello'), [3]);
    const reader = readerOf(streamOf([first!]), null);
    expect(reader.read(0)).toMatchObject({ complete: false, wireLength: 3, frames: [0] });
  });

  it('because another began is what came before that', () => {
    const [first] = fragments(utf8Of('Hello'), [3]);
    const reader = readerOf(streamOf([first!, { payload: 'lo' }]), null);
    expect(reader.read(0)).toMatchObject({ complete: false, frames: [0] });
    expect(reader.read(1)).toMatchObject({ complete: true, frames: [1] });
  });

  it('and is compressed is inflated as far as it goes, and leaves no fault', () => {
    const { bytes, index } = streamOf(frames);
    for (let end = index.at[1]! + 2; end < bytes.length; end++) {
      const message = readerOf(scanned(bytes.subarray(0, end)), TAKEOVER).read(1)!;
      expect(message).toMatchObject({ complete: false, compressed: true, fault: null });
      expect('price 102'.startsWith(new TextDecoder().decode(message.payload))).toBe(true);
    }
  });

  it('and is compressed keeps those after it readable where they need no window', () => {
    const side = ANEW;
    const [one, two] = compressedFrames(['price 101', 'price 102'].map(utf8Of), side);
    const stream = streamOf([{ ...one!, fin: false }, two!]);
    const reader = readerOf(stream, side);
    expect(reader.read(1)!.payload).toEqual(utf8Of('price 102'));
    expect(reader.read(0)).toMatchObject({ complete: false });
  });

  it('is given up above the limit, and says so', () => {
    const stream = streamOf(compressedFrames([new Uint8Array(5000)], TAKEOVER));
    expect(readerOf(stream, TAKEOVER, 4999).read(0)).toMatchObject({
      fault: 'too-big',
      payload: { length: 4999 },
    });
    expect(readerOf(stream, TAKEOVER, 5000).read(0)).toMatchObject({ fault: null });
  });
});

describe('a long conversation with one window', { timeout: 120_000 }, () => {
  const MANY = 40_000;

  it('keeps few checkpoints, and reads any message from the one before it', () => {
    const messages = Array.from({ length: MANY }, (_, i) => utf8Of(`price ${i}`));
    const stream = streamOf(compressedFrames(messages, TAKEOVER));
    const reader = readerOf(stream, TAKEOVER);
    const textOf = (message: Message | null) => new TextDecoder().decode(message!.payload);
    expect(textOf(reader.read(MANY - 1))).toBe(`price ${MANY - 1}`);
    expect(count.inflated).toBe(MANY);
    // Twice as far apart each time there are too many: 257 at first, then half as many for as many messages.
    expect(count.saves).toBeLessThanOrEqual(2 * MOST_CHECKPOINTS);
    const spacing = 2 * Math.ceil(MANY / MOST_CHECKPOINTS);
    for (const at of [0, MANY / 2, 17, MANY - 2, MANY / 3 - (MANY % 3) / 3, 64 * 100]) {
      const first = Math.floor(at);
      count.inflated = 0;
      expect(textOf(reader.read(first))).toBe(`price ${first}`);
      expect(count.inflated).toBeLessThanOrEqual(2 * spacing);
    }
  });

  it('needs none where each message begins anew', () => {
    const stream = streamOf(
      compressedFrames(
        Array.from({ length: 500 }, () => utf8Of('a')),
        ANEW,
      ),
    );
    const reader = readerOf(stream, ANEW);
    expect(reader.read(499)!.payload).toEqual(utf8Of('a'));
    expect(count).toEqual({ saves: 0, inflated: 1 });
  });
});
