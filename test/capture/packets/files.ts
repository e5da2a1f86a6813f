import { concat } from '../../../src/codec/bytes.ts';
import { createCaptureReader, type CaptureResult } from '../../../src/capture/packets/reader.ts';
import type { CaptureLimits } from '../../../src/capture/packets/limits.ts';
import { hexOf } from '../../../src/codec/bytes.ts';
import { DIRECTIONS } from '../../../src/trace/trace.ts';
import { latin1 } from '../../latin1.ts';

/** Writes numbers of one byte order. */
export interface Numbers {
  readonly u8: (...values: number[]) => Uint8Array;
  readonly u16: (...values: number[]) => Uint8Array;
  readonly u32: (...values: number[]) => Uint8Array;
  readonly i64: (value: bigint) => Uint8Array;
}

export function numbers(little: boolean): Numbers {
  const write = (
    size: number,
    values: number[],
    set: (view: DataView, at: number, v: number) => void,
  ) => {
    const bytes = new Uint8Array(size * values.length);
    const view = new DataView(bytes.buffer);
    values.forEach((value, i) => set(view, i * size, value));
    return bytes;
  };
  return {
    u8: (...values) => Uint8Array.from(values),
    u16: (...values) => write(2, values, (view, at, value) => view.setUint16(at, value, little)),
    u32: (...values) => write(4, values, (view, at, value) => view.setUint32(at, value, little)),
    i64: (value) => {
      const bytes = new Uint8Array(8);
      new DataView(bytes.buffer).setBigInt64(0, value, little);
      return bytes;
    },
  };
}

/** A packet with its time in units of the file. */
export interface Recorded {
  readonly bytes: Uint8Array;
  readonly seconds?: number;
  readonly parts?: number;
  readonly length?: number;
}

export const MICRO = 0xa1b2c3d4;
export const NANO = 0xa1b23c4d;
export const KUZNETZOV = 0xa1b2cd34;

export function pcap(
  packets: readonly Recorded[],
  { little = true, magic = MICRO, linkType = 101 } = {},
): Uint8Array {
  const { u16, u32 } = numbers(little);
  const more = magic === KUZNETZOV ? [u32(3, 0x0800_0000)] : [];
  return concat([
    u32(magic),
    u16(2, 4),
    u32(0, 0, 262_144, linkType),
    ...packets.flatMap(({ bytes, seconds = 0, parts = 0, length = bytes.length }) => [
      u32(seconds, parts, bytes.length, length),
      ...more,
      bytes,
    ]),
  ]);
}

const pad = (bytes: Uint8Array): Uint8Array => concat([bytes, new Uint8Array(-bytes.length & 3)]);

/** The blocks of a pcapng file, of one byte order. */
export function blocks(little = true) {
  const { u8, u16, u32, i64 } = numbers(little);
  const block = (type: number, ...parts: Uint8Array[]): Uint8Array => {
    const body = concat(parts);
    const length = body.length + 12;
    return concat([u32(type, length), body, u32(length)]);
  };
  const option = (code: number, value: Uint8Array): Uint8Array =>
    concat([u16(code, value.length), pad(value)]);
  const END = new Uint8Array(4);
  return {
    block,
    option,
    section: (comment?: string): Uint8Array =>
      block(
        0x0a0d0d0a,
        u32(0x1a2b3c4d),
        u16(1, 0),
        i64(-1n),
        ...(comment === undefined ? [] : [option(1, latin1(comment)), END]),
      ),
    interface: (
      linkType = 101,
      {
        resolution,
        offset,
        snap = 0,
      }: { resolution?: number; offset?: bigint; snap?: number } = {},
    ): Uint8Array =>
      block(
        1,
        u16(linkType, 0),
        u32(snap),
        ...(resolution === undefined ? [] : [option(9, u8(resolution))]),
        ...(offset === undefined ? [] : [option(14, i64(offset))]),
        END,
      ),
    enhanced: (bytes: Uint8Array, units = 0n, number = 0, length = bytes.length): Uint8Array =>
      block(
        6,
        u32(number, Number(units >> 32n), Number(units & 0xffff_ffffn), bytes.length, length),
        pad(bytes),
        option(1, latin1('a comment')),
        END,
      ),
    simple: (bytes: Uint8Array, length = bytes.length): Uint8Array =>
      block(3, u32(length), pad(bytes)),
    obsolete: (bytes: Uint8Array, units = 0n, number = 0): Uint8Array =>
      block(
        2,
        u16(number, 0),
        u32(Number(units >> 32n), Number(units & 0xffff_ffffn), bytes.length, bytes.length),
        pad(bytes),
      ),
  };
}

/** Reads a file given in pieces. */
export function readFile(
  pieces: readonly Uint8Array[],
  limits: Partial<CaptureLimits> = {},
): CaptureResult {
  const reader = createCaptureReader(limits);
  for (const piece of pieces) reader.push(piece);
  return reader.finish();
}

/** All that a result says, as plain data. */
export const plain = ({ connections, notes, kind, gzip }: CaptureResult) => ({
  kind,
  gzip,
  notes,
  connections: connections.map(({ streams, transfers, ...rest }) => ({
    ...rest,
    streams: DIRECTIONS.map((direction) => hexOf(streams[direction])),
    transfers: [...transfers],
  })),
});
