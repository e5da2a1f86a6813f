import { bytesOfHex } from '../../src/codec/bytes.ts';
import type { FrameFields } from '../../src/codec/websocket/encode.ts';
import type { Sender } from '../../src/codec/websocket/rules.ts';

/** A frame printed in RFC 6455 §5.7, with what the text there says of it. */
export interface FrameVector {
  readonly name: string;
  readonly sender: Sender;
  readonly wire: Uint8Array;
  readonly fields: FrameFields;
}

const KEY = bytesOfHex('37 fa 21 3d');
const text = (payload: string) => new TextEncoder().encode(payload);

const frame = (fields: Partial<FrameFields>): FrameFields => ({
  fin: true,
  rsv1: false,
  rsv2: false,
  rsv3: false,
  opcode: 1,
  extended: 0,
  maskKey: null,
  payload: text('Hello'),
  ...fields,
});

/** The RFC prints the headers of its two binary examples; their payload is any 256 or 65,536 bytes. */
const withPayload = (header: string, payload: Uint8Array) =>
  Uint8Array.from([...bytesOfHex(header), ...payload]);

const bytes256 = Uint8Array.from({ length: 256 }, (_, i) => i);
const bytes64k = Uint8Array.from({ length: 65_536 }, (_, i) => (i * 7) & 0xff);

export const FRAME_VECTORS: readonly FrameVector[] = [
  {
    name: 'a single-frame unmasked text message',
    sender: 'server',
    wire: bytesOfHex('81 05 48 65 6c 6c 6f'),
    fields: frame({}),
  },
  {
    name: 'a single-frame masked text message',
    sender: 'client',
    wire: bytesOfHex('81 85 37 fa 21 3d 7f 9f 4d 51 58'),
    fields: frame({ maskKey: KEY }),
  },
  {
    name: 'the first fragment of a fragmented unmasked text message',
    sender: 'server',
    wire: bytesOfHex('01 03 48 65 6c'),
    fields: frame({ fin: false, payload: text('Hel') }),
  },
  {
    name: 'the last fragment of a fragmented unmasked text message',
    sender: 'server',
    wire: bytesOfHex('80 02 6c 6f'),
    fields: frame({ opcode: 0, payload: text('lo') }),
  },
  {
    name: 'an unmasked Ping request',
    sender: 'server',
    wire: bytesOfHex('89 05 48 65 6c 6c 6f'),
    fields: frame({ opcode: 9 }),
  },
  {
    name: 'a masked Pong response',
    sender: 'client',
    wire: bytesOfHex('8a 85 37 fa 21 3d 7f 9f 4d 51 58'),
    fields: frame({ opcode: 10, maskKey: KEY }),
  },
  {
    name: '256 bytes of binary data in a single unmasked frame',
    sender: 'server',
    wire: withPayload('82 7e 01 00', bytes256),
    fields: frame({ opcode: 2, extended: 16, payload: bytes256 }),
  },
  {
    name: '64 KiB of binary data in a single unmasked frame',
    sender: 'server',
    wire: withPayload('82 7f 00 00 00 00 00 01 00 00', bytes64k),
    fields: frame({ opcode: 2, extended: 64, payload: bytes64k }),
  },
];

/** The same bytes at offset 0 and in the middle of a larger buffer, where `byteOffset` is not 0. */
export function twice(bytes: Uint8Array): [string, Uint8Array][] {
  const larger = new Uint8Array(bytes.length + 24).fill(0xaa);
  larger.set(bytes, 11);
  return [
    ['at offset 0', bytes.slice()],
    ['inside a larger buffer', larger.subarray(11, 11 + bytes.length)],
  ];
}
