import type { SpecRef } from '../codec/annotation.ts';
import type { FieldId, RuleId } from '../codec/ids.ts';
import type { Finding } from '../codec/websocket/finding.ts';
import { Opcode, opcodeOf } from '../codec/websocket/layout.ts';
import { isComplete, payloadOf } from '../codec/websocket/message.ts';
import { statusOfHead } from './exchanges.ts';
import type { RowOrder } from './order.ts';
import { endsLost, type Side } from './side.ts';
import { DIRECTIONS, opposite, perDirection, type Connection, type Direction } from './trace.ts';

/** Findings by direction and position in its index. */
export type Findings = Readonly<Record<Direction, Map<number, Finding[]>>>;

/** Pings that a Pong may still answer; an endpoint may answer the latest alone. RFC 6455 §5.5.3 */
const MOST_PINGS = 64;

const finding = (
  rule: RuleId,
  field: FieldId,
  section: string,
  severity: Finding['severity'] = 'warning',
): Finding => {
  const ref: SpecRef = { doc: 'rfc6455', section };
  return { rule, field, severity, ref, closeCode: null, range: null };
};

const BEFORE_101 = finding('ws/frame-before-101', 'ws.frame', '4.1', 'error');
const PONG_MISMATCH = finding('ws/pong-payload-mismatch', 'ws.payload', '5.5.3');
const NOT_ANSWERED = finding('ws/close-not-answered', 'ws.opcode', '5.5.1');
const NO_CLOSE = finding('ws/tcp-closed-without-close', 'ws.frame', '7.1.5');

/** What can be judged only where both directions are seen together, in the order they were sent. */
export const CONVERSATION_RULES: readonly Finding[] = [
  BEFORE_101,
  PONG_MISMATCH,
  NOT_ANSWERED,
  NO_CLOSE,
];

interface Judged {
  readonly connection: Connection;
  readonly sides: Readonly<Record<Direction, Side>>;
  readonly order: RowOrder;
}

/** Adds to the findings what the two directions break together. */
export function judgeConversation(judged: Judged, findings: Findings): void {
  if (judged.connection.ordered) {
    judgeBefore101(judged, findings);
    judgePongs(judged, findings);
  }
  if (judged.connection.end !== 'none') judgeEnd(judged, findings);
}

/** A frame of either direction, by position in its index. */
interface FramePlace {
  readonly direction: Direction;
  readonly frame: number;
}

const add = (findings: Findings, { direction, frame }: FramePlace, found: Finding): void => {
  const held = findings[direction].get(frame);
  if (held === undefined) findings[direction].set(frame, [found]);
  else held.push(found);
};

/** RFC 6455 §4.1: a client sends no frame before it has read the answer. */
function judgeBefore101({ sides, order }: Judged, findings: Findings): void {
  const { units } = sides['server-to-client'].http;
  const position = units.findIndex(({ head }) => statusOfHead(head) === 101);
  if (position < 0) return;
  const answer = order.rowOfHead('server-to-client', position);
  const direction = 'client-to-server';
  const { length } = sides[direction].frames;
  for (let frame = 0; frame < length && order.rowOfFrame(direction, frame) < answer; frame++) {
    add(findings, { direction, frame }, BEFORE_101);
  }
}

/** RFC 6455 §5.5.3: a Pong says what its Ping said. Where Pings may not have been captured nothing is told. */
function judgePongs({ sides, order }: Judged, findings: Findings): void {
  const pings: Record<Direction, Uint8Array[]> = perDirection(() => []);
  for (const place of pingsAndPongs(sides, order)) {
    const { direction, frame } = place;
    const { bytes, frames, losses } = sides[direction];
    if (!isComplete(bytes, frames, frame) || losses.payloads.has(frame)) continue;
    const payload = payloadOf(bytes, frames.at[frame]!, 0, 125);
    const other = opposite(direction);
    if (opcodeAt(sides[direction], frame) === Opcode.ping) remember(pings[direction], payload);
    else if (isWholly(sides[other]) && !answers(pings[other], payload)) {
      add(findings, place, PONG_MISMATCH);
    }
  }
}

/** True where no Ping can be among what was not captured. */
const isWholly = ({ losses }: Side): boolean =>
  losses.before.size === 0 && losses.payloads.size === 0;

const opcodeAt = ({ frames }: Side, frame: number): number => opcodeOf(frames.head[frame]! >> 8);

/** In the order seen. */
function pingsAndPongs(sides: Judged['sides'], order: RowOrder): FramePlace[] {
  const places: (FramePlace & { readonly row: number })[] = [];
  for (const direction of DIRECTIONS) {
    const side = sides[direction];
    for (let frame = 0; frame < side.frames.length; frame++) {
      const opcode = opcodeAt(side, frame);
      if (opcode !== Opcode.ping && opcode !== Opcode.pong) continue;
      places.push({ direction, frame, row: order.rowOfFrame(direction, frame) });
    }
  }
  return places.sort((a, b) => a.row - b.row);
}

function remember(pings: Uint8Array[], payload: Uint8Array): void {
  pings.push(payload);
  if (pings.length > MOST_PINGS) pings.shift();
}

/** Takes the Ping that a Pong answers, and those before it, off the list. A Pong without any Ping is legal. */
function answers(pings: Uint8Array[], payload: Uint8Array): boolean {
  if (pings.length === 0) return true;
  const answered = pings.findLastIndex((ping) => equal(ping, payload));
  pings.splice(0, answered + 1);
  return answered >= 0;
}

const equal = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);

/** RFC 6455 §5.5.1, §7.1.1: each side says Close once, and then TCP ends. What was lost at an end may be a Close. */
function judgeEnd({ sides, order }: Judged, findings: Findings): void {
  const rowOf = ({ direction, frame }: FramePlace) => order.rowOfFrame(direction, frame);
  const closes = DIRECTIONS.flatMap((direction) => closeOf(sides[direction]) ?? []);
  const lasts = DIRECTIONS.map((direction) => ({
    direction,
    frame: sides[direction].frames.length - 1,
  })).filter(({ frame }) => frame >= 0);
  const [last] = lasts.sort((a, b) => rowOf(b) - rowOf(a));
  const [first, answer] = closes;
  if (answer !== undefined || last === undefined) return;
  if (first !== undefined) {
    if (!endsLost(sides[opposite(first.direction)])) add(findings, first, NOT_ANSWERED);
  } else if (!DIRECTIONS.some((direction) => endsLost(sides[direction]))) {
    add(findings, last, NO_CLOSE);
  }
}

/** The first Close of a direction; nobody reads one that is cut. */
function closeOf(side: Side): FramePlace | null {
  const { direction, bytes, frames } = side;
  for (let frame = 0; frame < frames.length; frame++) {
    if (opcodeAt(side, frame) !== Opcode.close || !isComplete(bytes, frames, frame)) continue;
    return { direction, frame };
  }
  return null;
}
