import type { RuleId } from '../../codec/ids.ts';
import { FRAME_RULES } from '../../codec/websocket/rules.ts';
import { payloadStart, presentLength } from '../../codec/websocket/message.ts';
import type { Conversation } from '../../trace/conversation.ts';
import { violationsOfHttp } from '../../trace/http-violations.ts';
import { otherRows } from '../../trace/other-rows.ts';
import { extentOf } from '../../trace/row.ts';
import type { Side } from '../../trace/side.ts';
import type { Direction } from '../../trace/trace.ts';

/** A row of one reading, as far as another reading of the same stream can differ in it. */
export interface OtherUnit {
  readonly row: number;
  /** What it is and where: the same in both readings where the row is the same unit. */
  readonly key: string;
  readonly at: number;
  readonly end: number;
  /** An event lies on what carried it: where it begins bounds nothing. */
  readonly bounds: boolean;
  readonly rules: readonly RuleId[];
  /** What it says where it has no bytes of its own on the wire; empty for any other. */
  readonly said: string;
}

/** Rows that are no frames, between two pauses. */
const STEP = 256;

/** The rows of a direction that are no frames, by what they are and where. Pauses now and then. */
export function* otherUnits(
  conversation: Conversation,
  direction: Direction,
): Generator<void, Map<string, OtherUnit>> {
  const { order, sides } = conversation;
  const units = new Map<string, OtherUnit>();
  let step = 0;
  for (const row of otherRows(conversation)) {
    if (order.directionOf(row) !== direction) continue;
    const place = order.place(row);
    const key = `${place.kind} ${place.at} ${place.item}`;
    const isEvent = place.kind === 'event';
    const { size } = extentOf(sides[direction], place);
    const rules = violationsOfHttp(conversation, place).map(({ rule }) => rule);
    const said = isEvent ? eventText(sides[direction], place.unit, place.item) : '';
    const end = isEvent ? place.at : place.at + size;
    units.set(key, { row, key, at: place.at, end, bounds: !isEvent, rules, said });
    if (++step % STEP === 0) yield;
  }
  return units;
}

function eventText({ streams }: Side, unit: number, item: number): string {
  const { dispatched, end, at } = streams.get(unit)!.events[item]!;
  return JSON.stringify([dispatched?.type, dispatched?.data, end - at]);
}

/** Where a frame ends; where the stream does, if that comes first. */
export const frameEnd = ({ bytes, frames }: Side, frame: number): number =>
  payloadStart(frames, frame) + presentLength(bytes, frames, frame);

/** The rules of a verdict, made once for each: a million frames have few different ones. */
const RULES_OF = new Map<number, readonly RuleId[]>();

function rulesOf(verdict: number): readonly RuleId[] {
  const known = RULES_OF.get(verdict);
  if (known !== undefined) return known;
  const rules = FRAME_RULES.filter((_, i) => (verdict & (1 << i)) !== 0).map(({ id }) => id);
  RULES_OF.set(verdict, rules);
  return rules;
}

/** The rules that a frame breaks, in the order of their tables. */
export function frameRules({ frames, findings }: Side, frame: number): readonly RuleId[] {
  const judged = rulesOf(frames.verdict[frame]!);
  const found = findings.size === 0 ? undefined : findings.get(frame);
  return found === undefined ? judged : [...judged, ...found.map(({ rule }) => rule)];
}
