import type { FieldId, RuleId } from '../codec/ids.ts';
import type { CloseCodeId } from '../i18n/reference.ts';

/** The pages of the reference that hold entries. */
export const REFERENCE_PAGES = ['frame', 'close-codes', 'handshake', 'streams', 'rules'] as const;
export type ReferencePage = (typeof REFERENCE_PAGES)[number];

/** Where an entry stands: `/reference/<page>/#<anchor>`. Both are promised to stay. */
export interface Place {
  readonly page: ReferencePage;
  readonly anchor: string;
}

/** The protocols whose units have fields; an id begins with one. */
export const FIELD_GROUPS = ['ws', 'http', 'chunk', 'sse'] as const;
export type FieldGroup = (typeof FIELD_GROUPS)[number];

/** Null for what the decoder says of bytes that belong to no protocol. */
export const groupOf = (id: FieldId): FieldGroup | null =>
  FIELD_GROUPS.find((group) => id.startsWith(`${group}.`)) ?? null;

const PAGE_OF_FIELD: Readonly<Record<FieldGroup, ReferencePage>> = {
  ws: 'frame',
  http: 'handshake',
  chunk: 'streams',
  sse: 'streams',
};

/** Where a field is explained; null for what no protocol has. */
export function placeOfField(id: FieldId): Place | null {
  const group = groupOf(id);
  return group === null ? null : { page: PAGE_OF_FIELD[group], anchor: id };
}

export const placeOfRule = (id: RuleId): Place => ({ page: 'rules', anchor: id });
export const placeOfCloseCode = (id: CloseCodeId): Place => ({ page: 'close-codes', anchor: id });
