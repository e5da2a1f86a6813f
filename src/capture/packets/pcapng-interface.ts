import { unitsPerSecond, MICROSECONDS, type Clock } from './pcapng-clock.ts';
import { readOptions, TIME_OFFSET, TIME_RESOLUTION } from './pcapng-options.ts';
import type { ReaderView } from './reader-view.ts';

/** Where packets of a section were captured. */
export interface Interface {
  readonly linkType: number;
  /** The most that is captured of a packet; 0 for no limit. */
  readonly snapLength: number;
  readonly secondsOf: (high: number, low: number) => number;
}

/** Reads an Interface Description Block, draft-ietf-opsawg-pcapng §4.2, whose bytes are `[at, end)`. */
export function readInterface(
  view: ReaderView,
  bytes: Uint8Array,
  at: number,
  end: number,
  little: boolean,
  clock: Clock,
): Interface {
  let { perSecond, offset } = MICROSECONDS;
  for (const option of readOptions(view, at + 16, end - 4, little)) {
    if (option.code === TIME_RESOLUTION && option.length === 1) {
      perSecond = unitsPerSecond(bytes[option.at]!);
    } else if (option.code === TIME_OFFSET && option.length === 8) {
      offset = int64(view, option.at, little);
    }
  }
  return {
    linkType: view.uint16(at + 8, little),
    snapLength: view.uint32(at + 12, little),
    secondsOf: clock.of({ perSecond, offset }),
  };
}

function int64(view: ReaderView, at: number, little: boolean): bigint {
  const high = BigInt(view.uint32(little ? at + 4 : at, little));
  const low = BigInt(view.uint32(little ? at : at + 4, little));
  return BigInt.asIntN(64, (high << 32n) | low);
}
