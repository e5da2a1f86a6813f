import {
  type Annotation,
  type BitRange,
  type Field,
  type SourceId,
  type Violation,
} from '../../codec/annotation.ts';
import { trailOf, type FieldKey } from './field-key.ts';

/** The payload as it was sent: where the unmasked bytes stand on the wire. */
export const wirePayload = (annotation: Annotation): Field | null =>
  annotation.root.children?.find(
    ({ id, range }) => id === 'ws.payload' && range.source === 'wire',
  ) ?? null;

/** The same bits in another source: masking moves no bit. Null where they have no counterpart. */
export function project(annotation: Annotation, range: BitRange, to: SourceId): BitRange | null {
  if (range.source === to) return range;
  const payload = wirePayload(annotation)?.range;
  if (!payload) return null;
  if (range.source === 'unmasked' && to === 'wire') {
    return { source: to, start: range.start + payload.start, end: range.end + payload.start };
  }
  if (range.source === 'wire' && to === 'unmasked') {
    const start = Math.max(range.start, payload.start) - payload.start;
    const end = Math.min(range.end, payload.end) - payload.start;
    return end > start ? { source: to, start, end } : null;
  }
  return null;
}

const below = (field: Field): Field[] => [
  field,
  ...(field.children ?? []).flatMap((child) => below(child)),
];

/** Everything that lights up with a field: its own bits, and the bits they came from or became. */
export function lightOf(annotation: Annotation, key: FieldKey | null): BitRange[] {
  const trail = trailOf(annotation.root, key);
  if (!trail) return [];
  const ranges = below(trail[0]!).map((field) => field.range);
  const own = ranges.flatMap((range) =>
    annotation.sources.map((source) => project(annotation, range, source.id)),
  );
  const found = own.filter((range) => range !== null);
  if (found.some((range) => range.source === 'wire')) return found;
  const around = trail.find((field) => field.range.source === 'wire');
  return around && around !== annotation.root ? [...found, around.range] : found;
}

/** How much of [start, end) of a source is lit. */
export function litPart(
  ranges: readonly BitRange[],
  source: SourceId,
  start: number,
  end: number,
): 'none' | 'some' | 'all' {
  let part: 'none' | 'some' = 'none';
  for (const range of ranges) {
    if (range.source !== source || range.end <= start || range.start >= end) continue;
    if (range.start <= start && range.end >= end) return 'all';
    part = 'some';
  }
  return part;
}

/** Where a source is to be marked as broken. A violation of the unit as a whole marks no bit. */
export const brokenRanges = (annotation: Annotation, source: SourceId): BitRange[] =>
  annotation.violations
    .filter(({ field }) => field !== annotation.root.id)
    .map(({ range }) => project(annotation, range, source))
    .filter((range) => range !== null);

/** An empty range, such as a header that is missing, is where it starts. */
const overlaps = (a: BitRange, b: BitRange): boolean =>
  a.start === b.start || (a.start < b.end && b.start < a.end);

/** The violations that point at a field, or into it; those of the whole unit point at the unit alone. */
export const violationsOf = (annotation: Annotation, field: Field): Violation[] =>
  annotation.violations.filter((violation) => {
    if (violation.field === annotation.root.id) return field === annotation.root;
    const there = project(annotation, violation.range, field.range.source);
    return there !== null && overlaps(there, field.range);
  });
