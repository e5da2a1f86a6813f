import fc from 'fast-check';
import { deflateRawSync, constants } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bytesOfHex, concat } from '../../../src/codec/bytes.ts';
import { looseTextOf, utf8Of } from '../../../src/codec/utf8.ts';
import {
  createInflater,
  TAIL,
  type Checkpoint,
  type DeflateSide,
} from '../../../src/codec/websocket/deflate.ts';
import { createDeflater } from '../../../src/codec/websocket/deflater.ts';
import { MOST_WINDOW } from '../../../src/codec/websocket/window.ts';
import { DEFLATE_VECTORS } from '../../vectors/deflate.ts';
import { latin, messagesOf } from './deflate-node.ts';

const TAKEOVER: DeflateSide = { windowBits: 15, noContextTakeover: false };
const ANEW: DeflateSide = { windowBits: 15, noContextTakeover: true };
const MIB = 1024 * 1024;

const compressed = (side: DeflateSide, messages: readonly Uint8Array[]): Uint8Array[] => {
  const { deflate } = createDeflater(side);
  return messages.map(deflate);
};

/** A message of zeros that compresses a thousandfold. */
const zeros = (length: number) =>
  deflateRawSync(new Uint8Array(length), { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, -4);

describe('inflating', () => {
  it.each(DEFLATE_VECTORS)('reads RFC 7692 §$section: $name', ({ messages }) => {
    const inflater = createInflater(TAKEOVER, 100);
    for (const { fragments, text } of messages) {
      const inflated = inflater.inflate(concat(fragments));
      expect(inflated).toEqual({ ok: true, bytes: utf8Of(text), whole: true });
    }
  });

  it.each([8, 9, 15])('begins with an empty window each time, %i bits', (windowBits) => {
    const side = { windowBits, noContextTakeover: true };
    const messages = messagesOf(windowBits, 50);
    const inflater = createInflater(side, MIB);
    const { inflate } = inflater;
    const got = compressed(side, messages).map((payload) => inflate(payload));
    expect(got.map(({ bytes }) => latin(bytes))).toEqual(messages.map(latin));
    expect(inflater.history).toBe(0);
    expect(inflate(bytesOfHex('f2 00 11 00 00'))).toMatchObject({ fault: 'not-deflate' });
    expect(inflate(bytesOfHex('f2 48 cd c9 c9 07 00'))).toMatchObject({ ok: true });
  });

  it('says how far back a message may reach', () => {
    const inflater = createInflater(TAKEOVER, MIB);
    expect(inflater.history).toBe(0);
    inflater.inflate(bytesOfHex('f2 48 cd c9 c9 07 00'));
    expect(inflater.history).toBe(5);
    inflater.inflate(zeros(100_000));
    expect(inflater.history).toBe(MOST_WINDOW);
  });

  it('says where data end inside a block, and begins the next message with a block', () => {
    const { inflate } = createInflater(TAKEOVER, 100);
    for (const payload of ['f2 48 cd c9 c9 07', 'f2 48 cd c9 c9 07 00 00 00 ff ff', '']) {
      const text = payload === '' ? '' : 'Hello';
      expect(inflate(bytesOfHex(payload))).toEqual({
        ok: true,
        bytes: utf8Of(text),
        whole: false,
      });
    }
    expect(looseTextOf(inflate(bytesOfHex('f2 00 11 00 00')).bytes)).toBe('Hello');
  });

  it('gives what there is of a message whose end never came', () => {
    const { inflate } = createInflater(TAKEOVER, 100);
    const inflated = inflate(bytesOfHex('f2 48 cd c9'), false);
    expect(inflated).toEqual({ ok: true, bytes: utf8Of('Hel'), whole: false });
  });
});

describe('a lost window', () => {
  const messages = ['Hello, Hello', 'Hello, you', 'quite new', 'quite new, Hello'].map(utf8Of);

  it('is told from bad data, and messages that do without it are read', () => {
    const [first, second] = compressed(TAKEOVER, messages);
    const own = createDeflater(TAKEOVER);
    const [third, fourth] = [own.deflate(messages[2]!), own.deflate(messages[2]!)];
    const inflater = createInflater(TAKEOVER, 100);
    expect(inflater.inflate(first!).ok).toBe(true);
    expect(inflater.inflate(Uint8Array.of(0xff))).toMatchObject({ fault: 'not-deflate' });
    expect(inflater.history).toBe(MOST_WINDOW);
    expect(inflater.inflate(second!)).toMatchObject({ fault: 'lost-window' });
    expect(inflater.inflate(third)).toMatchObject({ ok: true, bytes: messages[2] });
    expect(inflater.inflate(fourth)).toMatchObject({ ok: true, bytes: messages[2] });
    expect(inflater.inflate(Uint8Array.of(0xff))).toMatchObject({ fault: 'not-deflate' });
  });

  it('is whole again after 32 KiB', () => {
    const inflater = createInflater(TAKEOVER, MIB);
    inflater.inflate(Uint8Array.of(0xff));
    expect(inflater.save().lost).toBe(true);
    inflater.inflate(zeros(MOST_WINDOW));
    expect(inflater.save().lost).toBe(false);
  });

  it('is no excuse for the first message, nor without takeover', () => {
    for (const side of [TAKEOVER, ANEW]) {
      const { inflate } = createInflater(side, 100);
      expect(inflate(bytesOfHex('f2 00 11 00 00'))).toMatchObject({ fault: 'not-deflate' });
    }
    const { inflate } = createInflater(ANEW, 100);
    inflate(Uint8Array.of(0xff));
    expect(inflate(bytesOfHex('f2 00 11 00 00'))).toMatchObject({ fault: 'not-deflate' });
  });

  it('comes of a message that is too big', () => {
    const { inflate } = createInflater(TAKEOVER, 10);
    const [first, second] = compressed(TAKEOVER, messages);
    expect(inflate(first!)).toEqual({
      ok: false,
      fault: 'too-big',
      bytes: messages[0]!.slice(0, 10),
    });
    expect(inflate(second!)).toMatchObject({ fault: 'lost-window' });
  });
});

describe('the most a message may inflate to', () => {
  it.each([0, 1, 16_383, 16_384, 16_385, 40_000])('is %i bytes, and not one more', (most) => {
    const at = createInflater(ANEW, most).inflate(zeros(most));
    expect([at.ok, at.bytes.length]).toEqual([true, most]);
    const above = createInflater(ANEW, most).inflate(zeros(most + 1));
    expect(above).toMatchObject({ ok: false, fault: 'too-big' });
    expect(above.bytes.length).toBe(most);
  });

  it('stops 256 MiB of zeros in bounded memory', () => {
    const bomb = concat(Array.from({ length: 16 }, () => concat([zeros(16 * MIB), TAIL])));
    const before = process.memoryUsage().arrayBuffers;
    const inflated = createInflater(TAKEOVER, MIB).inflate(bomb);
    expect(inflated).toMatchObject({ ok: false, fault: 'too-big' });
    expect(inflated.bytes.length).toBe(MIB);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(4 * MIB);
  });
});

describe('a checkpoint', () => {
  const payloads = fc.array(
    fc.oneof(
      { weight: 6, arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => ({ bytes })) },
      { weight: 2, arbitrary: fc.integer({ min: 0, max: 40_005 }).map((run) => ({ run })) },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 9 }).map((junk) => ({ junk })) },
    ),
    { minLength: 1, maxLength: 25 },
  );

  it('goes on as if from the beginning, faults and all', () => {
    fc.assert(
      fc.property(payloads, fc.integer({ min: 8, max: 15 }), fc.boolean(), (given, bits, anew) => {
        const side = { windowBits: bits, noContextTakeover: anew };
        const { deflate } = createDeflater(side);
        const wire = given.map((one) =>
          'junk' in one
            ? one.junk
            : deflate('run' in one ? new Uint8Array(one.run).fill(7) : one.bytes),
        );
        const inflater = createInflater(side, 40_000);
        const checkpoints: Checkpoint[] = [];
        const inOrder = wire.map((payload) => {
          checkpoints.push(inflater.save());
          const { history } = inflater;
          const { bytes, ...verdict } = inflater.inflate(payload);
          return { history, inflated: { ...verdict, bytes: latin(bytes) } };
        });
        for (const [n, expected] of inOrder.entries()) {
          const later = createInflater(side, 40_000, checkpoints[n]);
          expect(later.history).toBe(expected.history);
          const { bytes, ...verdict } = later.inflate(wire[n]!);
          expect({ ...verdict, bytes: latin(bytes) }).toEqual(expected.inflated);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('is the last 32 KiB at most', () => {
    const inflater = createInflater(TAKEOVER, MIB);
    const messages = messagesOf(1, 40, 20_000);
    for (const payload of compressed(TAKEOVER, messages)) inflater.inflate(payload);
    const { window, lost } = inflater.save();
    expect(lost).toBe(false);
    expect(latin(window)).toBe(latin(concat(messages).slice(-MOST_WINDOW)));
  });
});
