import { encodeClose, readClose, type CloseBody } from '../../codec/websocket/close.ts';
import { frameOf, shortestForm } from '../../codec/websocket/encode.ts';
import { MOST_IN_64, Opcode } from '../../codec/websocket/layout.ts';
import type { Direction } from '../../trace/direction.ts';
import type { ComposedFrame, Draft, DraftUnit } from './draft.ts';
import { bytesOfUnit, unitOf } from './units.ts';

/** What of a frame is to be another. */
export type FramePatch = Partial<Omit<ComposedFrame, 'kind'>>;

/** What makes a payload no longer the compressed form of what it was made from. */
const ENDS_COMPRESSION = ['rsv1', 'payload', 'fin', 'opcode'] as const;

/**
 * A frame with some of its fields changed. Its length form stays as it was chosen, and follows where it was the
 * shortest or would be too short.
 */
export function changed(frame: ComposedFrame, patch: FramePatch): ComposedFrame {
  const loses = ENDS_COMPRESSION.some((name) => name in patch) && !('plain' in patch);
  const renamed = 'payload' in patch && !('file' in patch) ? { file: null } : {};
  const next = { ...frame, ...(loses ? { plain: null } : {}), ...renamed, ...patch };
  const announced = announcedBy(next);
  const shortest = shortestForm(announced ?? next.payload.length);
  const followed = !('extended' in patch) && frame.extended === shortestForm(lengthOf(frame));
  const extended = followed || next.extended < shortest ? shortest : next.extended;
  return { ...next, announced, extended };
}

const lengthOf = ({ announced, payload }: ComposedFrame): number | bigint =>
  announced ?? payload.length;

/** Null where the length announced is the one there is; never more than 64 bits say. */
function announcedBy({ announced, payload }: ComposedFrame): bigint | null {
  if (announced === null || announced < 0n || announced === BigInt(payload.length)) return null;
  return announced > MOST_IN_64 ? MOST_IN_64 : announced;
}

/** Flips one bit of a unit; bit 0 is the most significant of its first byte. */
export function flipped(unit: DraftUnit, bit: number): DraftUnit {
  const bytes = bytesOfUnit(unit).slice();
  const at = bit >> 3;
  if (at >= bytes.length) return unit;
  bytes[at] = bytes[at]! ^ (0x80 >> (bit & 7));
  return unitOf(bytes, unit.direction);
}

/** Sends a unit the other way, as its sender would: a client masks and a server does not. RFC 6455 §5.1 */
export function turned(unit: DraftUnit, direction: Direction, key: Uint8Array): DraftUnit {
  if (unit.kind === 'stump') return { ...unit, direction };
  return changed(unit, {
    direction,
    maskKey: direction === 'client-to-server' ? (unit.maskKey ?? key) : null,
  });
}

/** What a Close frame says, RFC 6455 §5.5.1. */
export const closeOf = (frame: ComposedFrame): CloseBody => readClose(frame.payload);

/** A Close frame that says this; `code` is kept to 16 bits. RFC 6455 §5.5.1 */
export const withClose = (
  frame: ComposedFrame,
  code: number | null,
  reason: Uint8Array,
): ComposedFrame =>
  changed(frame, { payload: encodeClose(code === null ? null : code & 0xffff, reason) });

/** What can be added to a conversation. */
export const NEW_FRAMES = ['text', 'binary', 'continuation', 'ping', 'pong', 'close'] as const;
export type NewFrame = (typeof NEW_FRAMES)[number];

const FIRST_PAYLOAD: Readonly<Record<NewFrame, string | Uint8Array>> = {
  text: 'Hello',
  binary: Uint8Array.of(1, 2, 3),
  continuation: 'Hello',
  ping: 'Hello',
  pong: 'Hello',
  close: encodeClose(1000),
};

/** A legal frame of a kind, as its sender writes it; `key` is for a client. RFC 6455 §5.1 */
export function newFrame(kind: NewFrame, direction: Direction, key: Uint8Array): ComposedFrame {
  const options = { opcode: Opcode[kind], maskKey: key };
  const sender = direction === 'client-to-server' ? ('client' as const) : ('server' as const);
  const fields = frameOf(FIRST_PAYLOAD[kind], { ...options, sender });
  return { kind: 'frame', direction, ...fields, announced: null, plain: null, file: null };
}

/** The draft with one unit replaced by any number of others. */
export const replaced = (draft: Draft, at: number, ...units: readonly DraftUnit[]): Draft => ({
  ...draft,
  units: draft.units.toSpliced(at, 1, ...units),
});

export const inserted = (draft: Draft, at: number, ...units: readonly DraftUnit[]): Draft => ({
  ...draft,
  units: draft.units.toSpliced(at, 0, ...units),
});

/** A unit put to another place. */
export function moved(draft: Draft, from: number, to: number): Draft {
  const unit = draft.units[from];
  if (unit === undefined || to < 0 || to >= draft.units.length) return draft;
  return { ...draft, units: draft.units.toSpliced(from, 1).toSpliced(to, 0, unit) };
}
