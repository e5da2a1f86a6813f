import type { Severity, SpecDocument, SpecRef } from '../annotation.ts';
import type { Rule } from '../codec.ts';
import type { FieldId, RuleId } from '../ids.ts';
import type { DeflateSide, Inflated } from './deflate.ts';
import { walkDeflate, type BitSpan, type DeflateWalk } from './inflate-walk.ts';

/** One compressed message as the rules see it. */
interface Compressed {
  readonly payload: Uint8Array;
  readonly walk: DeflateWalk;
  readonly inflated: Inflated;
  /** True where the payload would be right with one octet of 0x00 more. */
  readonly lacksOctet: boolean;
}

/** One rule of compressed messages: where it is broken, in the order of the bits; null where it is not. */
interface DeflateRule extends Omit<Rule<never, never>, 'broken'> {
  readonly at: (message: Compressed) => BitSpan | null;
}

const rule = (
  id: RuleId,
  section: string,
  closeCode: number | null,
  at: DeflateRule['at'],
  doc: SpecDocument = 'rfc7692',
): DeflateRule => ({
  id,
  field: 'ws.payload',
  ref: { doc, section },
  severity: closeCode === null ? 'warning' : 'error',
  closeCode,
  at,
});

const bitsOf = (payload: Uint8Array): number => payload.length * 8;

/** The last `count` octets, or all there are. */
const lastOf = (payload: Uint8Array, count: number): BitSpan => ({
  start: Math.max(bitsOf(payload) - count * 8, 0),
  end: bitsOf(payload),
});

/** What a compressed message can break; RFC 7692 names no close code, 1007 is what endpoints send. */
export const DEFLATE_RULES: readonly DeflateRule[] = [
  rule('ws/pmd-bad-deflate', '7.2.2', 1007, ({ walk, lacksOctet }) =>
    walk.tailLeftOn || lacksOctet ? null : walk.fault,
  ),
  // Every message of a side without takeover, and the first of any, begins with an empty window.
  rule('ws/pmd-takeover-without-history', '7.2.1', 1007, ({ walk, inflated }) =>
    !inflated.ok && inflated.fault === 'lost-window' ? null : walk.beyondHistory,
  ),
  rule('ws/pmd-window-exceeded', '7.1.2', 1007, ({ walk }) => walk.beyondWindow),
  // Four octets too many, or one too few: a receiver gets the whole message all the same.
  rule('ws/pmd-trailer-not-stripped', '7.2.1', null, ({ walk, payload }) =>
    walk.tailLeftOn ? lastOf(payload, 4) : null,
  ),
  rule('ws/pmd-final-octet-missing', '7.2.1', null, ({ lacksOctet, payload }) =>
    lacksOctet ? lastOf(payload, 1) : null,
  ),
  // RFC 7692 has no word on size: a message is as long as what it inflates to.
  rule(
    'ws/pmd-inflates-too-big',
    '10.4',
    1009,
    ({ payload, inflated }) =>
      !inflated.ok && inflated.fault === 'too-big' ? { start: 0, end: bitsOf(payload) } : null,
    'rfc6455',
  ),
];

/** A broken rule, and the bits of the joined payload that break it: bit 0 is the most significant of byte 0. */
export interface DeflateFinding {
  readonly rule: RuleId;
  readonly field: FieldId;
  readonly start: number;
  readonly end: number;
  readonly severity: Severity;
  readonly ref: SpecRef;
  readonly closeCode: number | null;
}

/**
 * Bits in the order of DEFLATE, as a range in the order of RFC figures. Within a byte the two orders mirror
 * each other; bits of more than one byte are no range in a figure, so they are given as whole bytes.
 */
export function figureRange({ start, end }: BitSpan): BitSpan {
  if (start === end) return { start, end };
  const first = start - (start % 8);
  if (end > first + 8) return { start: first, end: Math.ceil(end / 8) * 8 };
  return { start: first + 8 - (end - first), end: first + 8 - (start - first) };
}

/** The part of a span that is in the payload; its last byte where the tail put back is the place. */
const clip = ({ start, end }: BitSpan, payload: Uint8Array): BitSpan =>
  start < bitsOf(payload) ? { start, end: Math.min(end, bitsOf(payload)) } : lastOf(payload, 1);

export interface JudgeOptions {
  readonly side: DeflateSide;
  /** What the inflater's `history` was before this message. */
  readonly historyLength: number;
  readonly inflated: Inflated;
}

/** True where judging can find something: all other messages keep every rule, and need no walk. */
export const needsJudging = ({ side, historyLength, inflated }: JudgeOptions): boolean =>
  !inflated.ok ||
  !inflated.whole ||
  (side.windowBits < 15 && historyLength + inflated.bytes.length > 1 << side.windowBits);

/** The walk ends in the header of the block whose last octets are the tail: one octet before them is missing. */
function lacksOctet(payload: Uint8Array, walk: DeflateWalk, side: DeflateSide): boolean {
  if (walk.fault?.kind !== 'ends-in-header' || walk.tailLeftOn) return false;
  const longer = new Uint8Array(payload.length + 1);
  longer.set(payload);
  return walkDeflate(longer, { windowBits: side.windowBits, historyLength: 0 }).fault === null;
}

/** The rules that a compressed message breaks, RFC 7692 §7.2; none for a payload whose last fragment never came. */
export function judgeDeflate(payload: Uint8Array, options: JudgeOptions): DeflateFinding[] {
  const { side, inflated } = options;
  const historyLength = side.noContextTakeover ? 0 : options.historyLength;
  const walk = walkDeflate(payload, { windowBits: side.windowBits, historyLength });
  const message = { payload, walk, inflated, lacksOctet: lacksOctet(payload, walk, side) };
  return DEFLATE_RULES.flatMap(({ id, field, severity, ref, closeCode, at }) => {
    const span = at(message);
    if (span === null) return [];
    return [{ rule: id, field, ...figureRange(clip(span, payload)), severity, ref, closeCode }];
  });
}
