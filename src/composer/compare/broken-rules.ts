import type { RuleId } from '../../codec/ids.ts';
import { FRAME_RULES } from '../../codec/websocket/rules.ts';
import type { Conversation } from '../../trace/conversation.ts';
import { violationsOfHttp } from '../../trace/http-violations.ts';
import { otherRows } from '../../trace/other-rows.ts';
import { DIRECTIONS } from '../../trace/trace.ts';

/** Rows that are no frames, between two pauses. */
const STEP = 256;

/** How often a conversation breaks each rule; from columns, no annotation is made. */
export function* countRules(conversation: Conversation): Generator<void, Map<RuleId, number>> {
  const counts = new Map<RuleId, number>();
  const add = (rule: RuleId, times = 1) => counts.set(rule, (counts.get(rule) ?? 0) + times);
  for (const direction of DIRECTIONS) {
    const { frames, findings } = conversation.sides[direction];
    const bits = new Uint32Array(FRAME_RULES.length);
    for (let frame = 0; frame < frames.length; frame++) {
      for (let rest = frames.verdict[frame]!; rest !== 0; rest &= rest - 1) {
        bits[31 - Math.clz32(rest & -rest)]!++;
      }
    }
    for (const [i, times] of bits.entries()) if (times > 0) add(FRAME_RULES[i]!.id, times);
    for (const found of findings.values()) for (const { rule } of found) add(rule);
    yield;
  }
  for (const [i, row] of otherRows(conversation).entries()) {
    for (const { rule } of violationsOfHttp(conversation, conversation.order.place(row))) add(rule);
    if (i % STEP === STEP - 1) yield;
  }
  return counts;
}
