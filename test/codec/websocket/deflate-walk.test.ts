import fc from 'fast-check';
import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bytesOfHex, concat } from '../../../src/codec/bytes.ts';
import { createInflater, TAIL } from '../../../src/codec/websocket/deflate.ts';
import { MOST_BLOCKS, walkDeflate } from '../../../src/codec/websocket/inflate-walk.ts';
import { DEFLATE_VECTORS } from '../../vectors/deflate.ts';
import { chance, messagesOf } from './deflate-node.ts';

const walk = (payload: Uint8Array, historyLength = 0, windowBits = 15) =>
  walkDeflate(payload, { windowBits, historyLength });
const walkHex = (hex: string, historyLength = 0, windowBits = 15) =>
  walk(bytesOfHex(hex), historyLength, windowBits);

describe('walking blocks', () => {
  it.each(DEFLATE_VECTORS)('finds the blocks of RFC 7692 §$section: $name', ({ messages }) => {
    let history = 0;
    for (const { fragments, text, blocks } of messages) {
      const payload = concat(fragments);
      const found = walk(payload, history);
      history += text.length;
      expect(found.blocks.map(({ type }) => type)).toEqual(blocks);
      expect(found.blocks.at(-1)).toMatchObject({ final: false, outputLength: 0 });
      expect(found.blocks.at(-1)?.end).toBe((payload.length + TAIL.length) * 8);
      expect(found).toMatchObject({ fault: null, beyondHistory: null, beyondWindow: null });
      expect(found.outputLength).toBe(text.length);
    }
  });

  it('tells where each begins and ends, and what is in it', () => {
    expect(walkHex('f2 00 11 00 00', 5).blocks).toEqual([
      { type: 'fixed', final: false, start: 0, end: 31, literals: 1, matches: 1, outputLength: 5 },
      {
        type: 'stored',
        final: false,
        start: 31,
        end: 72,
        literals: 0,
        matches: 0,
        outputLength: 0,
      },
    ]);
    expect(walkHex('00 05 00 fa ff 48 65 6c 6c 6f 00').blocks[0]).toEqual({
      type: 'stored',
      final: false,
      start: 0,
      end: 80,
      literals: 5,
      matches: 0,
      outputLength: 5,
    });
  });

  it('begins a block after a final one at a byte', () => {
    const { blocks } = walkHex('f3 48 cd c9 c9 07 00 00');
    expect(blocks.map(({ final, start, end }) => [final, start, end])).toEqual([
      [true, 0, 50],
      [false, 56, 96],
    ]);
  });

  it('follows each other without a gap', () => {
    for (const message of messagesOf(11, 50, 200_000)) {
      const options = { finishFlush: constants.Z_SYNC_FLUSH, memLevel: 1 };
      const payload = deflateRawSync(message, options).subarray(0, -4);
      const { blocks, outputLength } = walk(payload);
      expect(blocks.map(({ end }) => end).slice(0, -1)).toEqual(
        blocks.map(({ start }) => start).slice(1),
      );
      expect(blocks.reduce((sum, block) => sum + block.outputLength, 0)).toBe(outputLength);
      expect(outputLength).toBe(message.length);
    }
  });

  it('counts blocks that it does not keep', () => {
    const { blocks, blockCount } = walk(
      Uint8Array.from({ length: 40_000 }, (_, i) => 3 * (1 - (i & 1))),
    );
    expect([blocks.length, blockCount]).toEqual([MOST_BLOCKS, 20_001]);
  });
});

describe('faults of blocks', () => {
  it.each([
    ['block-type', 'ff', [0, 3]],
    ['block-type', 'f2 48 cd c9 c9 07 18', [50, 53]],
    ['stored-length', '00 05 00 fa fe 48', [0, 40]],
    ['literal-code', '1b 03', [3, 11]],
    ['distance-code', 'f2 00 3d 00 00', [11, 23]],
    ['code-counts', 'fc ff', [0, 17]],
    ['code-lengths', '04 00 fe ff 00 00', [0, 29]],
    ['ends-in-header', '', [0, 24]],
    ['ends-in-block', '00 ff ff 00 00 48', [0, 80]],
  ])('%s: %s', (kind, hex, [start, end]) => {
    expect(walkHex(hex).fault).toEqual({ kind, start, end });
  });

  it('finds the first back-reference to before the history', () => {
    const hex = 'f2 00 11 00 00';
    expect(walkHex(hex).beyondHistory).toEqual({ start: 11, end: 24 });
    expect(walkHex(hex, 3).beyondHistory).toEqual({ start: 11, end: 24 });
    expect(walkHex(hex, 4).beyondHistory).toBeNull();
  });

  it('finds the first back-reference beyond the window', () => {
    const random = chance(1);
    const noise = Uint8Array.from({ length: 1024 }, () => random() * 256);
    const repeated = concat([noise, noise]);
    const payload = deflateRawSync(repeated, { finishFlush: constants.Z_SYNC_FLUSH }).subarray(
      0,
      -4,
    );
    expect(walk(payload, 0, 10).beyondWindow).toBeNull();
    expect(walk(payload, 0, 9).beyondWindow).not.toBeNull();
    expect(walk(payload, 0, 9).beyondHistory).toBeNull();
  });
});

/** Payloads of every kind, each with a byte or some changed, cut out or put in. */
function corrupted(count: number): Uint8Array[] {
  const random = chance(99);
  const messages = messagesOf(12, 250, 1500);
  const ways = [{}, { strategy: constants.Z_FIXED }, { level: 0 }, { memLevel: 1 }];
  return Array.from({ length: count }, (_, n) => {
    const options = { finishFlush: constants.Z_SYNC_FLUSH, ...ways[n % ways.length] };
    const payload = Array.from(deflateRawSync(messages[n % 250]!, options).subarray(0, -4));
    for (let faults = 1 + (n % 3); faults > 0; faults--) {
      const at = Math.floor(random() ** 2 * payload.length);
      const way = Math.floor(random() * 4);
      if (way === 0) payload[at]! ^= 1 << Math.floor(random() * 8);
      else if (way === 1) payload[at] = random() * 256;
      else if (way === 2) payload.splice(at, 1 + Math.floor(random() * 5));
      else payload.splice(at, 0, random() * 256);
    }
    return Uint8Array.from(payload);
  });
}

const nodeReads = (payload: Uint8Array): number | null => {
  try {
    return inflateRawSync(concat([payload, TAIL]), { finishFlush: constants.Z_SYNC_FLUSH }).length;
  } catch {
    return null;
  }
};

/** True where the code for code lengths, RFC 1951 §3.2.7, of the dynamic block at bit `start` has no code at all. */
function hasNoCodes(payload: Uint8Array, start: number): boolean {
  const bytes = concat([payload, TAIL]);
  const bitsAt = (at: number, count: number) =>
    Array.from({ length: count }, (_, i) => (bytes[(at + i) >> 3]! >> ((at + i) & 7)) & 1);
  const [a, b, c, d] = bitsAt(start + 13, 4);
  const lengths = 4 + a! + 2 * b! + 4 * c! + 8 * d!;
  return bitsAt(start + 17, lengths * 3).every((bit) => bit === 0);
}

type Verdict = 'whole' | 'unfinished' | 'bad';

/** The walker and the inflater on one payload. They agree, but for one thing that is explained here. */
function compare(payload: Uint8Array): { verdict: Verdict; outputLength: number; final: boolean } {
  const { fault, beyondHistory, outputLength, blocks } = walk(payload);
  const early = fault !== null && !fault.kind.startsWith('ends-');
  const verdict = early || beyondHistory !== null ? 'bad' : fault === null ? 'whole' : 'unfinished';
  const side = { windowBits: 15, noContextTakeover: true };
  const inflated = createInflater(side, 2 ** 24).inflate(payload);
  const said = !inflated.ok ? 'bad' : inflated.whole ? 'whole' : 'unfinished';
  if (said === 'unfinished' && fault?.kind === 'code-lengths') {
    // zlib reads a length of 0 from each bit where there is no code, and notices after the last of them.
    expect(hasNoCodes(payload, fault.start)).toBe(true);
  } else expect(said).toBe(verdict);
  if (inflated.ok) expect(inflated.bytes.length).toBe(outputLength);
  return { verdict: said, outputLength, final: blocks.some((block) => block.final) };
}

describe('the walker and two inflaters', () => {
  it('agree on 5,000 corrupted payloads', { timeout: 60_000 }, () => {
    const counts = { whole: 0, unfinished: 0, bad: 0 };
    for (const payload of corrupted(5000)) {
      const { verdict, outputLength, final } = compare(payload);
      counts[verdict]++;
      // A final block ends what node:zlib reads; in a message others follow it, RFC 7692 §7.2.1.
      if (!final) expect(nodeReads(payload)).toBe(verdict === 'bad' ? null : outputLength);
    }
    expect(Math.min(...Object.values(counts))).toBeGreaterThan(500);
  });

  it('take any bytes, and agree', { timeout: 60_000 }, () => {
    const any = fc.uint8Array({ maxLength: 200 });
    fc.assert(
      fc.property(any, (payload) => void compare(payload)),
      { numRuns: 3000 },
    );
  });
});

describe('the time of a walk', () => {
  it('goes with the payload, not with what it would give', { timeout: 60_000 }, () => {
    const options = { finishFlush: constants.Z_SYNC_FLUSH };
    const part = deflateRawSync(new Uint8Array(2 ** 24), options);
    const bomb = concat(Array.from({ length: 16 }, () => part));
    expect(walk(bomb).outputLength).toBe(2 ** 28);
  });

  it.each([
    ['final blocks', [0x03, 0x00]],
    ['stored blocks', [0x00, 0x00, 0x00, 0xff, 0xff]],
    ['empty fixed blocks', [0x02, 0x08, 0x20, 0x80, 0x00]],
  ])('is bounded for nothing but %s', { timeout: 60_000 }, (_, blocks) => {
    const payload = Uint8Array.from({ length: 2 ** 20 }, (_, i) => blocks[i % blocks.length]!);
    expect(walk(payload).blockCount).toBeGreaterThan(200_000);
    expect(compare(payload).outputLength).toBe(0);
  });
});
