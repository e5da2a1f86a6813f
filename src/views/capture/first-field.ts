import type { Annotation, BitRange, Field } from '../../codec/annotation.ts';
import { fieldAtBit, keyOf, selectableLeaves, type FieldKey } from '../bytes/field-key.ts';

const TELLING = new Set(['ws.opcode', 'http.status', 'http.target', 'chunk.data', 'sse.value']);

/** The field of a unit to look at first: the one at a place, or that breaks a rule, or that says most. */
export function firstField(annotation: Annotation, place: BitRange | null): FieldKey | null {
  const range = place ?? annotation.violations[0]?.range ?? null;
  const field =
    range === null ? tellingField(annotation) : fieldAtBit(annotation, range.source, range.start);
  return field === null ? null : keyOf(field);
}

/** What says most about a unit: the opcode, the status, the target; of an event that says nothing, the comment. */
function tellingField(annotation: Annotation): Field | null {
  const leaves = selectableLeaves(annotation);
  const telling = leaves.find(({ id }) => TELLING.has(id));
  return telling ?? leaves.find(({ id }) => id === 'sse.comment') ?? null;
}
