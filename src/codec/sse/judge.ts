import type { Violation } from '../annotation.ts';
import { bitRange } from '../http/annotate.ts';
import type { Span } from '../http/headers.ts';
import type { FieldId } from '../ids.ts';
import { linesOf, type ReadEvent } from './event.ts';
import { fieldNamed, isComment } from './layout.ts';
import { EVENT_RULES, type LineContext, type SseRule } from './rules.ts';

/** The two kinds of rules, each with its place in the table. */
const LINE_RULES = EVENT_RULES.flatMap((rule, place) =>
  'onLine' in rule ? [{ rule, place }] : [],
);
const WHOLE_RULES = EVENT_RULES.flatMap((rule, place) =>
  'onEvent' in rule ? [{ rule, place }] : [],
);

export interface JudgeOptions {
  /** Whether the stream is known to end with this event; else more bytes may come. */
  readonly isEnd?: boolean;
}

/** Where each rule of EVENT_RULES is broken, as far as lines can tell: the first line on which it is. */
function judgeLines(bytes: Uint8Array, event: ReadEvent): (Span | null)[] {
  const broken: (Span | null)[] = EVENT_RULES.map(() => null);
  const context: LineContext = { bytes, field: null, afterData: false };
  for (const line of linesOf(bytes, event)) {
    // the end of a line that is not whole is not known
    if (isComment(line) || line.end === line.valueEnd) continue;
    context.field = fieldNamed(bytes, line.start, line.nameEnd);
    for (const { rule, place } of LINE_RULES) broken[place] ??= rule.onLine(line, context);
    context.afterData ||= context.field === 'data';
  }
  return broken;
}

/** The field that a piece of an event belongs to. */
function fieldAt(bytes: Uint8Array, event: ReadEvent, at: number): FieldId {
  for (const line of linesOf(bytes, event)) {
    if (at >= line.end) continue;
    if (isComment(line)) return 'sse.comment';
    return at < line.nameEnd ? 'sse.field-name' : 'sse.value';
  }
  return 'sse.event';
}

function violationOf(rule: SseRule, span: Span, bytes: Uint8Array, event: ReadEvent): Violation {
  const { id, severity, ref, closeCode, status } = rule;
  // bytes that are not UTF-8 can be in any piece
  const field = id === 'sse/sse-invalid-utf8' ? fieldAt(bytes, event, span.start) : rule.field;
  return { rule: id, field, range: bitRange(span), severity, ref, closeCode, status };
}

/**
 * What an event breaks, each rule once, at its first place: an event can be as long as the stream.
 * `bytes` begin where the event does. HTML §9.2.6
 */
export function judgeEvent(
  bytes: Uint8Array,
  event: ReadEvent,
  { isEnd = false }: JudgeOptions = {},
): Violation[] {
  const broken = judgeLines(bytes, event);
  for (const { rule, place } of WHOLE_RULES) broken[place] = rule.onEvent(bytes, event, isEnd);
  const violations: Violation[] = [];
  for (let place = 0; place < broken.length; place++) {
    const span = broken[place];
    if (span) violations.push(violationOf(EVENT_RULES[place]!, span, bytes, event));
  }
  return violations;
}
