import { concat } from '../../codec/bytes.ts';
import { isControl, Opcode } from '../../codec/websocket/layout.ts';
import { changed, replaced } from './change.ts';
import type { ComposedFrame, Draft } from './draft.ts';

/** A message as its fragments stand in a draft, RFC 6455 §5.4. */
export interface Fragments {
  /** Positions in the draft; control frames and the other direction stand between. */
  readonly at: readonly number[];
  /** What its fragments carry, one after the other. */
  readonly payload: Uint8Array;
  /** Where one fragment ends and the next begins, in bytes of the payload: one less than there are fragments. */
  readonly marks: readonly number[];
}

/** The message that a unit belongs to; null for a control frame, a stump, and a continuation of nothing. RFC 6455 §5.4 */
export function fragmentsAt(draft: Draft, unit: number): Fragments | null {
  const chosen = draft.units[unit];
  if (chosen === undefined) return null;
  let at: number[] = [];
  for (const [i, each] of draft.units.entries()) {
    if (each.direction !== chosen.direction) continue;
    if (each.kind === 'stump' || isControl(each.opcode)) continue;
    const begins = each.opcode !== Opcode.continuation;
    if (begins || at.length > 0) at = begins ? [i] : [...at, i];
    if (!each.fin) continue;
    if (at.includes(unit)) break;
    at = [];
  }
  return at.includes(unit) ? fragmentsOf(draft, at) : null;
}

function fragmentsOf(draft: Draft, at: readonly number[]): Fragments {
  const payloads = at.map((i) => frameAt(draft, i).payload);
  let end = 0;
  const ends = payloads.map((payload) => (end += payload.length));
  return {
    at,
    payload: payloads.length === 1 ? payloads[0]! : concat(payloads),
    marks: ends.slice(0, -1),
  };
}

const frameAt = (draft: Draft, at: number): ComposedFrame => {
  const unit = draft.units[at];
  if (unit?.kind !== 'frame') throw new RangeError(`unit ${at} is no frame`);
  return unit;
};

/** The message cut at another place: the bytes between go from one fragment to its neighbour. RFC 6455 §5.4 */
export function moveMark(draft: Draft, message: Fragments, mark: number, to: number): Draft {
  const { at, payload, marks } = message;
  const from = marks[mark - 1] ?? 0;
  const end = marks[mark + 1] ?? payload.length;
  const place = Math.min(Math.max(to, from), end);
  const before = put(draft, at[mark]!, { payload: payload.slice(from, place) });
  return put(before, at[mark + 1]!, { payload: payload.slice(place, end) });
}

/** One fragment cut in two; the second has a masking key of its own where the first is masked. RFC 6455 §5.4 */
export function addMark(draft: Draft, message: Fragments, place: number, key: Uint8Array): Draft {
  const { at, payload, marks } = message;
  const fragment = marks.filter((mark) => mark <= place).length;
  const from = marks[fragment - 1] ?? 0;
  const end = marks[fragment] ?? payload.length;
  const unit = frameAt(draft, at[fragment]!);
  const first = changed(unit, { payload: payload.slice(from, place), fin: false });
  const second = changed(unit, {
    payload: payload.slice(place, end),
    opcode: Opcode.continuation,
    rsv1: false,
    maskKey: unit.maskKey === null ? null : key,
  });
  return replaced(draft, at[fragment]!, first, second);
}

/** Two fragments joined; what stood between them stays. RFC 6455 §5.4 */
export function removeMark(draft: Draft, message: Fragments, mark: number): Draft {
  const { at, payload, marks } = message;
  const joined = payload.slice(marks[mark - 1] ?? 0, marks[mark + 1] ?? payload.length);
  const { fin } = frameAt(draft, at[mark + 1]!);
  return replaced(put(draft, at[mark]!, { payload: joined, fin }), at[mark + 1]!);
}

const put = (
  draft: Draft,
  at: number,
  patch: { readonly payload: Uint8Array; readonly fin?: boolean },
): Draft => replaced(draft, at, changed(frameAt(draft, at), patch));
