import type { Severity, SpecDocument } from '../annotation.ts';
import type { Rule } from '../codec.ts';
import type { FieldId, RuleId } from '../ids.ts';
import {
  hasRsv1,
  hasRsv2,
  hasRsv3,
  isControl,
  isFinal,
  isMasked,
  MOST_IN_16,
  MOST_IN_7,
  Opcode,
  opcodeOf,
  type FrameHead,
} from './layout.ts';

export type Sender = 'client' | 'server';

/** What one direction of a connection has said so far, as far as frame headers tell. */
export interface StreamContext {
  readonly sender: Sender;
  /** True where permessage-deflate was negotiated, RFC 7692 §5. */
  readonly deflate: boolean;
  /** The longest payload a frame may announce, in bytes: policy, RFC 6455 §10.4. */
  readonly maxPayload: number;
  /** Opcode of the message whose last fragment has not come; 0 where none is open. */
  open: number;
  /** True once this side has sent a Close frame. */
  closed: boolean;
  /** Masking key of the frame before; null before the first masked one. */
  lastMaskKey: number | null;
  /** How many messages have begun. */
  messages: number;
  /** True where bytes before were not captured: a message of which nobody saw the start may be open. */
  lost: boolean;
}

/** 2 GiB: no browser delivers a longer message in one piece. */
export const DEFAULT_MAX_PAYLOAD = 2 ** 31;

export const createContext = (
  sender: Sender,
  options: { deflate?: boolean; maxPayload?: number } = {},
): StreamContext => ({
  sender,
  deflate: options.deflate ?? false,
  maxPayload: options.maxPayload ?? DEFAULT_MAX_PAYLOAD,
  open: 0,
  closed: false,
  lastMaskKey: null,
  messages: 0,
  lost: false,
});

/** Forgets what bytes that were not captured may have changed; that this side said Close stays true. */
export function loseTrack(context: StreamContext): void {
  context.open = 0;
  context.lastMaskKey = null;
  context.lost = true;
}

/** What a rule looks at besides the context: the first two bytes, the length where it is extended, or the masking key. */
export type Sees = 'first-bytes' | 'length' | 'masking-key';

export interface FrameRule extends Rule<FrameHead, StreamContext> {
  readonly sees: Sees;
}

const rule = (
  id: RuleId,
  field: FieldId,
  section: string,
  closeCode: number | null,
  broken: FrameRule['broken'],
  doc: SpecDocument = 'rfc6455',
): FrameRule => ({
  id,
  field,
  ref: { doc, section },
  severity: severityOf(closeCode),
  closeCode,
  broken,
  sees: seenFrom(field),
});

/** The field that a rule names is the last thing it looks at; a Close body of one byte is a matter of its length. */
function seenFrom(field: FieldId): Sees {
  if (field === 'ws.masking-key') return 'masking-key';
  return field.startsWith('ws.length') || field === 'ws.payload' ? 'length' : 'first-bytes';
}

/** Where no receiver would close, the bytes are odd rather than wrong. */
const severityOf = (closeCode: number | null): Severity =>
  closeCode === null ? 'warning' : 'error';

const control = (head: FrameHead): boolean => isControl(opcodeOf(head.b0));
const hasTopBit = (head: FrameHead): boolean => head.lengthHigh >= 0x8000_0000;

/** What a frame header can break, given its stream. Append only: the place of a rule is its bit in a verdict. */
export const FRAME_RULES: readonly FrameRule[] = [
  // A reserved bit has no meaning that an extension did not give it.
  rule(
    'ws/rsv1-without-extension',
    'ws.rsv1',
    '5.2',
    1002,
    (head, context) => hasRsv1(head.b0) && !context.deflate,
  ),
  rule('ws/rsv2-set', 'ws.rsv2', '5.2', 1002, (head) => hasRsv2(head.b0)),
  rule('ws/rsv3-set', 'ws.rsv3', '5.2', 1002, (head) => hasRsv3(head.b0)),
  rule('ws/opcode-reserved-data', 'ws.opcode', '5.2', 1002, (head) => {
    const opcode = opcodeOf(head.b0);
    return opcode > Opcode.binary && !isControl(opcode);
  }),
  rule(
    'ws/opcode-reserved-control',
    'ws.opcode',
    '5.2',
    1002,
    (head) => opcodeOf(head.b0) > Opcode.pong,
  ),
  // A client masks every frame, a server none.
  rule(
    'ws/client-frame-unmasked',
    'ws.mask',
    '5.1',
    1002,
    (head, context) => context.sender === 'client' && !isMasked(head.b1),
  ),
  rule(
    'ws/server-frame-masked',
    'ws.mask',
    '5.1',
    1002,
    (head, context) => context.sender === 'server' && isMasked(head.b1),
  ),
  // A length is written in the fewest bytes that hold it.
  rule(
    'ws/length-not-minimal-16',
    'ws.length16',
    '5.2',
    1002,
    (head) => head.extended === 16 && head.payloadLength <= MOST_IN_7,
  ),
  rule(
    'ws/length-not-minimal-64',
    'ws.length64',
    '5.2',
    1002,
    (head) => head.extended === 64 && head.payloadLength <= MOST_IN_16,
  ),
  // Looks at the high word: 2^63 - 1 is no JavaScript number.
  rule('ws/length-64-msb-set', 'ws.length64', '5.2', 1002, hasTopBit),
  rule(
    'ws/frame-too-big',
    'ws.length64',
    '10.4',
    1009,
    (head, context) => head.payloadLength > context.maxPayload && !hasTopBit(head),
  ),
  // Control frames are short and whole, so that they fit between fragments.
  rule(
    'ws/control-fragmented',
    'ws.fin',
    '5.5',
    1002,
    (head) => control(head) && !isFinal(head.b0),
  ),
  rule(
    'ws/control-too-long',
    'ws.length7',
    '5.5',
    1002,
    (head) => control(head) && head.payloadLength > MOST_IN_7,
  ),
  // One message at a time in each direction.
  rule(
    'ws/continuation-without-start',
    'ws.opcode',
    '5.4',
    1002,
    (head, context) =>
      opcodeOf(head.b0) === Opcode.continuation && context.open === 0 && !context.lost,
  ),
  rule(
    'ws/data-frame-inside-fragmented',
    'ws.opcode',
    '5.4',
    1002,
    (head, context) =>
      context.open !== 0 && opcodeOf(head.b0) !== Opcode.continuation && !control(head),
  ),
  // Legal bits, no protection: a key is fresh and not to be guessed.
  rule(
    'ws/masking-key-zero',
    'ws.masking-key',
    '5.3',
    null,
    (head) => isMasked(head.b1) && head.maskKey === 0,
  ),
  rule(
    'ws/masking-key-reused',
    'ws.masking-key',
    '5.3',
    null,
    (head, context) =>
      isMasked(head.b1) && head.maskKey !== 0 && head.maskKey === context.lastMaskKey,
  ),
  // With permessage-deflate, RSV1 speaks of a message: it stands on the first fragment alone.
  rule(
    'ws/pmd-rsv1-on-control',
    'ws.rsv1',
    '6.1',
    1002,
    (head, context) => context.deflate && hasRsv1(head.b0) && control(head),
    'rfc7692',
  ),
  rule(
    'ws/pmd-rsv1-on-continuation',
    'ws.rsv1',
    '6.1',
    1002,
    (head, context) =>
      context.deflate && hasRsv1(head.b0) && opcodeOf(head.b0) === Opcode.continuation,
    'rfc7692',
  ),
  // A Close body is empty or begins with two bytes of code.
  rule(
    'ws/close-payload-one-byte',
    'ws.payload',
    '5.5.1',
    1002,
    (head) => opcodeOf(head.b0) === Opcode.close && head.payloadLength === 1,
  ),
  rule(
    'ws/message-unfinished-at-close',
    'ws.opcode',
    '5.4',
    null,
    (head, context) => opcodeOf(head.b0) === Opcode.close && context.open !== 0 && !context.closed,
  ),
  // After its Close a side says nothing more; what it says all the same is discarded. A Pong may still be owed, §5.5.2.
  rule(
    'ws/data-after-close',
    'ws.opcode',
    '5.5.1',
    null,
    (head, context) => context.closed && !control(head),
  ),
  rule(
    'ws/ping-after-close',
    'ws.opcode',
    '5.5.2',
    null,
    (head, context) => context.closed && opcodeOf(head.b0) === Opcode.ping,
  ),
  rule(
    'ws/second-close',
    'ws.opcode',
    '5.5.1',
    null,
    (head, context) => context.closed && opcodeOf(head.b0) === Opcode.close,
  ),
];

/** The number of a frame that belongs to no message: a control frame, or a continuation of nothing. */
export const NO_MESSAGE = 0xffff_ffff;

/**
 * Moves the context past a frame and tells the number of its message. RFC 6455 §5.4
 * After a broken rule it goes on as an analyst must: a data frame inside an open message begins a new one,
 * a reserved data opcode is a message of unknown kind.
 */
export function advance(context: StreamContext, head: FrameHead): number {
  if (isMasked(head.b1)) context.lastMaskKey = head.maskKey;
  const opcode = opcodeOf(head.b0);
  if (isControl(opcode)) {
    if (opcode === Opcode.close) context.closed = true;
    return NO_MESSAGE;
  }
  if (opcode === Opcode.continuation) {
    if (context.open === 0) {
      if (isFinal(head.b0)) context.lost = false;
      return NO_MESSAGE;
    }
  } else {
    context.messages++;
    context.open = opcode;
    context.lost = false;
  }
  if (isFinal(head.b0)) context.open = 0;
  return context.messages - 1;
}
