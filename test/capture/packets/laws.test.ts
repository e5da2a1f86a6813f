import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Packet } from '../../../src/capture/packets/packet-reader.ts';
import { HANDSHAKE, notesIn, readPackets, segment, textOf } from './talk.ts';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz';
const streamOf = (length: number, from: number): string =>
  Array.from({ length }, (_, i) => ALPHABET[(i * 7 + from) % 26]).join('');

interface Stretch {
  readonly mark: '>' | '<';
  readonly from: number;
  readonly length: number;
}

const ASKED = streamOf(300, 0);
const ANSWERED = streamOf(500, 5);

const packetOf = ({ mark, from, length }: Stretch): Packet => {
  const text = mark === '>' ? ASKED : ANSWERED;
  // Nothing is acknowledged, so nothing counts as missing before the end.
  return segment(mark, 'A', from, 0, text.slice(from, from + length));
};

/** Cuts a stream into segments, in order. */
const cuts = (mark: '>' | '<', length: number): fc.Arbitrary<Stretch[]> =>
  fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 30 }).map((sizes) => {
    const parts: Stretch[] = [];
    let from = 0;
    for (let i = 0; from < length; i++) {
      const size = Math.min(sizes[i % sizes.length]!, length - from);
      parts.push({ mark, from, length: size });
      from += size;
    }
    return parts;
  });

/** Stretches sent again: any part of either stream. */
const again: fc.Arbitrary<Stretch> = fc.oneof(
  fc.record({
    mark: fc.constant('>' as const),
    from: fc.nat(290),
    length: fc.integer({ min: 1, max: 10 }),
  }),
  fc.record({
    mark: fc.constant('<' as const),
    from: fc.nat(440),
    length: fc.integer({ min: 1, max: 60 }),
  }),
);

const everything = fc
  .tuple(cuts('>', ASKED.length), cuts('<', ANSWERED.length), fc.array(again, { maxLength: 20 }))
  .chain(([asked, answered, more]) =>
    fc.shuffledSubarray([...asked, ...answered, ...more], {
      minLength: asked.length + answered.length + more.length,
    }),
  );

test('segments in any order, and any of them again, give the streams that were sent', () =>
  fc.assert(
    fc.property(everything, (stretches) => {
      const result = readPackets([...HANDSHAKE, ...stretches.map(packetOf)]);
      expect(result.connections).toHaveLength(1);
      expect(textOf(result.connections[0], '>')).toBe(ASKED);
      expect(textOf(result.connections[0], '<')).toBe(ANSWERED);
      expect(result.connections[0]!.gaps).toEqual([]);
      expect(notesIn(result)).toEqual([]);
    }),
  ));

test('of segments of which some are lost, all other bytes are in their place, and the gaps are what is lost', () =>
  fc.assert(
    fc.property(everything, fc.array(fc.boolean(), { minLength: 10 }), (stretches, kept) => {
      const there = stretches.filter((_, i) => kept[i % kept.length]);
      const seen = Array.from(ASKED, () => '\0');
      for (const { mark, from, length } of there) {
        if (mark === '>') for (let i = from; i < from + length; i++) seen[i] = ASKED[i]!;
      }
      const result = readPackets([...HANDSHAKE, ...there.map(packetOf)]);
      const stream = textOf(result.connections[0], '>');
      const last = seen.findLastIndex((character) => character !== '\0');
      expect(stream).toBe(seen.slice(0, last + 1).join(''));
      const gaps = result.connections[0]!.gaps.filter(
        ({ direction }) => direction === 'client-to-server',
      );
      const missing = gaps.flatMap(({ start, end }) =>
        Array.from({ length: end - start }, (_, i) => start + i),
      );
      expect(missing).toEqual(
        Array.from(stream, (character, i) => (character === '\0' ? i : -1)).filter((i) => i >= 0),
      );
    }),
  ));

test('acknowledgements at any time change no byte that was captured', () =>
  fc.assert(
    fc.property(
      everything,
      fc.array(fc.nat(ASKED.length), { maxLength: 20 }),
      (stretches, acks) => {
        const packets = stretches.map(packetOf);
        acks.forEach((ack, i) =>
          packets.splice((i * 13) % packets.length, 0, segment('<', 'A', 0, ack)),
        );
        const { connections } = readPackets([...HANDSHAKE, ...packets]);
        expect(textOf(connections[0], '>')).toBe(ASKED);
        expect(textOf(connections[0], '<')).toBe(ANSWERED);
        expect(connections[0]!.gaps).toEqual([]);
      },
    ),
  ));
