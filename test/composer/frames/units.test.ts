import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, hexOf } from '../../../src/codec/bytes.ts';
import { DIRECTIONS } from '../../../src/trace/direction.ts';
import { flipped } from '../../../src/composer/frames/change.ts';
import {
  bytesOf,
  bytesOfUnit,
  draftOf,
  resynced,
  streamOf,
  unitOf,
  unitsOf,
} from '../../../src/composer/frames/units.ts';
import { anyComposed, anyFlow, draftOfLines, frameIn, linesOf } from './drafts.ts';

describe('a draft and its bytes', () => {
  it('are exact inverses, for any bytes', () => {
    fc.assert(
      fc.property(fc.array(anyFlow, { maxLength: 6 }), (flows) => {
        expect(bytesOf(draftOf(flows))).toEqual(flows);
      }),
      { numRuns: 50 },
    );
  });

  it('are exact inverses, for any frame, also one that announces what is not there', () => {
    fc.assert(
      fc.property(anyComposed, (frame) => {
        expect(unitOf(bytesOfUnit(frame), frame.direction)).toEqual(frame);
      }),
    );
  });

  it('keep every byte when a run is cut into the frames a receiver finds', () => {
    fc.assert(
      fc.property(anyFlow, (flow) => {
        expect(hexOf(concat(unitsOf(flow).map(bytesOfUnit)))).toBe(hexOf(flow.bytes));
      }),
    );
  });

  it('change by one bit when a bit is flipped, and are the same when it is flipped back', () => {
    fc.assert(
      fc.property(anyFlow, fc.nat(), ({ bytes, direction }, at) => {
        fc.pre(bytes.length > 0);
        const bit = at % (bytes.length * 8);
        const unit = unitOf(bytes, direction);
        const other = flipped(unit, bit);
        const difference = bytesOfUnit(other).map((byte, i) => byte ^ bytes[i]!);
        expect([...difference].filter((byte) => byte !== 0)).toEqual([0x80 >> (bit & 7)]);
        expect(flipped(other, bit)).toEqual(unit);
      }),
    );
  });

  it('keep the bytes of each direction when they are cut as a receiver cuts them', () => {
    fc.assert(
      fc.property(fc.array(anyFlow, { maxLength: 5 }), (flows) => {
        const draft = draftOf(flows);
        const again = resynced(draft);
        for (const direction of DIRECTIONS)
          expect(hexOf(streamOf(again, direction))).toBe(hexOf(streamOf(draft, direction)));
        expect(linesOf(resynced(again))).toEqual(linesOf(again));
      }),
      { numRuns: 50 },
    );
    expect(
      linesOf(resynced(draftOfLines('< 810248', '> 818000000001', '< 8900', '< 8a00'))),
    ).toEqual(['< 81024889', '> 818000000001', '< 008a00']);
  });

  it('say of a frame what its header announces, up to 2^64 − 1', () => {
    const draft = draftOfLines('< 827f8000000000000000', '< 8103416263ff', '< 8a');
    expect(frameIn(draft).announced).toBe(2n ** 63n);
    expect(frameIn(draft, 1).announced).toBe(3n);
    expect(frameIn(draft, 1).payload).toHaveLength(4);
    expect(draft.units[2]!.kind).toBe('stump');
    expect(linesOf(draft)).toEqual(['< 827f8000000000000000', '< 8103416263ff', '< 8a']);
  });
});
