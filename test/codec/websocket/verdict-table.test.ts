import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { judge } from '../../../src/codec/codec.ts';
import {
  createHead,
  extendedOf,
  isMasked,
  type FrameHead,
} from '../../../src/codec/websocket/layout.ts';
import {
  createContext,
  FRAME_RULES,
  type StreamContext,
} from '../../../src/codec/websocket/rules.ts';
import { createFrameJudge, type FrameJudge } from '../../../src/codec/websocket/verdict-table.ts';

const context: fc.Arbitrary<StreamContext> = fc
  .record({
    sender: fc.constantFrom('client' as const, 'server' as const),
    deflate: fc.boolean(),
    maxPayload: fc.constantFrom(100, 200, 70_000, 2 ** 31),
    open: fc.constantFrom(0, 1, 2, 3),
    closed: fc.boolean(),
    lastMaskKey: fc.constantFrom(null, 0, 7),
    lost: fc.boolean(),
  })
  .map(({ sender, deflate, maxPayload, ...state }) => ({
    ...createContext(sender, { deflate, maxPayload }),
    ...state,
  }));

const extendedLength = fc.oneof(
  fc.constantFrom(0, 125, 126, 65_535, 65_536),
  fc.integer({ min: 0, max: 0xffff_ffff }),
);

function headOf(first: number, high: number, low: number, maskKey: number): FrameHead {
  const head = createHead();
  head.b0 = first >> 8;
  head.b1 = first & 0xff;
  head.extended = extendedOf(head.b1);
  head.lengthLow = head.extended === 0 ? head.b1 & 0x7f : low;
  head.lengthHigh = head.extended === 64 ? high : 0;
  head.payloadLength = head.lengthHigh * 2 ** 32 + head.lengthLow;
  head.maskAt = isMasked(head.b1) ? 2 : -1;
  head.maskKey = head.maskAt < 0 ? 0 : maskKey;
  return head;
}

/** A judge keeps its tables, so each kind of stream has one for all runs. */
const judges = new Map<string, FrameJudge>();
function judgeOf(stream: StreamContext): FrameJudge {
  const kind = `${stream.sender} ${stream.deflate} ${stream.maxPayload}`;
  const judge = judges.get(kind) ?? createFrameJudge(stream);
  judges.set(kind, judge);
  return judge;
}

it('looks up the same verdicts as judging each rule, for any frame in any state', () => {
  fc.assert(
    fc.property(
      context,
      fc.integer({ min: 0, max: 0xffff }),
      fc.constantFrom(0, 0, 1, 0x7fff_ffff, 0x8000_0000),
      extendedLength,
      fc.constantFrom(0, 7, 9),
      (context, first, high, low, maskKey) => {
        const head = headOf(first, high, low, maskKey);
        expect(judgeOf(context).judge(head, context)).toBe(judge(FRAME_RULES, head, context));
      },
    ),
    { numRuns: 3000 },
  );
});

it('looks up the same verdicts for all 65,536 first two bytes', () => {
  const stream = createContext('client', { deflate: true });
  const judgeFrame = createFrameJudge(stream);
  const differing = [];
  for (let first = 0; first <= 0xffff; first++) {
    const head = headOf(first, 0, 70_000, 9);
    if (judgeFrame.judge(head, stream) !== judge(FRAME_RULES, head, stream)) differing.push(first);
  }
  expect(differing).toEqual([]);
});
