import { constants, type ZlibOptions } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createInflater, type DeflateSide } from '../../../src/codec/websocket/deflate.ts';
import { judgeDeflate, needsJudging } from '../../../src/codec/websocket/deflate-rules.ts';
import { createDeflater } from '../../../src/codec/websocket/deflater.ts';
import { walkDeflate } from '../../../src/codec/websocket/inflate-walk.ts';
import { deflatedByNode, inflatedByNode, latin, messagesOf } from './deflate-node.ts';

const MIB = 1024 * 1024;
const SIDES: readonly DeflateSide[] = [9, 10, 11, 12, 13, 14, 15].flatMap((windowBits) => [
  { windowBits, noContextTakeover: false },
  { windowBits, noContextTakeover: true },
]);
const nameOf = ({ windowBits, noContextTakeover }: DeflateSide) =>
  `${String(windowBits)} bits, ${noContextTakeover ? 'anew' : 'takeover'}`;
const NAMED = SIDES.map((side) => [nameOf(side), side] as const);

/** Inflates, walks and judges in order: all agree with the messages, and no rule is broken. */
function expectRead(
  payloads: readonly Uint8Array[],
  messages: readonly Uint8Array[],
  side: DeflateSide,
) {
  const inflater = createInflater(side, MIB);
  const wrong = payloads.flatMap((payload, n) => {
    const historyLength = inflater.history;
    const inflated = inflater.inflate(payload);
    const walk = walkDeflate(payload, { windowBits: side.windowBits, historyLength });
    const options = { side, historyLength, inflated };
    const findings = judgeDeflate(payload, options);
    const right =
      inflated.ok &&
      inflated.whole &&
      latin(inflated.bytes) === latin(messages[n]!) &&
      walk.outputLength === messages[n]!.length &&
      findings.length === 0;
    return right ? [] : [{ n, ok: inflated.ok, walk, findings, needs: needsJudging(options) }];
  });
  expect(wrong).toEqual([]);
}

describe('what node:zlib compresses', () => {
  it.each(NAMED)('is read: 1,000 messages, %s', { timeout: 60_000 }, async (_, side) => {
    const messages = messagesOf(side.windowBits, 1000, 1500);
    expectRead(await deflatedByNode(messages, side), messages, side);
  });

  it.each<readonly [string, ZlibOptions]>([
    ['little memory', { memLevel: 1 }],
    ['much memory', { memLevel: 9, level: 9 }],
    ['fixed codes alone', { strategy: constants.Z_FIXED }],
    ['no matches', { strategy: constants.Z_HUFFMAN_ONLY }],
    ['runs alone', { strategy: constants.Z_RLE }],
    ['stored blocks', { level: 0 }],
    ['the fastest', { level: 1 }],
  ])('is read: %s', { timeout: 60_000 }, async (_, options) => {
    for (const side of [SIDES[0]!, SIDES.at(-2)!, SIDES.at(-1)!]) {
      const messages = messagesOf(7, 60, 20_000);
      expectRead(await deflatedByNode(messages, side, options), messages, side);
    }
  });

  it('is read each direction by its own parameters', async () => {
    const client = { windowBits: 9, noContextTakeover: true };
    const server = { windowBits: 15, noContextTakeover: false };
    for (const side of [client, server]) {
      const messages = messagesOf(3, 100);
      expectRead(await deflatedByNode(messages, side), messages, side);
    }
    const repeated = Array.from({ length: 2 }, () => messagesOf(4, 1)[0]!);
    const [, second] = await deflatedByNode(repeated, server);
    expect(createInflater(client, MIB).inflate(second!)).toMatchObject({ fault: 'not-deflate' });
  });
});

describe('what the deflater compresses', () => {
  it.each([...NAMED, ['8 bits', { windowBits: 8, noContextTakeover: false }] as const])(
    'is read by node:zlib and breaks no rule, %s',
    { timeout: 60_000 },
    async (_, side) => {
      for (const level of [0, 1, 6, 9]) {
        const messages = messagesOf(side.windowBits + level, 40, 5000);
        const { deflate } = createDeflater(side, level);
        const payloads = messages.map(deflate);
        expectRead(payloads, messages, side);
        expect((await inflatedByNode(payloads, side)).map(latin)).toEqual(messages.map(latin));
      }
    },
  );

  it('is as short as what node:zlib makes', async () => {
    const side = { windowBits: 15, noContextTakeover: false };
    const messages = messagesOf(5, 300);
    const sum = (payloads: readonly Uint8Array[]) => payloads.reduce((n, p) => n + p.length, 0);
    const own = sum(messages.map(createDeflater(side).deflate));
    expect(own).toBeLessThan(sum(await deflatedByNode(messages, side)) * 1.01);
  });
});
