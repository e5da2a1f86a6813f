import { hexOf } from '../../codec/bytes.ts';
import type { Datagram } from './ip.ts';
import type { Place } from './link.ts';
import { insertRun, type Run } from './runs.ts';

/** Datagrams of which parts are there. */
export interface Fragments {
  /** Takes a part; true where all are there, and `place` is now the whole payload. */
  take(place: Place, datagram: Datagram): boolean;
  /** Datagrams that were given up, or never became whole. */
  readonly incomplete: number;
  /** Parts that lay on others. */
  readonly overlaps: number;
}

interface Pending {
  readonly runs: Run[];
  bytes: number;
  /** Length of the payload, once its last part is there. */
  length: number | null;
}

const MOST_PENDING = 256;
const MOST_PARTS = 256;
const MOST_LENGTH = 65_535;

/** Puts fragments together: RFC 791 §3.2, RFC 8200 §4.5. What came first stays where parts overlap. */
export function createFragments(): Fragments {
  const pending = new Map<string, Pending>();
  let givenUp = 0;
  let overlaps = 0;

  function pendingOf(key: string): Pending {
    const known = pending.get(key);
    if (known !== undefined) return known;
    const [oldest] = pending.keys();
    if (pending.size === MOST_PENDING && oldest !== undefined) {
      pending.delete(oldest);
      givenUp++;
    }
    const made: Pending = { runs: [], bytes: 0, length: null };
    pending.set(key, made);
    return made;
  }

  return {
    take(place, datagram) {
      const { bytes, at, end, wireEnd } = place;
      const key = keyOf(bytes, datagram);
      const whole = pendingOf(key);
      const until = datagram.offset + (wireEnd - at);
      if (!datagram.more) whole.length ??= until;
      if (end > at && until <= MOST_LENGTH && whole.runs.length < MOST_PARTS) {
        const { added, overlaps: over } = insertRun(
          whole.runs,
          datagram.offset,
          bytes.subarray(at, end),
        );
        whole.bytes += added;
        if (over) overlaps++;
      }
      const { length } = whole;
      if (length === null || whole.bytes < length || !isWhole(whole.runs, length)) return false;
      pending.delete(key);
      join(place, whole.runs, length);
      return true;
    },
    get incomplete() {
      return givenUp + pending.size;
    },
    get overlaps() {
      return overlaps;
    },
  };
}

/** RFC 8200 §4.5; RFC 791 adds the protocol, which is TCP for all that come here. */
function keyOf(bytes: Uint8Array, datagram: Datagram): string {
  const { sourceAt, targetAt, addressLength, identification } = datagram;
  const source = hexOf(bytes.subarray(sourceAt, sourceAt + addressLength));
  const target = hexOf(bytes.subarray(targetAt, targetAt + addressLength));
  return `${source} ${target} ${identification}`;
}

function isWhole(runs: readonly Run[], length: number): boolean {
  let at = 0;
  for (const { start, bytes } of runs) if (start <= at) at = Math.max(at, start + bytes.length);
  return at >= length;
}

function join(place: Place, runs: readonly Run[], length: number): void {
  const bytes = new Uint8Array(length);
  for (const { start, bytes: part } of runs) {
    if (start < length) bytes.set(part.subarray(0, length - start), start);
  }
  place.bytes = bytes;
  place.at = 0;
  place.end = length;
  place.wireEnd = length;
}
