import type { SpecRef } from '../annotation.ts';
import { uint16, uint32 } from '../bytes.ts';
import type { FieldId } from '../ids.ts';

/** A field at a fixed place of the first two bytes of a frame. */
export interface BitField {
  readonly id: FieldId;
  /** Bit 0 is the most significant bit of byte 0. */
  readonly bit: number;
  readonly width: number;
  readonly ref: SpecRef;
}

export const section = (section: string): SpecRef => ({ doc: 'rfc6455', section });

const bits = (id: FieldId, bit: number, width: number): BitField => ({
  id,
  bit,
  width,
  ref: section('5.2'),
});

/** The first two bytes of every frame, RFC 6455 §5.2: names, places and sections are written here and nowhere else. */
export const FIN = bits('ws.fin', 0, 1);
export const RSV1 = bits('ws.rsv1', 1, 1);
export const RSV2 = bits('ws.rsv2', 2, 1);
export const RSV3 = bits('ws.rsv3', 3, 1);
export const OPCODE = bits('ws.opcode', 4, 4);
export const MASK = bits('ws.mask', 8, 1);
export const LENGTH7 = bits('ws.length7', 9, 7);

export const FIXED_FIELDS: readonly BitField[] = [FIN, RSV1, RSV2, RSV3, OPCODE, MASK, LENGTH7];

/** How far a field's value stands from the low end of its byte. */
export const shiftOf = (field: BitField): number => 8 - (field.bit & 7) - field.width;

/** The field's bits within its byte: 0x80 for FIN. */
export const maskOf = (field: BitField): number => ((1 << field.width) - 1) << shiftOf(field);

const FIN_MASK = maskOf(FIN);
const RSV1_MASK = maskOf(RSV1);
const RSV2_MASK = maskOf(RSV2);
const RSV3_MASK = maskOf(RSV3);
const OPCODE_MASK = maskOf(OPCODE);
const MASK_MASK = maskOf(MASK);
const LENGTH7_MASK = maskOf(LENGTH7);

/** The two values of the 7-bit length that announce a longer form. */
export const LENGTH_16 = 126;
export const LENGTH_64 = 127;

/** The longest length that a form may carry, RFC 6455 §5.2: a longer form for less is not minimal. */
export const MOST_IN_7 = 125;
export const MOST_IN_16 = 0xffff;
/** What 64 bits can say, legal or not. */
export const MOST_IN_64 = 0xffff_ffff_ffff_ffffn;

export const Opcode = {
  continuation: 0x0,
  text: 0x1,
  binary: 0x2,
  close: 0x8,
  ping: 0x9,
  pong: 0xa,
} as const;

const OPCODE_NAMES = new Map<number, string>(
  Object.entries(Opcode).map(([name, value]) => [value, name]),
);

/** `text`, `ping` … as RFC 6455 §11.8 registers them; null for a reserved one. */
export const opcodeName = (opcode: number): string | null => OPCODE_NAMES.get(opcode) ?? null;

/** Opcodes with the top bit set are control frames, RFC 6455 §5.5. */
export const isControl = (opcode: number): boolean => (opcode & 0x8) !== 0;

/** How the payload length is written: in 7 bits alone, or in 16 or 64 more. */
export type Extended = 0 | 16 | 64;

/** One mutable record, reused for every frame of a scan. Offsets are in the bytes given to `readHead`. */
export interface FrameHead {
  at: number;
  /** The first two bytes, from which all fixed fields follow. */
  b0: number;
  b1: number;
  extended: Extended;
  /** Offset of the masking key; -1 where there is none. */
  maskAt: number;
  /** The masking key as a number; 0 where there is none. */
  maskKey: number;
  payloadAt: number;
  /** Exact up to 2^53, rounded above: rules on the top bit look at `lengthHigh`. */
  payloadLength: number;
  lengthHigh: number;
  lengthLow: number;
}

export const createHead = (): FrameHead => ({
  at: 0,
  b0: 0,
  b1: 0,
  extended: 0,
  maskAt: -1,
  maskKey: 0,
  payloadAt: 0,
  payloadLength: 0,
  lengthHigh: 0,
  lengthLow: 0,
});

export const isFinal = (b0: number): boolean => (b0 & FIN_MASK) !== 0;
export const hasRsv1 = (b0: number): boolean => (b0 & RSV1_MASK) !== 0;
export const hasRsv2 = (b0: number): boolean => (b0 & RSV2_MASK) !== 0;
export const hasRsv3 = (b0: number): boolean => (b0 & RSV3_MASK) !== 0;
export const opcodeOf = (b0: number): number => b0 & OPCODE_MASK;
export const isMasked = (b1: number): boolean => (b1 & MASK_MASK) !== 0;

/** The 7-bit length: that of the payload, or one of the two values that announce a longer form. RFC 6455 §5.2 */
export const shortLengthOf = (b1: number): number => b1 & LENGTH7_MASK;

export function extendedOf(b1: number): Extended {
  const length = shortLengthOf(b1);
  return length === LENGTH_16 ? 16 : length === LENGTH_64 ? 64 : 0;
}

const HEADER_LENGTHS = Uint8Array.from(
  { length: 256 },
  (_, b1) => 2 + extendedOf(b1) / 8 + (isMasked(b1) ? 4 : 0),
);

/** Bytes before the payload: 2 to 14, told by the second byte alone. RFC 6455 §5.2 */
export const headerLengthOf = (b1: number): number => HEADER_LENGTHS[b1]!;

/**
 * Reads the header of the frame at `offset`; false while more bytes are needed. RFC 6455 §5.2
 * No other function computes an offset within a frame.
 */
export function readHead(bytes: Uint8Array, offset: number, end: number, head: FrameHead): boolean {
  if (offset + 2 > end) return false;
  const b0 = bytes[offset]!;
  const b1 = bytes[offset + 1]!;
  const payloadAt = offset + headerLengthOf(b1);
  if (payloadAt > end) return false;
  const masked = isMasked(b1);
  head.at = offset;
  head.b0 = b0;
  head.b1 = b1;
  head.maskAt = masked ? payloadAt - 4 : -1;
  head.maskKey = masked ? uint32(bytes, payloadAt - 4) : 0;
  head.payloadAt = payloadAt;
  readLength(bytes, offset + 2, b1, head);
  return true;
}

/** Keeps to small integers where it can (measured: bench/scan). */
function readLength(bytes: Uint8Array, at: number, b1: number, head: FrameHead): void {
  const extended = extendedOf(b1);
  head.extended = extended;
  if (extended === 64) {
    head.lengthHigh = uint32(bytes, at);
    head.lengthLow = uint32(bytes, at + 4);
    head.payloadLength = head.lengthHigh * 0x1_0000_0000 + head.lengthLow;
    return;
  }
  const length = extended === 0 ? shortLengthOf(b1) : uint16(bytes, at);
  head.lengthHigh = 0;
  head.lengthLow = length;
  head.payloadLength = length;
}

/** The announced payload length, exact however large. */
export const exactLength = (head: FrameHead): number | bigint =>
  head.payloadLength <= Number.MAX_SAFE_INTEGER
    ? head.payloadLength
    : (BigInt(head.lengthHigh) << 32n) | BigInt(head.lengthLow);
