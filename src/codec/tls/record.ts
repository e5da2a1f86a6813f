import { uint16 } from '../bytes.ts';

/** RFC 8446 §5.1. */
export const RecordType = {
  changeCipherSpec: 20,
  alert: 21,
  handshake: 22,
  applicationData: 23,
} as const;

/** One record: a header of five bytes, and as many more as it says. RFC 8446 §5.1 */
export interface TlsRecord {
  readonly type: number;
  readonly at: number;
  readonly contentAt: number;
  readonly end: number;
}

const HEADER = 5;
/** RFC 5246 §6.2.3: the longest record of TLS 1.2, longer than that of TLS 1.3. */
const MOST_CONTENT = 2 ** 14 + 2048;
/** SSL 3.0 to TLS 1.2; TLS 1.3 says 1.2 in its records. */
const MAJOR = 3;
const MOST_MINOR = 4;

/** The record at `at`; null where none begins there, or its header is cut. It may end beyond the bytes. */
export function readRecord(bytes: Uint8Array, at: number, end = bytes.length): TlsRecord | null {
  if (at + HEADER > end) return null;
  const type = bytes[at]!;
  const length = uint16(bytes, at + 3);
  if (type < RecordType.changeCipherSpec || type > RecordType.applicationData) return null;
  if (bytes[at + 1] !== MAJOR || bytes[at + 2]! > MOST_MINOR) return null;
  if (length === 0 || length > MOST_CONTENT) return null;
  return { type, at, contentAt: at + HEADER, end: at + HEADER + length };
}
