import type { Chance } from '../../../scripts/fuzz-chance.ts';
import { bytesOfHex, concat } from '../../../src/codec/bytes.ts';
import { encodeClose } from '../../../src/codec/websocket/close.ts';
import {
  encodeFrame,
  shortestForm,
  type FrameFields,
} from '../../../src/codec/websocket/encode.ts';
import { LENGTH_64, LENGTH7, maskOf, Opcode } from '../../../src/codec/websocket/layout.ts';

/** No UTF-8: overlong, half of a pair, above U+10FFFF, cut off, a lone continuation. */
const NOT_UTF8 = ['c0 80', 'ed a0 80', 'f4 90 80 80', 'e4 bd', 'f0 9f 98', '80', 'ff', '41 c3'].map(
  bytesOfHex,
);
/** Codes that no Close frame may carry, and some that it may. */
const CODES = [0, 1, 999, 1004, 1005, 1006, 1010, 1013, 1015, 1016, 2000, 2999, 5000, 65_535];
/** DEFLATE with BFINAL set, cut, with a reference to nothing, with a type of block that is none. */
const DEFLATED = [
  'f3 48 cd c9 c9 07 00 f2 48 cd c9 c9 07 00',
  'f3 48 cd c9 c9 07 00 00',
  'f2 48 cd c9 c9 07',
  'f2 00 11 00 00',
  '07',
  'f2 48 cd c9 c9 07 00 00 00 ff ff',
].map(bytesOfHex);
const LENGTHS = [
  '80 00 00 00 00 00 00 00',
  'ff ff ff ff ff ff ff ff',
  '00 20 00 00 00 00 00 00',
  '00 1f ff ff ff ff ff ff',
  '00 00 00 01 00 00 00 01',
  '00 00 00 00 00 01 86 a1',
].map(bytesOfHex);

type Fault = (chance: Chance, frame: FrameFields) => FrameFields[];

const change =
  (how: (frame: FrameFields, chance: Chance) => Partial<FrameFields>): Fault =>
  (chance, frame) => [{ ...frame, ...how(frame, chance) }];

const pay = (frame: FrameFields, payload: Uint8Array): FrameFields => ({
  ...frame,
  payload,
  extended: shortestForm(payload.length),
});

const FAULTS: readonly Fault[] = [
  change(({ fin }) => ({ fin: !fin })),
  change(({ fin }) => ({ fin: !fin })),
  change(({ rsv1 }) => ({ rsv1: !rsv1 })),
  change(() => ({ rsv2: true })),
  change(() => ({ rsv3: true })),
  change((_, chance) => ({ opcode: chance.below(16) })),
  change((_, chance) => ({ opcode: chance.pick([0, 1, 2, 8, 9]) })),
  change(({ maskKey }, chance) => ({ maskKey: maskKey === null ? chance.bytes(4) : null })),
  change(({ maskKey }) => ({ maskKey: maskKey && new Uint8Array(4) })),
  change((_, chance) => ({ extended: chance.pick([16, 64]) })),
  (chance, frame) => [pay(frame, concat([frame.payload, chance.pick(NOT_UTF8)]))],
  (chance, frame) => [pay(frame, concat([chance.pick(NOT_UTF8), frame.payload]))],
  (chance, frame) => [pay(frame, frame.payload.subarray(chance.below(3)))],
  (chance, frame) => [pay(frame, frame.payload.subarray(0, -1 - chance.below(3)))],
  (chance, frame) => [pay(frame, flipped(chance, frame.payload))],
  (chance, frame) => [
    pay(frame, concat([frame.payload, new Uint8Array(chance.pick([126, 5000]))])),
  ],
  (chance, frame) => [{ ...pay(frame, chance.pick(DEFLATED)), rsv1: true }],
  (chance, frame) => [
    { ...pay(frame, chance.pick(DEFLATED)), rsv1: true, opcode: Opcode.text, fin: true },
    frame,
  ],
  () => [],
  (_, frame) => [frame, frame],
  (chance, frame) => [
    controlLike(frame, Opcode.ping, chance.bytes(chance.pick([0, 125, 126]))),
    frame,
  ],
  (chance, frame) => [close(chance, frame), frame],
  (chance, frame) => [frame, controlLike(frame, Opcode.close, chance.bytes(1))],
];

const controlLike = (frame: FrameFields, opcode: number, payload: Uint8Array): FrameFields =>
  pay({ ...frame, opcode, fin: true, rsv1: false }, payload);

function close(chance: Chance, frame: FrameFields): FrameFields {
  const reason = chance.pick([new Uint8Array(), ...NOT_UTF8]);
  return controlLike(frame, Opcode.close, encodeClose(chance.pick([1000, ...CODES]), reason));
}

function flipped(chance: Chance, payload: Uint8Array): Uint8Array {
  const copy = payload.slice();
  if (copy.length > 0) copy[chance.below(copy.length)]! ^= 1 << chance.below(8);
  return copy;
}

/** The bytes of a conversation, broken: some frames, the length that one announces, or where the stream ends. */
export function hurt(chance: Chance, frames: readonly FrameFields[]): Uint8Array {
  let hurt = [...frames];
  for (let faults = chance.below(3); faults >= 0 && hurt.length > 0; faults--) {
    const at = chance.below(hurt.length);
    hurt = hurt.toSpliced(at, 1, ...chance.pick(FAULTS)(chance, hurt[at]!));
  }
  const liar = chance.below(8) === 0 ? chance.below(hurt.length + 1) : -1;
  const parts = hurt.map((fields, i) => (i === liar ? lie(chance, fields) : encodeFrame(fields)));
  const bytes = concat(parts);
  if (chance.below(8) > 0) return bytes;
  // Anywhere, or inside the last header.
  const last = parts.at(-1)?.length ?? 0;
  const end = chance.below(2) === 0 ? chance.below(bytes.length + 1) : bytes.length - last + 2;
  return bytes.subarray(0, end);
}

/** The frame with another length in 64 bits. */
function lie(chance: Chance, fields: FrameFields): Uint8Array {
  const bytes = encodeFrame({ ...fields, extended: 64 });
  bytes[1] = (bytes[1]! & ~maskOf(LENGTH7)) | LENGTH_64;
  bytes.set(chance.pick(LENGTHS), 2);
  return bytes;
}
