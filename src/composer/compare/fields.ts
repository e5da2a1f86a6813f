import { sourceOf, type Annotation, type Field } from '../../codec/annotation.ts';
import { looseTextOf } from '../../codec/utf8.ts';

/** A field of two units; null in the one that does not have it. */
export interface FieldPair {
  readonly key: string;
  readonly one: Field | null;
  readonly other: Field | null;
  readonly same: boolean;
}

/** Fields of one unit beside those of another: by what they are, headers by their names. */
export function alignFields(one: Annotation, other: Annotation): FieldPair[] {
  const fields = keyedFields(one);
  const others = keyedFields(other);
  const waiting = [...others.keys()].filter((key) => !fields.has(key));
  const places = new Map([...others.keys()].map((key, place) => [key, place]));
  const pairs: FieldPair[] = [];
  /** What the other unit has before a place, and this one has not. */
  const take = (place: number) => {
    while (waiting.length > 0 && places.get(waiting[0]!)! < place) {
      const key = waiting.shift()!;
      pairs.push({ key, one: null, other: others.get(key)!, same: false });
    }
  };
  for (const [key, field] of fields) {
    const twin = others.get(key) ?? null;
    if (twin !== null) take(places.get(key)!);
    const same = twin !== null && isSame(one, field, other, twin);
    pairs.push({ key, one: field, other: twin, same });
  }
  take(Infinity);
  return pairs;
}

/** What is compared as a whole: a header is, the parts of a start-line are told one by one. */
function keyedFields({ root }: Annotation): Map<string, Field> {
  const fields = new Map<string, Field>();
  function add(field: Field): void {
    if (field.id === 'http.start-line') {
      for (const child of field.children ?? []) add(child);
      return;
    }
    if (field.id.endsWith('line-end') || field.id === 'http.separator') return;
    const name = nameOf(field);
    let key = name;
    for (let i = 2; fields.has(key); i++) key = `${name} ${i}`;
    fields.set(key, field);
    if (field.id === 'ws.payload') for (const child of field.children ?? []) add(child);
  }
  for (const field of root.children ?? []) add(field);
  if (fields.size === 0) fields.set(root.id, root);
  return fields;
}

/** A masked payload is no twin of a plain one: what stands below it is. */
function nameOf(field: Field): string {
  if (field.id === 'http.header') return `http.header ${headerName(field)}`;
  if (field.id !== 'ws.payload') return field.id;
  const { source } = field.range;
  if (source === 'joined' || source === 'inflated') return `ws.payload ${source}`;
  return plainOf(field) === field ? 'ws.payload' : 'ws.payload masked';
}

/** The payload as it reads unmasked: itself, where nothing masks it. */
export const plainOf = (payload: Field): Field =>
  payload.children?.find(({ id, range }) => id === 'ws.payload' && range.source === 'unmasked') ??
  payload;

function headerName(field: Field): string {
  const value = field.children?.find(({ id }) => id === 'http.header-name')?.value;
  return value?.kind === 'text' ? value.value.toLowerCase() : '';
}

function isSame(one: Annotation, field: Field, other: Annotation, twin: Field): boolean {
  const [a, b] = [field.value, twin.value];
  // The same bytes may be told as a text here, and as bytes where they are a fragment.
  const areBytes = [a, b].every(({ kind }) => kind === 'text' || kind === 'bytes');
  if (a.kind !== b.kind && !areBytes) return false;
  if (a.kind === 'flag' || a.kind === 'uint' || a.kind === 'enum') {
    return 'value' in b && a.value === b.value;
  }
  const [bytes, others] = [bytesOf(one, field), bytesOf(other, twin)];
  // A header says the same in other letters of its name.
  if (field.id === 'http.header') return headerValue(one, field) === headerValue(other, twin);
  const whole = (unit: Field) => unit.range.end - unit.range.start;
  return whole(field) === whole(twin) && firstOther(bytes, others) === null;
}

function headerValue(annotation: Annotation, field: Field): string {
  const value = field.children?.find(({ id }) => id === 'http.header-value');
  return value === undefined ? '' : looseTextOf(bytesOf(annotation, value));
}

/** The bytes of a field, as far as the annotation holds them. */
export function bytesOf(annotation: Annotation, { range }: Field): Uint8Array {
  const bytes = sourceOf(annotation, range.source)?.bytes ?? new Uint8Array();
  return bytes.subarray(Math.floor(range.start / 8), Math.ceil(range.end / 8));
}

/** Where two runs of bytes first differ; null where they are equal. */
export function firstOther(one: Uint8Array, other: Uint8Array): number | null {
  const shorter = Math.min(one.length, other.length);
  for (let i = 0; i < shorter; i++) if (one[i] !== other[i]) return i;
  return one.length === other.length ? null : shorter;
}
