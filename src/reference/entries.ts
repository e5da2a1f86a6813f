import type { SpecRef } from '../codec/annotation.ts';
import { HEADER_REFS } from '../codec/http/layout.ts';
import type { FieldId, RuleId } from '../codec/ids.ts';
import { FIELD_NAMES, MEANING, type FieldName } from '../codec/sse/layout.ts';
import { DEFLATE_PARAMETERS } from '../codec/websocket/extensions.ts';
import { CLOSE_CODE_IDS, type CloseCodeId } from '../i18n/reference.ts';
import { section } from '../codec/websocket/layout.ts';
import { knownFields } from './fields.ts';
import { LENGTH_FORMS } from './lengths.ts';
import { OPCODE_RANGES, type OpcodeId } from '../codec/websocket/opcodes.ts';
import {
  placeOfCloseCode,
  placeOfField,
  placeOfRule,
  type Place,
  type ReferencePage,
} from './places.ts';
import { RULE_BOOK } from './rule-book.ts';

/** What the reference has an entry for. */
export type Named =
  | { readonly kind: 'field'; readonly id: FieldId }
  | { readonly kind: 'opcode'; readonly id: OpcodeId }
  | { readonly kind: 'length'; readonly id: string }
  | { readonly kind: 'close-code'; readonly id: CloseCodeId }
  | { readonly kind: 'header'; readonly id: string }
  | { readonly kind: 'parameter'; readonly id: string }
  | { readonly kind: 'event-field'; readonly id: FieldName }
  | { readonly kind: 'rule'; readonly id: RuleId };

export type EntryKind = Named['kind'];

export type Entry = Named & Place & { readonly ref: SpecRef };

const placeOfOpcode = (id: OpcodeId): Place => ({ page: 'frame', anchor: `opcode-${id}` });
const placeOfLength = (id: string): Place => ({ page: 'frame', anchor: `length-${id}` });
const inHandshake = (anchor: string): Place => ({ page: 'handshake', anchor });
export const placeOfEventField = (id: FieldName): Place => ({
  page: 'streams',
  anchor: `sse-${id}`,
});

/** §7.4.1 defines single codes, §7.4.2 ranges. */
export const refOfCode = (id: CloseCodeId): SpecRef =>
  section(id.includes('-') ? '7.4.2' : '7.4.1');

/** Every entry, in the order of the pages. */
export function listEntries(): Entry[] {
  const fields = knownFields().map(({ id, ref }): Entry => {
    return { kind: 'field', id, ref, ...placeOfField(id)! };
  });
  const on = (page: ReferencePage) => fields.filter((field) => field.page === page);
  return [
    ...on('frame'),
    ...OPCODE_RANGES.map(({ id }): Entry => {
      return { kind: 'opcode', id, ref: section('11.8'), ...placeOfOpcode(id) };
    }),
    ...LENGTH_FORMS.map(({ bits, ref }): Entry => {
      return { kind: 'length', id: `${bits}`, ref, ...placeOfLength(`${bits}`) };
    }),
    ...CLOSE_CODE_IDS.map((id): Entry => {
      return { kind: 'close-code', id, ref: refOfCode(id), ...placeOfCloseCode(id) };
    }),
    ...[...HEADER_REFS].map(([id, ref]): Entry => {
      return { kind: 'header', id, ref, ...inHandshake(id) };
    }),
    ...DEFLATE_PARAMETERS.map(({ name, ref }): Entry => {
      return { kind: 'parameter', id: name, ref, ...inHandshake(name) };
    }),
    ...on('handshake'),
    ...FIELD_NAMES.map((id): Entry => {
      return { kind: 'event-field', id, ref: MEANING, ...placeOfEventField(id) };
    }),
    ...on('streams'),
    ...RULE_BOOK.map(({ rule, ref }): Entry => {
      return { kind: 'rule', id: rule, ref, ...placeOfRule(rule) };
    }),
  ];
}
