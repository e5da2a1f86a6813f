import type { Annotation, Field } from '../../codec/annotation.ts';
import { looseTextOf } from '../../codec/utf8.ts';
import type { Words } from '../../i18n/words.ts';
import { brokenRanges, litPart } from './light.ts';
import { safeText, shorten } from './safe-text.ts';
import { bytesOf, shownValue } from './value.ts';

/** The field's name; a payload says what was done to it: `Payload (unmasked)`. */
export function fieldName(annotation: Annotation, field: Field, { messages, reference }: Words) {
  const { name } = reference.fields[field.id];
  const { source } = field.range;
  if (field.id !== 'ws.payload') return name;
  if (source !== 'wire') return messages.bytes.computed(name, messages.bytes.sources[source]);
  const masked = annotation.sources.some(({ id }) => id === 'unmasked');
  return masked ? messages.bytes.computed(name, messages.bytes.masked) : name;
}

/** As in a list: a header is called by its own name. */
export function listName(annotation: Annotation, field: Field, words: Words): string {
  const own = field.children?.find(({ id }) => id === 'http.header-name');
  if (!own) return fieldName(annotation, field, words);
  return shorten(safeText(looseTextOf(bytesOf(annotation, own))), 80);
}

/** What a screen reader says of a field: name, value, meaning, and whether it breaks a rule. */
export function spokenField(annotation: Annotation, field: Field, words: Words): string {
  const { value, note } = shownValue(annotation, field, words);
  const { source, start, end } = field.range;
  const { spoken, broken } = words.messages.bytes;
  const told = [shorten(safeText(value), 120), note].filter((part) => part !== '');
  const wrong = litPart(brokenRanges(annotation, source), source, start, end) !== 'none';
  return spoken(fieldName(annotation, field, words), wrong ? [...told, broken] : told);
}
