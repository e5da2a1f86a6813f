import { beginsFrames, type SearchedStream } from './frame-chain.ts';

/**
 * What must speak for the first offset tried, in bits. Each further one needs more, so that all together mistake
 * random bytes for frames about once in 2^16 searches; once in 2^12 where frames are known to travel here.
 */
export const UNKNOWN_BITS = 16;
export const KNOWN_BITS = 12;

/** Looks for the first offset at which frames begin, a stretch at a time. */
export interface FrameSearch {
  /** Where it has come to. */
  readonly offset: number;
  /** The offset found; -1 while there is none. */
  readonly found: number;
  /** Tries up to so many offsets; false when it has found one, or there is none. */
  step(offsets: number): boolean;
}

const canBegin = (b0: number): boolean => {
  const opcode = b0 & 0x0f;
  return (b0 & 0x30) === 0 && (opcode <= 2 || (opcode >= 8 && opcode <= 10));
};

/** First bytes that a frame may have. */
const BEGINS = Uint8Array.from({ length: 256 }, (_, b0) => (canBegin(b0) ? 1 : 0));

/**
 * Searches the captured bytes of `[from, to)`. Offset number n needs `base` + 2 log2(n) bits; one where a transfer
 * begins, or captured bytes do, is counted among those alone. See the README.
 */
export function createFrameSearch(
  stream: SearchedStream,
  from: number,
  to: number,
  base: number,
): FrameSearch {
  const { bytes, captured } = stream;
  let offset = captured.runStart(from);
  let until = Math.min(captured.runEnd(offset), to);
  let transfer = offset;
  let tried = 0;
  let transfers = 0;
  let found = -1;

  function step(offsets: number): boolean {
    const last = tried + offsets;
    while (found < 0 && offset < to && tried < last) {
      if (offset === until) nextRun();
      else if (passOver(Math.min(until, offset + last - tried))) tryHere();
    }
    return found < 0 && offset < to;
  }

  function nextRun(): void {
    offset = captured.runStart(offset);
    until = Math.min(captured.runEnd(offset), to);
    transfer = offset;
    if (offset >= until) offset = to;
  }

  /** Goes to the next offset worth a trial; false where there is none before `stop`. */
  function passOver(stop: number): boolean {
    const next = Math.min(stop, transfer);
    let at = offset;
    while (at < next && BEGINS[bytes[at]!] === 0) at++;
    tried += at - offset;
    offset = at;
    return at < stop;
  }

  function tryHere(): void {
    tried++;
    const place = offset === transfer ? nextTransfer() : tried;
    const enough = base + 2 * Math.log2(place);
    if (BEGINS[bytes[offset]!] === 1 && beginsFrames(stream, offset, enough)) found = offset;
    else offset++;
  }

  /** How many transfers have begun. */
  function nextTransfer(): number {
    transfer = stream.transferFrom(offset + 1);
    return ++transfers;
  }

  return {
    get offset() {
      return offset;
    },
    get found() {
      return found;
    },
    step,
  };
}

/** The first offset of `[from, to)` at which frames begin, or -1. */
export function findFrames(stream: SearchedStream, from: number, to: number, base: number): number {
  const search = createFrameSearch(stream, from, to, base);
  while (search.step(Infinity));
  return search.found;
}

/** Offsets tried between two calls of a pace. */
const STEP = 1 << 18;

/** The same to the end of the stream, with a pause now and then. */
export async function seekFrames(
  stream: SearchedStream,
  from: number,
  base: number,
  pace: (offset: number) => Promise<void>,
): Promise<number> {
  const search = createFrameSearch(stream, from, stream.bytes.length, base);
  while (search.step(STEP)) await pace(search.offset);
  return search.found;
}
