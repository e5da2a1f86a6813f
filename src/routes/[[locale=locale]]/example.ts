import { annotateFrame } from '../../codec/websocket/annotate.ts';

const BYTES = Uint8Array.of(0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58);

/** The masked text frame of RFC 6455 §5.7. */
export const EXAMPLE = annotateFrame(BYTES);

const hex = (from: number, to: number): string[] =>
  Array.from(BYTES.subarray(from, to), (byte) => byte.toString(16).padStart(2, '0'));

/** Its bytes, told one part after the other. */
export const PARTS = [
  { id: 'first', bytes: hex(0, 1), key: 'ws.opcode@wire:4' },
  { id: 'second', bytes: hex(1, 2), key: 'ws.length7@wire:9' },
  { id: 'key', bytes: hex(2, 6), key: 'ws.masking-key@wire:16' },
  { id: 'payload', bytes: hex(6, 11), key: 'ws.payload@wire:48' },
] as const;
