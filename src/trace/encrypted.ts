import { beginsWithPreface } from '../codec/http2/frame.ts';
import { handshakeTypeAt, readClientHello, type ClientHello } from '../codec/tls/client-hello.ts';
import { readRecord } from '../codec/tls/record.ts';
import type { Captured } from './captured.ts';
import { DIRECTIONS, type Direction } from './trace.ts';

/** A connection whose bytes are another protocol: named, and not read further. */
export interface Opaque {
  readonly protocol: 'tls' | 'http2';
  /** Of TLS, where it was captured. */
  readonly hello: ClientHello | null;
}

type Streams = Readonly<Record<Direction, Uint8Array>>;
type CapturedBytes = Readonly<Record<Direction, Captured>>;

/** Records that must follow each other where nothing else says that they are records. */
const FEW_RECORDS = 3;
/** Where a stream begins in the middle of a record, the next is not far. */
const MOST_SEARCHED = 64 * 1024;

/** Names TLS, RFC 8446 §5.1, and HTTP/2 in the clear, RFC 9113 §3.4; null for all else. */
export function readOpaque(
  streams: Streams,
  captured: CapturedBytes,
  begun: boolean,
): Opaque | null {
  if (beginsWithPreface(streams['client-to-server'])) return { protocol: 'http2', hello: null };
  const isTls = DIRECTIONS.some((way) => speaksTls(streams[way], captured[way], begun));
  if (!isTls) return null;
  const client = streams['client-to-server'];
  return {
    protocol: 'tls',
    hello: readClientHello(client.subarray(0, captured['client-to-server'].runEnd(0))),
  };
}

function speaksTls(bytes: Uint8Array, captured: Captured, begun: boolean): boolean {
  if (handshakeTypeAt(bytes, 0) !== null) return true;
  const first = captured.runStart(0);
  const last = begun && first === 0 ? 1 : Math.min(bytes.length, MOST_SEARCHED);
  for (let at = first; at < last; at++) if (beginsRecords(bytes, captured, at)) return true;
  return false;
}

/** Several records, or more than one that end with the captured bytes. */
function beginsRecords(bytes: Uint8Array, captured: Captured, at: number): boolean {
  const until = captured.runEnd(at);
  let place = at;
  for (let records = 0; records < FEW_RECORDS; records++) {
    if (records > 1 && place === until) return true;
    const record = readRecord(bytes, place, until);
    if (record === null) return false;
    place = record.end;
  }
  return true;
}
