import type { Searcher } from './find-bytes.ts';
import { beginsInSteps, createWireSearch, type WireSearch } from './find-wire.ts';
import { payloadOf } from './http-body.ts';
import type { Side } from './side.ts';

/** Finds the parts of bodies in which a text begins, codings undone; parts must come in order. */
export interface BodySearch {
  /**
   * Whether it begins in a chunk of the body of a unit, or in all of one that has no chunks. What a further coding
   * hides is found in the first part: no chunk holds it.
   */
  says(unit: number, item: number): Generator<number, boolean>;
}

interface Content {
  readonly unit: number;
  readonly bytes: Uint8Array;
  readonly coded: boolean;
  readonly search: WireSearch;
}

export function createBodySearch(side: Side, searcher: Searcher): BodySearch {
  let open: Content | null = null;

  /** The parts of one body follow each other: its codings are undone once. */
  function contentOf(unit: number): Content {
    if (open?.unit === unit) return open;
    const { bytes, codings } = payloadOf(side.bytes, side.http.units[unit]!);
    const search = createWireSearch(bytes, searcher);
    return (open = { unit, bytes, coded: codings.length > 0, search });
  }

  return {
    *says(unit, item) {
      const { bytes, coded, search } = contentOf(unit);
      const { chunks } = side.http.units[unit]!;
      if (chunks === null) return yield* beginsInSteps(search, 0, bytes.length);
      if (coded) return item === 0 && (yield* beginsInSteps(search, 0, bytes.length));
      const start = item === 0 ? 0 : chunks.bodyEnd[item - 1]!;
      return yield* beginsInSteps(search, start, chunks.bodyEnd[item]!);
    },
  };
}
