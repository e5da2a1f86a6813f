import { concat } from '../../../src/codec/bytes.ts';
import type { DeflateSide } from '../../../src/codec/websocket/deflate.ts';
import { createDeflater } from '../../../src/codec/websocket/deflater.ts';
import { encodeFrame, frameOf } from '../../../src/codec/websocket/encode.ts';
import { Opcode } from '../../../src/codec/websocket/layout.ts';
import { createContext, type Sender } from '../../../src/codec/websocket/rules.ts';
import { createScanner, type FrameIndex } from '../../../src/codec/websocket/scan.ts';

export const TAKEOVER: DeflateSide = { windowBits: 15, noContextTakeover: false };
export const ANEW: DeflateSide = { windowBits: 15, noContextTakeover: true };

const KEY = Uint8Array.of(0x37, 0xfa, 0x21, 0x3d);

export interface FrameSketch {
  readonly payload: string | Uint8Array;
  readonly opcode?: number;
  readonly fin?: boolean;
  readonly rsv1?: boolean;
}

const frameBytes = ({ payload, ...options }: FrameSketch, sender: Sender): Uint8Array =>
  encodeFrame(frameOf(payload, { sender, maskKey: KEY, ...options }));

/** The frames of one direction, and their index. */
export interface Stream {
  readonly bytes: Uint8Array;
  readonly index: FrameIndex;
}

export const streamOf = (frames: readonly FrameSketch[], sender: Sender = 'server'): Stream =>
  scanned(concat(frames.map((frame) => frameBytes(frame, sender))), sender);

export function scanned(bytes: Uint8Array, sender: Sender = 'server'): Stream {
  const scanner = createScanner(bytes, createContext(sender, { deflate: true }));
  while (scanner.step(1000));
  return { bytes, index: scanner.finish().index };
}

/** A message in fragments cut at those places, with a Ping after each but the last. */
export function fragments(
  payload: Uint8Array,
  cuts: readonly number[],
  { opcode = Opcode.text, rsv1 = false }: Pick<FrameSketch, 'opcode' | 'rsv1'> = {},
): FrameSketch[] {
  const ends = [...cuts, payload.length];
  return ends.flatMap((end, i): FrameSketch[] => {
    const fin = i === ends.length - 1;
    const first = i === 0;
    const own: FrameSketch = {
      payload: payload.subarray(ends[i - 1] ?? 0, end),
      opcode: first ? opcode : Opcode.continuation,
      rsv1: first && rsv1,
      fin,
    };
    return fin ? [own] : [own, { payload: `${i}`, opcode: Opcode.ping }];
  });
}

/** Each message compressed, in a frame of its own. */
export function compressedFrames(
  messages: readonly Uint8Array[],
  side: DeflateSide,
): FrameSketch[] {
  const { deflate } = createDeflater(side);
  return messages.map((message) => ({
    payload: deflate(message),
    opcode: Opcode.binary,
    rsv1: true,
  }));
}
