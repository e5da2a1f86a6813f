import { constants, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bytesOfHex, concat } from '../../../src/codec/bytes.ts';
import { createInflater, type DeflateSide } from '../../../src/codec/websocket/deflate.ts';
import {
  DEFLATE_RULES,
  figureRange,
  judgeDeflate,
  needsJudging,
} from '../../../src/codec/websocket/deflate-rules.ts';
import { createDeflater } from '../../../src/codec/websocket/deflater.ts';
import { DEFLATE_VECTORS } from '../../vectors/deflate.ts';
import { chance } from './deflate-node.ts';

const TAKEOVER: DeflateSide = { windowBits: 15, noContextTakeover: false };
const HELLO = bytesOfHex('f2 48 cd c9 c9 07 00');
const AGAIN = bytesOfHex('f2 00 11 00 00');

/** What the last of these payloads breaks, the others having been sent before it. */
function findingsOf(payloads: readonly Uint8Array[], side = TAKEOVER, most = 10_000) {
  const inflater = createInflater(side, most);
  const before = payloads.slice(0, -1);
  for (const payload of before) inflater.inflate(payload);
  const last = payloads.at(-1)!;
  const historyLength = inflater.history;
  const options = { side, historyLength, inflated: inflater.inflate(last) };
  const findings = judgeDeflate(last, options);
  expect(needsJudging(options) || findings.length === 0).toBe(true);
  return findings;
}

const breaks = (hex: string, side = TAKEOVER) =>
  findingsOf([bytesOfHex(hex)], side).map(({ rule, start, end }) => [rule, start, end]);

/** So many bytes of noise, twice: the second time as references that far back. */
function repeated(length: number, windowBits = 15): Uint8Array {
  const random = chance(1);
  const noise = Uint8Array.from({ length }, () => random() * 256);
  const options = { finishFlush: constants.Z_SYNC_FLUSH, windowBits };
  return deflateRawSync(concat([noise, noise]), options).subarray(0, -4);
}

describe('the rules of compressed messages', () => {
  it('are kept by the examples of RFC 7692', () => {
    for (const { messages } of DEFLATE_VECTORS) {
      const payloads = messages.map(({ fragments }) => concat(fragments));
      for (const [n] of payloads.entries()) {
        expect(findingsOf(payloads.slice(0, n + 1))).toEqual([]);
      }
    }
  });

  it.each([
    ['a block type that is none', 'ff', ['ws/pmd-bad-deflate', 5, 8]],
    ['the end inside a block', 'f2 48', ['ws/pmd-bad-deflate', 8, 16]],
    ['a stored length that is not repeated', '00 05 00 fa fe', ['ws/pmd-bad-deflate', 0, 40]],
    ['no history', 'f2 00 11 00 00', ['ws/pmd-takeover-without-history', 8, 24]],
    [
      'the tail left on',
      'f2 48 cd c9 c9 07 00 00 00 ff ff',
      ['ws/pmd-trailer-not-stripped', 56, 88],
    ],
    [
      'an empty message, its tail left on',
      '00 00 00 ff ff',
      ['ws/pmd-trailer-not-stripped', 8, 40],
    ],
    ['five octets stripped', 'f2 48 cd c9 c9 07', ['ws/pmd-final-octet-missing', 40, 48]],
    ['nothing after a final block', 'f3 48 cd c9 c9 07 00', ['ws/pmd-final-octet-missing', 48, 56]],
    ['a payload of no octets', '', ['ws/pmd-final-octet-missing', 0, 0]],
  ])('are broken by %s', (_, hex, expected) => {
    expect(breaks(hex)).toEqual([expected]);
  });

  it('know what the side agreed to', () => {
    expect(findingsOf([HELLO, AGAIN])).toEqual([]);
    const anew = { windowBits: 15, noContextTakeover: true };
    expect(findingsOf([HELLO, AGAIN], anew)).toMatchObject([
      { rule: 'ws/pmd-takeover-without-history', severity: 'error', closeCode: 1007 },
    ]);
  });

  it('hold a side to its window', () => {
    const narrow = { windowBits: 9, noContextTakeover: false };
    expect(findingsOf([repeated(1024)])).toEqual([]);
    expect(findingsOf([repeated(1024)], narrow)).toMatchObject([
      { rule: 'ws/pmd-window-exceeded', ref: { doc: 'rfc7692', section: '7.1.2' } },
    ]);
    expect(findingsOf([repeated(400)], narrow)).toEqual([]);
    const least = { windowBits: 8, noContextTakeover: false };
    const own = createDeflater(least).deflate(new Uint8Array(2000).map((_, i) => (i * i) >> 3));
    expect(findingsOf([own], least)).toEqual([]);
  });

  it('say what inflates to too much, and the limit is the receiver’s', () => {
    const [first, ...others] = findingsOf([repeated(1024)], TAKEOVER, 2000);
    expect(first).toMatchObject({ rule: 'ws/pmd-inflates-too-big', closeCode: 1009, start: 0 });
    expect(others).toEqual([]);
  });

  it('do not blame a message for a window that was lost before it', () => {
    expect(findingsOf([HELLO, Uint8Array.of(0xff), AGAIN])).toEqual([]);
    expect(findingsOf([HELLO, Uint8Array.of(0xff), AGAIN, HELLO])).toEqual([]);
  });

  it('close a connection where they are errors, and only there', () => {
    for (const { severity, closeCode } of DEFLATE_RULES) {
      expect(closeCode === null).toBe(severity === 'warning');
    }
  });
});

describe('bits of DEFLATE in a figure', () => {
  it('stand mirrored in a byte', () => {
    expect(figureRange({ start: 0, end: 3 })).toEqual({ start: 5, end: 8 });
    expect(figureRange({ start: 11, end: 12 })).toEqual({ start: 12, end: 13 });
    expect(figureRange({ start: 8, end: 16 })).toEqual({ start: 8, end: 16 });
  });

  it('are whole bytes where there are several', () => {
    expect(figureRange({ start: 7, end: 9 })).toEqual({ start: 0, end: 16 });
    expect(figureRange({ start: 2 ** 33 + 7, end: 2 ** 33 + 9 })).toEqual({
      start: 2 ** 33,
      end: 2 ** 33 + 16,
    });
  });

  it('are none where there are none', () => {
    expect(figureRange({ start: 8, end: 8 })).toEqual({ start: 8, end: 8 });
  });
});
