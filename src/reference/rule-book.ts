import type { Severity, SpecRef } from '../codec/annotation.ts';
import type { RuleFacts } from '../codec/codec.ts';
import { FRAMING_RULES, STRAY } from '../codec/http/body-rules.ts';
import { CHUNK_RULES } from '../codec/http/chunk-rules.ts';
import type { FieldId, RuleId } from '../codec/ids.ts';
import { HEAD_RULES } from '../codec/sse/head-rules.ts';
import { EVENT_RULES } from '../codec/sse/rules.ts';
import { CLOSE_RULES } from '../codec/websocket/close.ts';
import { DEFLATE_RULES } from '../codec/websocket/deflate-rules.ts';
import {
  CONNECT_RULES,
  REQUEST_RULES,
  RESPONSE_RULES,
} from '../codec/websocket/handshake-rules.ts';
import { TOO_BIG } from '../codec/websocket/message-judge.ts';
import { FRAME_RULES } from '../codec/websocket/rules.ts';
import { INFLATED_TEXT, TEXT_RULES } from '../codec/websocket/text-rules.ts';
import { CONVERSATION_RULES } from '../trace/judge-conversation.ts';

/** The tables of rules, in the order in which bytes come. */
export const RULE_GROUPS = [
  'request',
  'response',
  'frame',
  'text',
  'compression',
  'close',
  'conversation',
  'body',
  'chunk',
  'event-stream',
] as const;

export type RuleGroup = (typeof RULE_GROUPS)[number];

/** A row of any table: each kind of table leaves out what its rules never have. */
type Row = {
  readonly field: FieldId;
  readonly ref: SpecRef;
  readonly severity: Severity;
  readonly closeCode?: number | null;
  readonly status?: number | null;
} & ({ readonly id: RuleId } | { readonly rule: RuleId });

const factsOf = (row: Row): RuleFacts => ({
  rule: 'id' in row ? row.id : row.rule,
  field: row.field,
  ref: row.ref,
  severity: row.severity,
  closeCode: row.closeCode ?? null,
  status: row.status ?? null,
});

const TABLES: Readonly<Record<RuleGroup, readonly Row[]>> = {
  request: [...REQUEST_RULES, ...CONNECT_RULES],
  response: RESPONSE_RULES,
  frame: FRAME_RULES,
  text: [...TEXT_RULES, TOO_BIG],
  compression: [...DEFLATE_RULES, INFLATED_TEXT],
  close: CLOSE_RULES,
  conversation: CONVERSATION_RULES,
  body: [...FRAMING_RULES, STRAY],
  chunk: CHUNK_RULES,
  'event-stream': [...HEAD_RULES, ...EVENT_RULES],
};

/** A rule with the table it stands in. */
export interface BookRule extends RuleFacts {
  readonly group: RuleGroup;
}

/** Every rule that the decoder checks, group by group. */
export const RULE_BOOK: readonly BookRule[] = RULE_GROUPS.flatMap((group) =>
  TABLES[group].map((row) => ({ group, ...factsOf(row) })),
);

export const rulesOfGroup = (group: RuleGroup): readonly BookRule[] =>
  RULE_BOOK.filter((rule) => rule.group === group);

/** The rules that name a field as what breaks them. */
export const rulesOfField = (field: FieldId): readonly BookRule[] =>
  RULE_BOOK.filter((rule) => rule.field === field);

/** What a strict endpoint does: closes with a code, refuses with a status, fails without a word, or goes on. */
export type Answer =
  | { readonly kind: 'closes'; readonly code: number }
  | { readonly kind: 'refuses'; readonly status: number }
  | { readonly kind: 'fails' }
  | { readonly kind: 'nothing' };

/** A client that refuses a response, or an EventSource that refuses a stream, has nobody to tell. */
const IN_SILENCE: ReadonlySet<RuleGroup> = new Set(['response', 'event-stream']);

export function answerOf({ closeCode, status, severity, group }: BookRule): Answer {
  if (closeCode !== null) return { kind: 'closes', code: closeCode };
  if (status !== null) return { kind: 'refuses', status };
  return { kind: severity === 'error' && IN_SILENCE.has(group) ? 'fails' : 'nothing' };
}
