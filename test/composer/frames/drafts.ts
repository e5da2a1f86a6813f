import * as fc from 'fast-check';
import type { ComposedFrame, DraftUnit, Draft } from '../../../src/composer/frames/draft.ts';
import { changed } from '../../../src/composer/frames/change.ts';
import { draftOf } from '../../../src/composer/frames/units.ts';
import { bytesOfHex, hexOf } from '../../../src/codec/bytes.ts';
import { DIRECTIONS, type Direction } from '../../../src/trace/direction.ts';
import { bytesOfUnit } from '../../../src/composer/frames/units.ts';
import { anyFrame } from '../../arbitraries.ts';

export const KEY = Uint8Array.of(0x37, 0xfa, 0x21, 0x3d);

export const anyDirection: fc.Arbitrary<Direction> = fc.constantFrom(...DIRECTIONS);

/** Any frame that can be composed, those among them that announce more or less than they carry. */
export const anyComposed: fc.Arbitrary<ComposedFrame> = fc
  .record({
    fields: anyFrame,
    direction: anyDirection,
    announced: fc.option(fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }), { nil: null }),
  })
  .map(({ fields, direction, announced }) =>
    changed(
      { kind: 'frame', direction, ...fields, announced: null, plain: null, file: null },
      { announced },
    ),
  );

/** Any bytes, as one unit of a draft. */
export const anyFlow = fc.record({
  direction: anyDirection,
  bytes: fc.oneof(fc.uint8Array({ maxLength: 30 }), anyComposed.map(bytesOfUnit)),
});

/** The same, and never long. */
export const anyShortFlow = fc.record({
  direction: anyDirection,
  bytes: fc.uint8Array({ maxLength: 300, size: 'max' }),
});

/** `> 81 85 …` a unit, `<` for the server. */
export const draftOfLines = (...lines: readonly string[]): Draft =>
  draftOf(
    lines.map((line) => ({
      direction: line.startsWith('>') ? 'client-to-server' : 'server-to-client',
      bytes: bytesOfHex(line.slice(1)),
    })),
  );

/** The inverse, to compare by. */
export const linesOf = ({ units }: { readonly units: readonly DraftUnit[] }): string[] =>
  units.map(
    (unit) => (unit.direction === 'client-to-server' ? '> ' : '< ') + hexOf(bytesOfUnit(unit)),
  );

/** The unit, where it is a frame. */
export function frameIn(draft: Draft, at = 0): ComposedFrame {
  const unit = draft.units[at];
  if (unit?.kind !== 'frame') throw new Error(`unit ${at} is no frame`);
  return unit;
}
