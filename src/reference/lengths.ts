import { specRef } from '../codec/http/layout.ts';
import type { SpecRef } from '../codec/annotation.ts';
import type { FieldId } from '../codec/ids.ts';
import {
  headerLengthOf,
  LENGTH_16,
  LENGTH_64,
  MASK,
  maskOf,
  MOST_IN_16,
  MOST_IN_7,
  type Extended,
} from '../codec/websocket/layout.ts';

/** One of the three ways to write a payload length, RFC 6455 §5.2. */
export interface LengthForm {
  readonly extended: Extended;
  /** As an entry of the reference is called: the bits that hold the number. */
  readonly bits: 7 | 16 | 64;
  readonly field: FieldId;
  /** The lengths that must be written so. */
  readonly from: number;
  readonly to: number | bigint;
  /** What the 7 bits say; null where they are the length. */
  readonly signpost: number | null;
  /** Bytes before the payload, without and with a masking key. */
  readonly header: number;
  readonly maskedHeader: number;
  readonly ref: SpecRef;
}

/** The top bit of 64 must be 0. */
const MOST_IN_64 = (1n << 63n) - 1n;

const form = (
  extended: Extended,
  field: FieldId,
  from: number,
  to: number | bigint,
  signpost: number | null,
): LengthForm => ({
  extended,
  bits: extended === 0 ? 7 : extended,
  field,
  from,
  to,
  signpost,
  header: headerLengthOf(signpost ?? 0),
  maskedHeader: headerLengthOf((signpost ?? 0) | maskOf(MASK)),
  ref: specRef('rfc6455', '5.2'),
});

export const LENGTH_FORMS: readonly LengthForm[] = [
  form(0, 'ws.length7', 0, MOST_IN_7, null),
  form(16, 'ws.length16', MOST_IN_7 + 1, MOST_IN_16, LENGTH_16),
  form(64, 'ws.length64', MOST_IN_16 + 1, MOST_IN_64, LENGTH_64),
];
