import { judge } from '../codec.ts';
import { LENGTH7, maskOf, type FrameHead } from './layout.ts';
import { FRAME_RULES, type FrameRule, type Sees, type StreamContext } from './rules.ts';

/** Rules, each with its bit in a verdict. */
type Placed = readonly { readonly rule: FrameRule; readonly bit: number }[];

const placed = (...seen: readonly Sees[]): Placed =>
  FRAME_RULES.map((rule, i) => ({ rule, bit: 1 << i })).filter(({ rule }) =>
    seen.includes(rule.sees),
  );

const FIRST_BYTES = placed('first-bytes');
const SHORT = placed('first-bytes', 'length');
const MORE = placed('length', 'masking-key');

/** Says that an entry has been made: no rule has this bit. */
const KNOWN = 1 << 31;

/** Judges frame after frame of one stream. */
export type FrameJudge = (head: FrameHead, context: StreamContext) => number;

/** The values of a byte. */
const BYTES = 256;

/**
 * The same verdicts as `judge(FRAME_RULES, …)`, faster: what follows from the first two bytes and the state of the
 * stream is judged once, by the very same rules, and then looked up (measured: bench, scan). A row for each first
 * byte that comes, in each state; a place in it for each second byte.
 */
export function createFrameJudge(stream: StreamContext): FrameJudge {
  // A limit that a 7-bit length can pass would have to be in the table.
  if (stream.maxPayload <= maskOf(LENGTH7)) {
    return (head, context) => judge(FRAME_RULES, head, context);
  }
  const rows = rowsFor(stream);

  /** Judges what comes for the first time. */
  function enter(at: number, head: FrameHead, context: StreamContext): number {
    const row = (rows[at] ??= new Int32Array(BYTES));
    const verdict = judgeBy(head.extended === 0 ? SHORT : FIRST_BYTES, head, context) | KNOWN;
    row[head.b1] = verdict;
    return verdict;
  }

  return (head, context) => {
    const state = (context.open !== 0 ? 1 : 0) | (context.closed ? 2 : 0) | (context.lost ? 4 : 0);
    const at = (state * BYTES) | head.b0;
    const row = rows[at]!;
    const known = row === null ? 0 : row[head.b1]!;
    const first = (known === 0 ? enter(at, head, context) : known) ^ KNOWN;
    return mayBreakMore(head, context) ? first | judgeBy(MORE, head, context) : first;
  };
}

type Rows = (Int32Array | null)[];

/** Streams of one kind share their rows: what stands in them follows from the kind alone, and a capture has thousands. */
const shared = new Map<string, Rows>();

function rowsFor({ sender, deflate }: StreamContext): Rows {
  const kind = `${sender} ${deflate}`;
  const rows = shared.get(kind) ?? new Array<Int32Array | null>(8 * BYTES).fill(null);
  shared.set(kind, rows);
  return rows;
}

/** All that these rules look at: a length beyond the first two bytes; a key that is zero, or that of the frame before. */
const mayBreakMore = (head: FrameHead, context: StreamContext): boolean =>
  head.extended !== 0 ||
  (head.maskAt >= 0 && (head.maskKey === 0 || head.maskKey === context.lastMaskKey));

function judgeBy(rules: Placed, head: FrameHead, context: StreamContext): number {
  let verdict = 0;
  for (const { rule, bit } of rules) if (rule.broken(head, context)) verdict |= bit;
  return verdict;
}
