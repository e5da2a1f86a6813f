import { leavesOf, type Annotation, type Field, type SourceId } from '../../codec/annotation.ts';
import type { FieldId } from '../../codec/ids.ts';

/** What a field is called while its unit is on the screen: the same in bits, hex and words. */
export type FieldKey = `${FieldId}@${SourceId}:${number}`;

export const keyOf = (field: Field): FieldKey =>
  `${field.id}@${field.range.source}:${field.range.start}`;

/** The field of that key with the fields around it, the nearest first; null where the unit has none. */
export function trailOf(root: Field, key: FieldKey | null): Field[] | null {
  if (key === null) return null;
  if (keyOf(root) === key) return [root];
  for (const child of root.children ?? []) {
    const trail = trailOf(child, key);
    if (trail) return [...trail, root];
  }
  return null;
}

export const fieldOf = (annotation: Annotation, key: FieldKey | null): Field | null =>
  trailOf(annotation.root, key)?.[0] ?? null;

/** The fields around a field, the nearest first. */
export const parentsOf = (annotation: Annotation, key: FieldKey): Field[] =>
  trailOf(annotation.root, key)?.slice(1) ?? [];

/** What can be chosen: the leaves in wire order, then those of each computed source. */
export const selectableLeaves = (annotation: Annotation): Field[] =>
  annotation.sources.flatMap((source) => leavesOf(annotation.root, source.id));

/** The smallest field that holds this bit of a source. */
export const fieldAtBit = (annotation: Annotation, source: SourceId, bit: number): Field | null =>
  leavesOf(annotation.root, source).find(({ range }) => range.start <= bit && bit < range.end) ??
  null;

/** The field that holds the first bit of this byte. */
export const fieldAtByte = (annotation: Annotation, source: SourceId, byte: number): Field | null =>
  fieldAtBit(annotation, source, byte * 8);
