import { utf8Of } from '../utf8.ts';
import {
  createHead,
  FIN,
  hasRsv1,
  hasRsv2,
  hasRsv3,
  isFinal,
  LENGTH_16,
  LENGTH_64,
  MASK,
  maskOf,
  MOST_IN_16,
  MOST_IN_64,
  MOST_IN_7,
  Opcode,
  opcodeOf,
  readHead,
  RSV1,
  RSV2,
  RSV3,
  type Extended,
  type FrameHead,
} from './layout.ts';
import { mask } from './mask.ts';
import type { Sender } from './rules.ts';

/** Enough to rebuild the bytes of a frame exactly, legal or not. */
export interface FrameFields {
  readonly fin: boolean;
  readonly rsv1: boolean;
  readonly rsv2: boolean;
  readonly rsv3: boolean;
  /** 0 to 15. */
  readonly opcode: number;
  /** How the length is written, which need not be the shortest way. */
  readonly extended: Extended;
  /** Four bytes, or null for an unmasked frame. */
  readonly maskKey: Uint8Array | null;
  /** As the application sees it: unmasked. */
  readonly payload: Uint8Array;
}

/** The shortest form that holds a length, RFC 6455 §5.2. */
export const shortestForm = (length: number | bigint): Extended =>
  length <= MOST_IN_7 ? 0 : length <= MOST_IN_16 ? 16 : 64;

/**
 * The bytes of a frame, RFC 6455 §5.2. Its header announces the payload there is, or any other length.
 * @throws RangeError where the length does not fit its form, the opcode four bits, or the key four bytes.
 */
export function encodeFrame(
  fields: FrameFields,
  announced: number | bigint = fields.payload.length,
): Uint8Array {
  const { payload, extended, maskKey, opcode } = fields;
  if (opcode !== opcodeOf(opcode)) throw new RangeError(`opcode ${opcode} is not 0 to 15`);
  if (maskKey !== null && maskKey.length !== 4) throw new RangeError('a masking key has 4 bytes');
  if (shortestForm(announced) > extended || announced > MOST_IN_64) {
    throw new RangeError(`a payload of ${announced} bytes needs a longer length form`);
  }
  const payloadAt = 2 + extended / 8 + (maskKey === null ? 0 : 4);
  const bytes = new Uint8Array(payloadAt + payload.length);
  const view = new DataView(bytes.buffer);
  bytes[0] = flags(fields) | opcode;
  const length7 = extended === 0 ? Number(announced) : extended === 16 ? LENGTH_16 : LENGTH_64;
  bytes[1] = (maskKey === null ? 0 : maskOf(MASK)) | length7;
  if (extended === 16) view.setUint16(2, Number(announced));
  if (extended === 64) view.setBigUint64(2, BigInt(announced));
  if (maskKey === null) {
    bytes.set(payload, payloadAt);
  } else {
    bytes.set(maskKey, payloadAt - 4);
    bytes.set(mask(payload, maskKey), payloadAt);
  }
  return bytes;
}

const flags = (fields: FrameFields): number =>
  (fields.fin ? maskOf(FIN) : 0) |
  (fields.rsv1 ? maskOf(RSV1) : 0) |
  (fields.rsv2 ? maskOf(RSV2) : 0) |
  (fields.rsv3 ? maskOf(RSV3) : 0);

/** The fields of the frame that `bytes` begin with; null where they end inside it. RFC 6455 §5.2 */
export function decodeFrame(bytes: Uint8Array): FrameFields | null {
  const head = createHead();
  if (!readHead(bytes, 0, bytes.length, head)) return null;
  const end = head.payloadAt + head.payloadLength;
  return end > bytes.length ? null : fieldsOf(bytes, head, end);
}

/** The fields of a frame whose header was read, with the payload up to `end`, whatever the header announces. RFC 6455 §5.2 */
export function fieldsOf(bytes: Uint8Array, head: FrameHead, end: number): FrameFields {
  const maskKey = head.maskAt < 0 ? null : bytes.slice(head.maskAt, head.maskAt + 4);
  const wire = bytes.subarray(head.payloadAt, end);
  return {
    fin: isFinal(head.b0),
    rsv1: hasRsv1(head.b0),
    rsv2: hasRsv2(head.b0),
    rsv3: hasRsv3(head.b0),
    opcode: opcodeOf(head.b0),
    extended: head.extended,
    maskKey,
    payload: maskKey === null ? wire.slice() : mask(wire, maskKey),
  };
}

/** What a sender chooses beyond its payload. */
export interface FrameOptions {
  readonly sender: Sender;
  /** Required of a client: the codec knows no chance. */
  readonly maskKey?: Uint8Array;
  readonly opcode?: number;
  readonly fin?: boolean;
  readonly rsv1?: boolean;
}

/**
 * The legal way to say something: the shortest length, masked when a client sends. RFC 6455 §5.1, §5.2
 * Text becomes a text frame, bytes a binary one, unless `opcode` says otherwise.
 * @throws RangeError for a client without a masking key.
 */
export function frameOf(payload: string | Uint8Array, options: FrameOptions): FrameFields {
  const bytes = typeof payload === 'string' ? utf8Of(payload) : payload;
  if (options.sender === 'client' && options.maskKey === undefined) {
    throw new RangeError('a client masks every frame: give a masking key');
  }
  return {
    fin: options.fin ?? true,
    rsv1: options.rsv1 ?? false,
    rsv2: false,
    rsv3: false,
    opcode: options.opcode ?? (typeof payload === 'string' ? Opcode.text : Opcode.binary),
    extended: shortestForm(bytes.length),
    maskKey: options.sender === 'client' ? options.maskKey! : null,
    payload: bytes,
  };
}
