import type { Annotation } from '../../codec/annotation.ts';
import { fieldAtBit, keyOf, selectableLeaves, type FieldKey } from '../bytes/field-key.ts';

/** What an address may say to choose no field. */
const NONE = 'none';

/** The field that an address names, by id or key; undefined where the unit has none of that name. */
export function namedField(annotation: Annotation, name: string): FieldKey | null | undefined {
  if (name === NONE) return null;
  const leaves = selectableLeaves(annotation);
  const found =
    leaves.find((field) => keyOf(field) === name) ?? leaves.find(({ id }) => id === name);
  return found === undefined ? undefined : keyOf(found);
}

/** The field to begin with: the one named, else what is broken, else the opcode. */
export function chosenField(annotation: Annotation, name: string | null): FieldKey | null {
  const named = name === null ? undefined : namedField(annotation, name);
  if (named !== undefined) return named;
  const range = annotation.violations[0]?.range;
  const broken = range === undefined ? null : fieldAtBit(annotation, range.source, range.start);
  const first = selectableLeaves(annotation).find(({ id }) => id === 'ws.opcode');
  const field = broken ?? first;
  return field === undefined ? null : keyOf(field);
}

/** The names that would do, each once. */
export const fieldNames = (annotation: Annotation): string[] => [
  ...new Set(selectableLeaves(annotation).map(({ id }) => id)),
];
