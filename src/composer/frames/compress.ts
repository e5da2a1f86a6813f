import type { DeflateParameters } from '../../codec/websocket/extensions.ts';
import { createDeflater, type Deflater } from '../../codec/websocket/deflater.ts';
import { isControl } from '../../codec/websocket/layout.ts';
import { DIRECTIONS, type Direction } from '../../trace/direction.ts';
import { deflateSides } from '../../trace/read-sides.ts';
import { changed } from './change.ts';
import type { ComposedFrame, Draft, DraftUnit } from './draft.ts';

/** So much is compressed on the way, in bytes: what takes longer than a blink is not. */
export const MOST_COMPRESSED = 128 * 1024;

/**
 * Compresses anew what was given plain: what a message compresses to depends on those before it in its direction.
 * RFC 7692 §7.2.1
 */
export function settle(draft: Draft): Draft {
  const { deflate, units } = draft;
  if (deflate === null || !units.some(isGivenPlain)) return draft;
  const settled = [...units];
  for (const direction of DIRECTIONS) settleDirection(settled, direction, deflate);
  return { ...draft, units: settled };
}

const isGivenPlain = (unit: DraftUnit): boolean => unit.kind === 'frame' && unit.plain !== null;

function settleDirection(
  units: DraftUnit[],
  direction: Direction,
  deflate: DeflateParameters,
): void {
  const side = deflateSides(deflate)[direction];
  let deflater: Deflater | null = null;
  for (const [i, unit] of units.entries()) {
    if (unit.direction !== direction || unit.kind === 'stump' || isControl(unit.opcode)) continue;
    if (unit.plain === null) {
      // What was compressed by other hands is in the receiver's window: references must not reach behind it.
      if (unit.rsv1) deflater = null;
      continue;
    }
    deflater ??= createDeflater(side);
    units[i] = compressed(unit, unit.plain, deflater.deflate(unit.plain));
  }
}

const compressed = (unit: ComposedFrame, plain: Uint8Array, payload: Uint8Array): ComposedFrame =>
  same(unit.payload, payload) && unit.rsv1
    ? unit
    : changed(unit, { payload, plain, rsv1: true, file: unit.file });

const same = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);

/** Whether this frame may carry a whole compressed message, RFC 7692 §6.1: one of a single fragment, so far. */
export const isCompressible = (frame: ComposedFrame): boolean =>
  frame.fin && !isControl(frame.opcode) && frame.opcode !== 0;
