import { sourceOf, type Annotation, type BitRange } from '../../codec/annotation.ts';
import type { Messages } from '../../i18n/words.ts';

type PlaceWords = Messages['bytes']['place'];

/** Where a range stands inside its source, in words: `bits 4–7 of byte 0`. */
export function placeInUnit({ start, end }: BitRange, words: PlaceWords): string {
  const first = Math.floor(start / 8);
  const last = Math.floor(Math.max(end - 1, start) / 8);
  if (end <= start) return words.nowhere(first);
  if (start % 8 === 0 && end % 8 === 0) {
    return first === last ? words.byte(first) : words.bytes(first, last);
  }
  if (end - start === 1) return words.bit(start % 8, first);
  if (first === last) return words.bits(start % 8, (end - 1) % 8, first);
  return words.across(start % 8, first, (end - 1) % 8, last);
}

/** The same with the offset in the stream, or with the computed bytes it is a part of. */
export function placeInWords(range: BitRange, annotation: Annotation, words: Messages): string {
  const { place, sources } = words.bytes;
  const here = placeInUnit(range, place);
  if (range.source !== 'wire') return place.inside(here, sources[range.source]);
  const base = sourceOf(annotation, 'wire')?.base ?? 0;
  return base === 0 ? here : `${here} · ${place.stream(base + Math.floor(range.start / 8))}`;
}
