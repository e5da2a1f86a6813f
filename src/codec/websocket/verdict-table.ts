import { judge } from '../codec.ts';
import { createHead, extendedOf, isMasked, LENGTH7, maskOf, type FrameHead } from './layout.ts';
import { createContext, FRAME_RULES, type Sees, type StreamContext } from './rules.ts';

/** The rules that see this, at their places in FRAME_RULES; elsewhere one that is never broken. */
const only = (...seen: readonly Sees[]) =>
  FRAME_RULES.map((rule) => (seen.includes(rule.sees) ? rule : { ...rule, broken: () => false }));

const FIRST_BYTES = only('first-bytes');
const SHORT = only('first-bytes', 'length');
const LENGTH = FRAME_RULES.map((rule, bit) => ({ rule, bit })).filter(
  ({ rule }) => rule.sees === 'length',
);
const KEY = FRAME_RULES.map((rule, bit) => ({ rule, bit })).filter(
  ({ rule }) => rule.sees === 'masking-key',
);

/** Judges frame after frame of one stream. */
export type FrameJudge = (head: FrameHead, context: StreamContext) => number;

/**
 * The same verdicts as `judge(FRAME_RULES, …)`, faster: what follows from the first two bytes is looked up in a
 * table made from the very same rules (measured: bench/scan). A table is 256 KiB, one for each state of the context.
 */
export function createFrameJudge(stream: StreamContext): FrameJudge {
  // A limit that a 7-bit length can pass would have to be in the table.
  if (stream.maxPayload <= maskOf(LENGTH7)) {
    return (head, context) => judge(FRAME_RULES, head, context);
  }
  const tables: (Uint32Array | undefined)[] = [];
  return (head, context) => {
    const state = (context.open !== 0 ? 1 : 0) | (context.closed ? 2 : 0);
    const table = (tables[state] ??= tableFor(context));
    let verdict = table[(head.b0 << 8) | head.b1]!;
    if (head.extended !== 0) {
      for (const { rule, bit } of LENGTH) if (rule.broken(head, context)) verdict |= 1 << bit;
    }
    if (head.maskAt >= 0) {
      for (const { rule, bit } of KEY) if (rule.broken(head, context)) verdict |= 1 << bit;
    }
    return verdict;
  };
}

function tableFor(context: StreamContext): Uint32Array {
  const { sender, deflate, maxPayload } = context;
  const state = createContext(sender, { deflate, maxPayload });
  state.open = context.open;
  state.closed = context.closed;
  const table = new Uint32Array(0x1_0000);
  const head = createHead();
  for (let first = 0; first < table.length; first++) {
    head.b0 = first >> 8;
    head.b1 = first & 0xff;
    head.extended = extendedOf(head.b1);
    head.maskAt = isMasked(head.b1) ? 2 : -1;
    head.payloadLength = head.b1 & maskOf(LENGTH7);
    head.lengthLow = head.payloadLength;
    table[first] = judge(head.extended === 0 ? SHORT : FIRST_BYTES, head, state);
  }
  return table;
}
