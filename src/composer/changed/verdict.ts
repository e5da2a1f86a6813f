import type { Violation } from '../../codec/annotation.ts';
import { FRAME_RULES } from '../../codec/websocket/rules.ts';
import { readClosing, type ApiClose } from '../../trace/closing.ts';
import type { Conversation } from '../../trace/conversation.ts';
import { problemsOf, type ProblemList } from '../../trace/problems.ts';
import { DIRECTIONS, opposite, perDirection, type Direction } from '../../trace/trace.ts';

/** The first unit of a direction that a strict receiver does not take. */
export interface Refusal {
  readonly row: number;
  readonly violation: Violation;
}

/** What both peers make of a conversation, where both are strict. */
export interface Verdict {
  /** By the direction that breaks a rule; null where the receiver takes all of it. */
  readonly refused: Readonly<Record<Direction, Refusal | null>>;
  /** The direction whose refusal comes first and ends the connection; null where none does, or the order is not known. */
  readonly ends: Direction | null;
  /** By the direction in which the side sends, as `Closing` has it; null where its API reports no end. */
  readonly api: Readonly<Record<Direction, ApiClose | null>>;
}

/** The failing side hears nothing more, RFC 6455 §7.1.7: its API says that no Close came. */
const FAILED: ApiClose = { code: 1006, reason: '', wasClean: false };

/** Rows passed between two pauses. */
const STEP = 1 << 14;

/** Judges as a strict receiver does, RFC 6455 §7.1.7: the first unit that it may not take ends the connection. */
export function* readVerdict(
  conversation: Conversation,
  problems: ProblemList,
): Generator<void, Verdict> {
  const refused: Record<Direction, Refusal | null> = perDirection(() => null);
  let step = 0;
  for (const row of problems.rows) {
    const direction = conversation.order.directionOf(row);
    refused[direction] ??= refusalAt(conversation, row);
    if (DIRECTIONS.every((way) => refused[way] !== null)) break;
    if (++step % STEP === 0) yield;
  }
  const ends = firstOf(conversation, refused);
  return { refused, ends, api: reports(conversation, refused, ends) };
}

/** Why a row is not taken; null where a receiver goes on: an oddity, or what nobody refuses. */
function refusalAt(conversation: Conversation, row: number): Refusal | null {
  if (!mayBeRefused(conversation, row)) return null;
  const found = problemsOf(conversation, row).find(({ violation }) => isRefused(violation));
  return found === undefined ? null : { row, violation: found.violation };
}

/** Bit i is set where a strict receiver closes for FRAME_RULES[i]. */
const REFUSED = FRAME_RULES.reduce(
  (bits, { severity, closeCode }, i) =>
    severity === 'error' && closeCode !== null ? bits | (1 << i) : bits,
  0,
);

/** Frames are told by their columns: no annotation is made of what a receiver takes. */
function mayBeRefused({ order, sides }: Conversation, row: number): boolean {
  if (order.kindOf(row) !== 'frame') return true;
  const { frames, findings } = sides[order.directionOf(row)];
  const frame = order.unitOf(row);
  const found = findings.get(frame);
  return (
    (frames.verdict[frame]! & REFUSED) !== 0 ||
    (found?.some(({ closeCode }) => closeCode !== null) ?? false)
  );
}

const isRefused = ({ severity, closeCode, status, rule }: Violation): boolean =>
  severity === 'error' && (closeCode !== null || status !== null || rule.startsWith('ws/res-'));

function firstOf({ connection }: Conversation, refused: Verdict['refused']): Direction | null {
  const ways = DIRECTIONS.filter((way) => refused[way] !== null);
  if (ways.length < 2) return ways[0] ?? null;
  if (!connection.ordered) return null;
  return ways.reduce((a, b) => (refused[a]!.row <= refused[b]!.row ? a : b));
}

function reports(
  conversation: Conversation,
  refused: Verdict['refused'],
  ends: Direction | null,
): Verdict['api'] {
  const closing = readClosing(conversation);
  const closes = DIRECTIONS.map((way) => closing.sent[way]?.row ?? Infinity);
  if (ends === null || refused[ends]!.row > Math.max(...closes)) return closing.api;
  const { closeCode } = refused[ends]!.violation;
  return perDirection((side) => {
    // The one that receives what is refused fails; before the connection is open, a server has nothing to report.
    if (side === opposite(ends)) return opensNever(refused[ends]!) ? null : FAILED;
    return closeCode === null ? FAILED : { code: closeCode, reason: '', wasClean: true };
  });
}

/** A request that is refused: the server's API never hears of a connection. */
const opensNever = ({ violation }: Refusal): boolean => violation.status !== null;
