import type { SpecRef } from '../codec/annotation.ts';
import type { FieldId, RuleId } from '../codec/ids.ts';
import type { Finding } from '../codec/websocket/finding.ts';
import { Opcode, opcodeOf } from '../codec/websocket/layout.ts';
import { isComplete, payloadOf } from '../codec/websocket/message.ts';
import { statusOfHead } from './exchanges.ts';
import type { RowOrder, RowPlace } from './order.ts';
import type { Side } from './side.ts';
import { opposite, type Connection, type Direction } from './trace.ts';

/** Findings by direction and position in its index. */
export type Findings = Readonly<Record<Direction, Map<number, Finding[]>>>;

/** What can be judged only where both directions are seen together, in the order they were sent. */
export const CONVERSATION_RULES: readonly RuleId[] = [
  'ws/frame-before-101',
  'ws/pong-payload-mismatch',
  'ws/close-not-answered',
  'ws/tcp-closed-without-close',
];

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

interface Judged {
  readonly connection: Connection;
  readonly sides: Readonly<Record<Direction, Side>>;
  readonly order: RowOrder;
}

/** Adds to the findings what the two directions break together. */
export function judgeConversation(judged: Judged, findings: Findings): void {
  if (judged.connection.ordered) judgeOrder(judged, findings);
  if (judged.connection.end !== 'none') judgeEnd(judged, findings);
}

const add = (findings: Findings, { direction, unit }: RowPlace, found: Finding): void => {
  const held = findings[direction].get(unit);
  if (held === undefined) findings[direction].set(unit, [found]);
  else held.push(found);
};

function judgeOrder({ sides, order }: Judged, findings: Findings): void {
  const answer = rowOf101(sides, order);
  const pings: Record<Direction, Uint8Array[]> = {
    'client-to-server': [],
    'server-to-client': [],
  };
  for (let row = 0; row < order.length; row++) {
    const place = order.place(row);
    if (place.kind !== 'frame') continue;
    if (row < answer && place.direction === 'client-to-server') add(findings, place, BEFORE_101);
    const { bytes, frames } = sides[place.direction];
    const opcode = opcodeOf(frames.head[place.unit]! >> 8);
    if (opcode !== Opcode.ping && opcode !== Opcode.pong) continue;
    if (!isComplete(bytes, frames, place.unit)) continue;
    const payload = payloadOf(bytes, place.at, 0, 125);
    if (opcode === Opcode.ping) remember(pings[place.direction], payload);
    else if (!answers(pings[opposite(place.direction)], payload)) {
      add(findings, place, PONG_MISMATCH);
    }
  }
}

/** The row of the 101, or -1 where none was seen. */
function rowOf101(sides: Judged['sides'], order: RowOrder): number {
  const { units } = sides['server-to-client'].http;
  const unit = units.findIndex(({ head }) => statusOfHead(head) === 101);
  if (unit < 0) return -1;
  for (let row = 0; row < order.length; row++) {
    const place = order.place(row);
    const isAnswer = place.kind === 'head' && place.direction === 'server-to-client';
    if (isAnswer && place.unit === unit) return row;
  }
  return -1;
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

/** RFC 6455 §5.5.1, §7.1.1: each side says Close once, and then TCP ends. */
function judgeEnd({ sides, order }: Judged, findings: Findings): void {
  const closes: RowPlace[] = [];
  let last: RowPlace | null = null;
  for (let row = 0; row < order.length; row++) {
    const place = order.place(row);
    if (place.kind !== 'frame') continue;
    last = place;
    const { bytes, frames } = sides[place.direction];
    const opcode = opcodeOf(frames.head[place.unit]! >> 8);
    // Nobody reads a Close that is cut.
    if (opcode === Opcode.close && isComplete(bytes, frames, place.unit)) closes.push(place);
  }
  const [first] = closes;
  if (first === undefined) {
    if (last !== null) add(findings, last, NO_CLOSE);
  } else if (closes.every(({ direction }) => direction === first.direction)) {
    add(findings, first, NOT_ANSWERED);
  }
}
