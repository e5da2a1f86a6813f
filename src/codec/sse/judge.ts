import type { Violation } from '../annotation.ts';
import { bitRange } from '../http/annotate.ts';
import type { Span } from '../http/headers.ts';
import type { FieldId } from '../ids.ts';
import { linesOf, type ReadEvent } from './event.ts';
import { fieldNamed, isComment } from './layout.ts';
import { EVENT_RULES, type EventRule, type LineRule } from './rules.ts';

const LINE_RULES = EVENT_RULES.filter((rule): rule is LineRule => 'onLine' in rule);

export interface JudgeOptions {
  /** Whether the stream is known to end with this event; else more bytes may come. */
  readonly isEnd?: boolean;
}

/** The first line on which each rule is broken. */
function judgeLines(bytes: Uint8Array, event: ReadEvent): Map<LineRule, Span> {
  const broken = new Map<LineRule, Span>();
  let afterData = false;
  for (const line of linesOf(bytes, event)) {
    // the end of a line that is not whole is not known
    if (isComment(line) || line.end === line.valueEnd) continue;
    const field = fieldNamed(bytes, line.start, line.nameEnd);
    const judged = { ...line, bytes, field, afterData };
    for (const rule of LINE_RULES) {
      if (broken.has(rule)) continue;
      const span = rule.onLine(judged);
      if (span) broken.set(rule, span);
    }
    afterData ||= field === 'data';
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

function violationOf(
  rule: LineRule | EventRule,
  span: Span,
  bytes: Uint8Array,
  event: ReadEvent,
): Violation {
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
  const onLines = judgeLines(bytes, event);
  return EVENT_RULES.flatMap((rule) => {
    const span =
      'onEvent' in rule ? rule.onEvent(bytes, event, isEnd) : (onLines.get(rule) ?? null);
    return span ? [violationOf(rule, span, bytes, event)] : [];
  });
}
