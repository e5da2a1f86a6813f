import { sourceOf, type Annotation, type Field } from '../../codec/annotation.ts';
import type { FieldId, RuleId } from '../../codec/ids.ts';
import type { MessageView } from '../../trace/message-view.ts';
import type { Row } from '../../trace/row.ts';
import { alignFields, bytesOf, firstOther, plainOf, type FieldPair } from './fields.ts';

/** A row taken apart, with its message. */
export interface ComparedUnit {
  readonly row: Row;
  readonly annotation: Annotation;
  readonly message: MessageView | null;
}

/** What two units have and say, one beside the other. */
interface Both<T> {
  readonly one: T;
  readonly other: T;
}

/** A difference of two units, to be put in words. */
export type Remark =
  | { readonly id: 'identical' }
  | ({ readonly id: 'kind' } & Both<Row['kind']>)
  | ({ readonly id: 'direction' } & Both<Row['direction']>)
  | ({ readonly id: 'opcode' | 'close-code' } & Both<number>)
  | ({ readonly id: 'flag'; readonly field: FieldId } & Both<boolean>)
  | { readonly id: 'mask-key' }
  /** Bits of the length: 7, 16 or 64. */
  | ({ readonly id: 'length-form' } & Both<number>)
  | ({ readonly id: 'length' } & Both<number | bigint>)
  | { readonly id: 'same-payload'; readonly clipped: boolean }
  | { readonly id: 'payload-from'; readonly at: number }
  /** The shorter is the beginning of the longer. */
  | { readonly id: 'payload-goes-on'; readonly at: number; readonly longer: keyof Both<unknown> }
  | ({ readonly id: 'compressed' } & Both<boolean>)
  | ({ readonly id: 'fragments' } & Both<number>)
  | { readonly id: 'same-message'; readonly clipped: boolean }
  | { readonly id: 'message-from'; readonly at: number }
  | { readonly id: 'header'; readonly name: string; readonly only: keyof Both<unknown> | null }
  | { readonly id: 'part'; readonly field: FieldId }
  | { readonly id: 'rule'; readonly rule: RuleId; readonly only: keyof Both<unknown> };

const FLAGS: readonly FieldId[] = ['ws.fin', 'ws.rsv1', 'ws.rsv2', 'ws.rsv3', 'ws.mask'];

/** The differences of two units in the order in which somebody would tell them. */
export function remarkOn(one: ComparedUnit, other: ComparedUnit): Remark[] {
  if (one.row.kind !== other.row.kind) {
    return [
      { id: 'kind', one: one.row.kind, other: other.row.kind },
      ...rulesOf(one.annotation, other.annotation),
    ];
  }
  const pairs = alignFields(one.annotation, other.annotation);
  const remarks: Remark[] = [
    ...(one.row.direction === other.row.direction
      ? []
      : [{ id: 'direction', one: one.row.direction, other: other.row.direction } as const]),
    ...(one.annotation.unit === 'ws.frame'
      ? frameRemarks(one, other, pairs)
      : pairs.filter(({ same }) => !same).flatMap(headRemark)),
    ...rulesOf(one.annotation, other.annotation),
  ];
  return remarks.length === 0 ? [{ id: 'identical' }] : remarks;
}

function frameRemarks(
  one: ComparedUnit,
  other: ComparedUnit,
  pairs: readonly FieldPair[],
): Remark[] {
  const differing = pairs.filter(({ same }) => !same);
  const header = differing.flatMap(fieldRemark);
  const form = formRemark(one.annotation, other.annotation);
  const length = lengthRemark(one.row, other.row);
  const payload = payloadRemark(
    one.annotation,
    other.annotation,
    header.length > 0 || form !== null,
  );
  return [
    ...header,
    ...[form, length, payload].filter((remark) => remark !== null),
    ...messageRemarks(one.message, other.message),
  ];
}

function fieldRemark({ one, other }: FieldPair): Remark[] {
  if (one === null || other === null) return [];
  const [a, b] = [one.value, other.value];
  if (FLAGS.includes(one.id) && a.kind === 'flag' && b.kind === 'flag') {
    return [{ id: 'flag', field: one.id, one: a.value, other: b.value }];
  }
  if (one.id === 'ws.opcode' && a.kind === 'enum' && b.kind === 'enum') {
    return [{ id: 'opcode', one: a.value, other: b.value }];
  }
  if (one.id === 'ws.close-code' && a.kind === b.kind && 'value' in a && 'value' in b) {
    return [{ id: 'close-code', one: Number(a.value), other: Number(b.value) }];
  }
  return one.id === 'ws.masking-key' ? [{ id: 'mask-key' }] : [];
}

/** In how many bits the length is written. */
function formOf({ root }: Annotation): number {
  const has = (id: FieldId) => root.children?.some((field) => field.id === id) === true;
  return has('ws.length64') ? 64 : has('ws.length16') ? 16 : 7;
}

function formRemark(one: Annotation, other: Annotation): Remark | null {
  const [a, b] = [formOf(one), formOf(other)];
  return a === b ? null : { id: 'length-form', one: a, other: b };
}

function lengthRemark(one: Row, other: Row): Remark | null {
  const [a, b] = [one.frame?.payloadLength ?? 0, other.frame?.payloadLength ?? 0];
  return a === b ? null : { id: 'length', one: a, other: b };
}

function plainPayload({ root }: Annotation): Field | null {
  const payload = root.children?.find(({ id }) => id === 'ws.payload');
  return payload === undefined ? null : plainOf(payload);
}

/** That payloads are equal is worth a word only where something else differs. */
function payloadRemark(one: Annotation, other: Annotation, tellsSame: boolean): Remark | null {
  const [field, twin] = [plainPayload(one), plainPayload(other)];
  const bytes = field === null ? new Uint8Array() : bytesOf(one, field);
  const others = twin === null ? new Uint8Array() : bytesOf(other, twin);
  if (bytes.length === 0 && others.length === 0) return null;
  const at = firstOther(bytes, others);
  const clipped = isClipped(one, field) || isClipped(other, twin);
  if (at === null) return tellsSame ? { id: 'same-payload', clipped } : null;
  const shorter = Math.min(bytes.length, others.length);
  if (at < shorter || shorter === 0) return { id: 'payload-from', at };
  return { id: 'payload-goes-on', at, longer: bytes.length > others.length ? 'one' : 'other' };
}

function isClipped(annotation: Annotation, field: Field | null): boolean {
  const source = field === null ? undefined : sourceOf(annotation, field.range.source);
  return source !== undefined && source.bytes.length < source.length;
}

/** Of messages that more is to be said of than of their frames. */
function messageRemarks(one: MessageView | null, other: MessageView | null): Remark[] {
  if (one === null || other === null) return [];
  const remarks: Remark[] = [];
  if (one.compressed !== other.compressed) {
    remarks.push({ id: 'compressed', one: one.compressed, other: other.compressed });
  }
  if (one.fragments !== other.fragments) {
    remarks.push({ id: 'fragments', one: one.fragments, other: other.fragments });
  }
  const isMore = [one, other].some(({ compressed, fragments }) => compressed || fragments > 1);
  if (!isMore) return remarks;
  const at = firstOther(one.payload, other.payload);
  const clipped = [one, other].some(({ payload, length }) => payload.length < length);
  if (at !== null) return [...remarks, { id: 'message-from', at }];
  return [...remarks, { id: 'same-message', clipped }];
}

function headRemark({ key, one, other }: FieldPair): Remark[] {
  const only = one === null ? 'other' : other === null ? 'one' : null;
  if (key.startsWith('http.header ')) {
    return [{ id: 'header', name: key.slice('http.header '.length), only }];
  }
  return [{ id: 'part', field: (one ?? other)!.id }];
}

/** The rules that one of them breaks alone. */
function rulesOf(one: Annotation, other: Annotation): Remark[] {
  const [rules, others] = [rulesIn(one), rulesIn(other)];
  const only = (mine: Set<RuleId>, theirs: Set<RuleId>, side: 'one' | 'other'): Remark[] =>
    [...mine].filter((rule) => !theirs.has(rule)).map((rule) => ({ id: 'rule', rule, only: side }));
  return [...only(rules, others, 'one'), ...only(others, rules, 'other')];
}

const rulesIn = ({ violations }: Annotation): Set<RuleId> =>
  new Set(violations.map(({ rule }) => rule));
