import { deflateRawSync, constants } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bytesOfHex, concat } from '../../../src/codec/bytes.ts';
import { utf8Of } from '../../../src/codec/utf8.ts';
import type { DeflateSide } from '../../../src/codec/websocket/deflate.ts';
import { createDeflater } from '../../../src/codec/websocket/deflater.ts';
import type { Finding } from '../../../src/codec/websocket/finding.ts';
import { Opcode } from '../../../src/codec/websocket/layout.ts';
import { createMessageJudge } from '../../../src/codec/websocket/message-judge.ts';
import type { Sender } from '../../../src/codec/websocket/rules.ts';
import {
  ANEW,
  fragments,
  scanned,
  streamOf,
  TAKEOVER,
  type FrameSketch,
  type Stream,
} from './compressed-streams.ts';

interface Options {
  readonly sender?: Sender;
  readonly side?: DeflateSide | null;
  readonly most?: number;
  readonly step?: number;
}

function findings(
  { bytes, index }: Stream,
  { sender = 'server', side = null, most, step = 1000 }: Options = {},
): Map<number, Finding[]> {
  const found = new Map<number, Finding[]>();
  const judge = createMessageJudge(bytes, index, sender, side, found, most);
  while (judge.step(step));
  return found;
}

/** Each finding as its frame, its rule, and the bytes `[from, to)` that it points at. */
const judged = (frames: readonly FrameSketch[] | Stream, options: Options = {}) =>
  [...findings('index' in frames ? frames : streamOf(frames, options.sender), options)].flatMap(
    ([frame, all]) =>
      all.map(({ rule, range }) => [
        frame,
        rule,
        range === null ? null : `${range.of} ${range.start / 8}-${range.end / 8}`,
      ]),
  );

const hex = (text: string, rest: Omit<FrameSketch, 'payload'> = {}): FrameSketch => ({
  payload: bytesOfHex(text),
  opcode: Opcode.text,
  ...rest,
});

describe('the text of a message', () => {
  it('is judged across its fragments, control frames between them left out', () => {
    expect(judged(fragments(utf8Of('你好'), [1, 4]))).toEqual([]);
    expect(judged(fragments(bytesOfHex('48 e4 bd 28 48'), [2, 3]))).toEqual([
      [4, 'ws/text-invalid-utf8', 'payload 0-1'],
    ]);
    expect(judged(fragments(bytesOfHex('48 e4 28 48'), [2, 3]))).toEqual([
      [2, 'ws/text-invalid-utf8', 'payload 0-1'],
      [2, 'ws/text-utf8-bad-in-fragment', 'payload 0-1'],
    ]);
  });

  it('that ends inside a character points at what of it is in the last fragment', () => {
    expect(judged(fragments(bytesOfHex('48 f0 9f 98'), [2]))).toEqual([
      [2, 'ws/text-utf8-truncated', 'payload 0-2'],
    ]);
    expect(judged([...fragments(bytesOfHex('48 f0 9f'), [3])])).toEqual([
      [2, 'ws/text-utf8-truncated', null],
    ]);
  });

  it('is judged anew for each message, whether the one before was right or not', () => {
    const frames = [hex('ff'), hex('c3 a9'), hex('c3'), hex('a9')];
    expect(judged(frames)).toEqual([
      [0, 'ws/text-invalid-utf8', 'payload 0-1'],
      [2, 'ws/text-utf8-truncated', 'payload 0-1'],
      [3, 'ws/text-invalid-utf8', 'payload 0-1'],
    ]);
  });

  it('is judged unmasked', () => {
    expect(judged([hex('48 c3 28')], { sender: 'client' })).toEqual([
      [0, 'ws/text-invalid-utf8', 'payload 2-3'],
    ]);
  });

  it('is not judged in a binary message, a Ping, or a continuation of nothing', () => {
    const frames = [
      hex('ff', { opcode: Opcode.binary }),
      hex('ff', { opcode: Opcode.ping }),
      hex('ff', { opcode: Opcode.continuation }),
      hex('ff', { opcode: 3 }),
    ];
    expect(judged(frames)).toEqual([]);
  });

  it('that another message cuts short is not called truncated', () => {
    expect(judged([hex('48 e4', { fin: false }), hex('48')])).toEqual([]);
  });

  it('in a last frame that is cut is judged as far as it goes', () => {
    const { bytes } = streamOf([hex('48 c3 28 48')]);
    expect(judged(scanned(bytes.subarray(0, 4)))).toEqual([]);
    expect(judged(scanned(bytes.subarray(0, 5)))).toEqual([
      [0, 'ws/text-invalid-utf8', 'payload 2-3'],
    ]);
  });
});

describe('a message longer than the limit', () => {
  const of = (...lengths: number[]) =>
    lengths.map((length, i) => ({
      payload: new Uint8Array(length),
      opcode: i === 0 ? Opcode.binary : Opcode.continuation,
      fin: i === lengths.length - 1,
    }));

  it('is named once, at the fragment that passes the limit', () => {
    expect(judged(of(4, 4, 4, 4), { most: 10 })).toEqual([[2, 'ws/message-too-big', null]]);
    expect(judged(of(5, 5), { most: 10 })).toEqual([]);
    expect(judged(of(5, 6), { most: 10 })).toEqual([[1, 'ws/message-too-big', null]]);
  });

  it('in one frame is a matter of that frame', () => {
    expect(judged(of(100), { most: 10 })).toEqual([]);
    expect(judged(of(100, 0), { most: 10 })).toEqual([[1, 'ws/message-too-big', null]]);
  });

  it('is counted anew for each message, control frames left out', () => {
    const ping = { payload: 'x'.repeat(100), opcode: Opcode.ping };
    const [first, last] = of(5, 5);
    expect(judged([first!, ping, last!, first!, ping, last!], { most: 10 })).toEqual([]);
  });

  it('is counted as announced, where the last frame is cut', () => {
    const { bytes } = streamOf(of(4, 100));
    expect(judged(scanned(bytes.subarray(0, 10)), { most: 10 })).toEqual([
      [1, 'ws/message-too-big', null],
    ]);
  });

  it('closes with 1009', () => {
    const [finding] = findings(streamOf(of(5, 6)), { most: 10 }).get(1)!;
    expect(finding).toMatchObject({ severity: 'error', closeCode: 1009, field: 'ws.length7' });
  });
});

describe('the body of a Close frame', () => {
  const close = (body: string) => hex(body, { opcode: Opcode.close });

  it('is judged where it stands', () => {
    expect(judged([hex('48'), close('03 ed')])).toEqual([
      [1, 'ws/close-code-1005-on-wire', 'payload 0-2'],
    ]);
    expect(judged([close('03 e8 41 c3 28')])).toEqual([
      [0, 'ws/close-reason-invalid-utf8', 'payload 4-5'],
    ]);
    expect(judged([close(`03 e7 ${'61 '.repeat(124)}`)])).toEqual([
      [0, 'ws/close-code-below-1000', 'payload 0-2'],
      [0, 'ws/close-reason-too-long', 'payload 2-126'],
    ]);
  });

  it('is judged by who sent it', () => {
    const body = [close('03 f2')];
    expect(judged(body)).toEqual([[0, 'ws/close-1010-from-server', 'payload 0-2']]);
    expect(judged(body, { sender: 'client' })).toEqual([]);
  });

  it('is judged between fragments too, and each of several', () => {
    const frames = [hex('48', { fin: false }), close('00 00'), close('03 ee')];
    expect(judged(frames).map(([frame]) => frame)).toEqual([1, 2]);
  });

  it('that is cut is not judged', () => {
    const { bytes } = streamOf([close('03 ed 61')]);
    expect(judged(scanned(bytes.subarray(0, 4)))).toEqual([]);
  });
});

const deflated = (messages: readonly Uint8Array[], side = TAKEOVER): Uint8Array[] => {
  const { deflate } = createDeflater(side);
  return messages.map(deflate);
};

const HELLO = 'f2 48 cd c9 c9 07 00';
const AGAIN = 'f2 00 11 00 00';
const z = (text: string): FrameSketch => hex(text, { rsv1: true });

describe('a compressed message', () => {
  it.each([
    ['its block is none', [z(HELLO), z('ff')], [1, 'ws/pmd-bad-deflate', 'payload 0.625-1']],
    ['it ends inside a block', [z('f2 48')], [0, 'ws/pmd-bad-deflate', 'payload 1-2']],
    [
      'the tail was left on',
      [z(HELLO), z(`${AGAIN} 00 00 ff ff`)],
      [1, 'ws/pmd-trailer-not-stripped', 'payload 5-9'],
    ],
  ])('is pointed at where %s', (_name, frames, expected) => {
    expect(judged(frames, { side: TAKEOVER })).toEqual([expected]);
  });

  it('that refers to what was never sent is pointed at, and the side’s agreement counts', () => {
    expect(judged([z(AGAIN)], { side: TAKEOVER })).toEqual([
      [0, 'ws/pmd-takeover-without-history', 'payload 1-3'],
    ]);
    expect(judged([z(HELLO), z(AGAIN)], { side: TAKEOVER })).toEqual([]);
    expect(judged([z(HELLO), z(AGAIN), z(AGAIN)], { side: ANEW }).map(([frame]) => frame)).toEqual([
      1, 2,
    ]);
  });

  it('in fragments is pointed at in the frame where the fault begins', () => {
    const payload = bytesOfHex(AGAIN);
    const at = (...cuts: number[]) =>
      judged(fragments(payload, cuts, { rsv1: true }), { side: TAKEOVER });
    const rule = 'ws/pmd-takeover-without-history';
    // The back-reference is in the second and the third byte.
    expect(at(3)).toEqual([[0, rule, 'payload 1-3']]);
    expect(at(2)).toEqual([[0, rule, 'payload 1-2']]);
    expect(at(1)).toEqual([[2, rule, 'payload 0-2']]);
    expect(at(1, 2)).toEqual([[2, rule, 'payload 0-1']]);
    expect(at(0, 1)).toEqual([[4, rule, 'payload 0-2']]);
    expect(at(1, 1, 1)).toEqual([[6, rule, 'payload 0-2']]);
  });

  it('is pointed at alike under a mask', () => {
    const frames = fragments(bytesOfHex(AGAIN), [1], { rsv1: true });
    expect(judged(frames, { side: TAKEOVER, sender: 'client' })).toEqual([
      [2, 'ws/pmd-takeover-without-history', 'payload 0-2'],
    ]);
  });

  it('after a fault that took the window away is not blamed for it', () => {
    const [first, second] = deflated([utf8Of('price 101'), utf8Of('price 102')]);
    const frames = [
      { payload: first!, opcode: 1, rsv1: true },
      z('ff'),
      { payload: second!, opcode: 1, rsv1: true },
    ];
    expect(judged(frames, { side: TAKEOVER }).map(([frame, rule]) => [frame, rule])).toEqual([
      [1, 'ws/pmd-bad-deflate'],
    ]);
  });

  it('is judged with uncompressed ones and other directions’ frames between', () => {
    const messages = ['price 101', 'price 102', 'price 103'].map(utf8Of);
    const frames = deflated(messages).flatMap((payload): FrameSketch[] => [
      { payload: 'price 100', opcode: 1 },
      { payload, opcode: 1, rsv1: true },
    ]);
    expect(judged(frames, { side: TAKEOVER })).toEqual([]);
    // The first of them left out: the second reaches back to what nobody saw, and takes the window with it.
    expect(judged(frames.slice(2), { side: TAKEOVER })).toEqual([
      [1, 'ws/pmd-takeover-without-history', 'payload 1-4'],
    ]);
  });

  it('whose distance is above the window of its side is named', () => {
    const noise = Uint8Array.from({ length: 1024 }, (_, i) => Math.imul(i + 1, 2654435761) >>> 24);
    const payload = deflateRawSync(concat([noise, noise]), {
      finishFlush: constants.Z_SYNC_FLUSH,
    }).subarray(0, -4);
    const frames = [{ payload, opcode: Opcode.binary, rsv1: true }];
    expect(judged(frames, { side: { windowBits: 9, noContextTakeover: false } })).toEqual([
      [0, 'ws/pmd-window-exceeded', 'payload 661-664'],
    ]);
    expect(judged(frames, { side: { windowBits: 11, noContextTakeover: false } })).toEqual([]);
  });

  it('whose last fragment never came is not judged', () => {
    const [first] = fragments(bytesOfHex('ff ff'), [1], { rsv1: true });
    expect(judged([first!], { side: TAKEOVER })).toEqual([]);
    const { bytes } = streamOf([z('ff ff')]);
    expect(judged(scanned(bytes.subarray(0, -1)), { side: TAKEOVER })).toEqual([]);
  });

  it('is not one where nothing was agreed on, or the first fragment does not say so', () => {
    expect(judged([hex('ff', { opcode: Opcode.binary, rsv1: true })])).toEqual([]);
    const [first, ping, last] = fragments(bytesOfHex('c3 28'), [1], { opcode: Opcode.binary });
    const frames = [first!, ping!, { ...last!, rsv1: true }];
    expect(judged(frames, { side: TAKEOVER })).toEqual([]);
  });
});

describe('the text of a compressed message', () => {
  it('is judged once inflated, and told at its last frame', () => {
    const [payload] = deflated([bytesOfHex('48 c3 28')]);
    const frames = fragments(payload!, [2], { rsv1: true });
    expect(judged(frames, { side: TAKEOVER })).toEqual([
      [2, 'ws/pmd-invalid-utf8-after-inflate', 'inflated 2-3'],
    ]);
    const binary = fragments(payload!, [2], { rsv1: true, opcode: Opcode.binary });
    expect(judged(binary, { side: TAKEOVER })).toEqual([]);
  });

  it('that ends inside a character points at what there is of it', () => {
    const [payload] = deflated([bytesOfHex('48 e4 bd')]);
    expect(judged(fragments(payload!, [], { rsv1: true }), { side: TAKEOVER })).toEqual([
      [0, 'ws/pmd-invalid-utf8-after-inflate', 'inflated 1-3'],
    ]);
  });

  it('is right where its bytes as they travel are not UTF-8', () => {
    const messages = ['你好', '你好', 'é'.repeat(300)].map(utf8Of);
    const frames = deflated(messages).map((payload) => ({ payload, opcode: 1, rsv1: true }));
    expect(judged(frames, { side: TAKEOVER })).toEqual([]);
  });
});

describe('judging in steps', () => {
  it('finds the same however long they are', () => {
    const frames = [
      ...fragments(bytesOfHex('48 e4 28'), [1, 2]),
      z('ff'),
      z(HELLO),
      hex('03 ed', { opcode: Opcode.close }),
      ...fragments(bytesOfHex(AGAIN), [1, 2], { rsv1: true }),
    ];
    const stream = streamOf(frames);
    const whole = findings(stream, { side: ANEW });
    expect(whole.size).toBe(4);
    for (let step = 1; step <= frames.length + 1; step++) {
      expect(findings(stream, { side: ANEW, step })).toEqual(whole);
    }
  });
});
