import { describe, expect, it, test } from 'vitest';
import { bytesOfHex } from '../../src/codec/bytes.ts';
import { fromClient, fromServer, reportOf, type Turn } from './wire.ts';

type Place = readonly [rule: string, offset: number, bit: number, length: number];

const server = (hex: string): Turn => ['<', bytesOfHex(hex)];
const client = (hex: string): Turn => ['>', bytesOfHex(hex)];

/** Bytes with the rules they break, each with its byte, bit and number of bits. */
const CASES: readonly (readonly [
  name: string,
  turns: readonly Turn[],
  places: readonly Place[],
])[] = [
  ['RSV1', [server('c1 00')], [['ws/rsv1-without-extension', 0, 1, 1]]],
  ['RSV2', [server('a1 00')], [['ws/rsv2-set', 0, 2, 1]]],
  ['RSV3', [server('91 00')], [['ws/rsv3-set', 0, 3, 1]]],
  ['opcode 3', [server('83 00')], [['ws/opcode-reserved-data', 0, 4, 4]]],
  ['opcode 11', [server('8b 00')], [['ws/opcode-reserved-control', 0, 4, 4]]],
  ['an unmasked client', [client('81 00')], [['ws/client-frame-unmasked', 1, 0, 1]]],
  ['a masked server', [server('81 80 01 02 03 04')], [['ws/server-frame-masked', 1, 0, 1]]],
  ['16 bits for 1', [server('81 7e 00 01 41')], [['ws/length-not-minimal-16', 2, 0, 16]]],
  [
    '64 bits for 1',
    [server('81 7f 00 00 00 00 00 00 00 01 41')],
    [['ws/length-not-minimal-64', 2, 0, 64]],
  ],
  ['a Ping in fragments', [server('09 00')], [['ws/control-fragmented', 0, 0, 1]]],
  ['a continuation', [server('80 00')], [['ws/continuation-without-start', 0, 4, 4]]],
  ['a key of zeros', [client('81 80 00 00 00 00')], [['ws/masking-key-zero', 2, 0, 32]]],
  ['a Close of one byte', [server('88 01 03')], [['ws/close-payload-one-byte', 2, 0, 8]]],
  ['code 1005', [server('88 02 03 ed')], [['ws/close-code-1005-on-wire', 2, 0, 16]]],
  [
    'code 1005 under a mask: where it travelled',
    [client('88 82 01 02 03 04 02 ef')],
    [['ws/close-code-1005-on-wire', 6, 0, 16]],
  ],
  [
    'a reason that is not UTF-8: its first wrong byte',
    [server('88 05 03 e8 41 c3 28')],
    [['ws/close-reason-invalid-utf8', 6, 0, 8]],
  ],
  [
    'two rules in one frame',
    [server('b3 00')],
    [
      ['ws/rsv2-set', 0, 2, 1],
      ['ws/rsv3-set', 0, 3, 1],
      ['ws/opcode-reserved-data', 0, 4, 4],
    ],
  ],
  [
    'the second frame of a stream',
    [server('81 02 68 69'), server('a1 00')],
    [['ws/rsv2-set', 4, 2, 1]],
  ],
];

test.each(CASES)('%s', async (_name, turns, places) => {
  const { violations } = await reportOf(turns);
  expect(violations.map(({ rule, offset, bit, length }) => [rule, offset, bit, length])).toEqual(
    places,
  );
});

describe('a violation', () => {
  it('tells what a strict receiver would close with, and where the standard says so', async () => {
    const { violations } = await reportOf([['<', fromServer('x', { rsv2: true })]]);
    expect(violations).toEqual([
      {
        rule: 'ws/rsv2-set',
        severity: 'error',
        direction: 'server-to-client',
        frame: 0,
        exchange: null,
        offset: 0,
        bit: 2,
        length: 1,
        section: 'RFC 6455 §5.2',
        closeCode: 1002,
        status: null,
      },
    ]);
  });

  it('does not stop the reading: all are named, in the order seen, over both directions', async () => {
    const { violations, frames } = await reportOf([
      ['>', fromClient('a', { rsv2: true })],
      ['<', fromServer('b', { opcode: 3 })],
      ['>', fromClient('c', { maskKey: Uint8Array.of(0, 0, 0, 0) })],
      ['<', fromServer('d')],
    ]);
    expect(frames).toHaveLength(4);
    expect(violations.map(({ frame, rule }) => [frame, rule])).toEqual([
      [0, 'ws/rsv2-set'],
      [1, 'ws/opcode-reserved-data'],
      [2, 'ws/masking-key-zero'],
    ]);
  });

  it('in a last frame that is cut is told too', async () => {
    const { violations, frames, incomplete } = await reportOf([server('83 7e 00 05 41')]);
    expect(frames).toMatchObject([{ complete: false }]);
    expect(violations.map(({ rule }) => rule)).toEqual([
      'ws/opcode-reserved-data',
      'ws/length-not-minimal-16',
    ]);
    expect(incomplete['server-to-client']).toMatchObject({ part: 'payload', need: 5, have: 1 });
  });

  it('is not what a header that is cut may become', async () => {
    const { violations, frames } = await reportOf([server('b3 7e 00')]);
    expect([violations, frames]).toEqual([[], []]);
  });

  it('after a Close is a warning: the first Close counts', async () => {
    const { violations, close } = await reportOf([
      ['<', bytesOfHex('88 02 03 e8')],
      ['<', fromServer('late')],
      ['<', bytesOfHex('88 02 03 e9')],
      ['<', bytesOfHex('89 00')],
    ]);
    expect(close).toEqual({
      'client-to-server': null,
      'server-to-client': { code: 1000, reason: '' },
    });
    expect(violations.map(({ rule, severity, closeCode }) => [rule, severity, closeCode])).toEqual([
      ['ws/data-after-close', 'warning', null],
      ['ws/second-close', 'warning', null],
      ['ws/ping-after-close', 'warning', null],
    ]);
  });
});

describe('the Close of a direction', () => {
  it.each([
    ['empty', '88 00', { code: null, reason: '' }],
    ['one byte', '88 01 03', { code: null, reason: '' }],
    ['a code', '88 02 0f a0', { code: 4000, reason: '' }],
    ['a reason', '88 06 03 e8 e4 bd a0 21', { code: 1000, reason: '你!' }],
    ['cut', '88 02 03', null],
  ])('%s', async (_name, hex, expected) => {
    expect((await reportOf([server(hex)])).close['server-to-client']).toEqual(expected);
  });
});
