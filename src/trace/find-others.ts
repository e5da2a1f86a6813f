import { chunkAt } from '../codec/http/chunk-index.ts';
import { pieceOf } from '../codec/http/chunk.ts';
import type { Conversation } from './conversation.ts';
import { createBodySearch, type BodySearch } from './find-bodies.ts';
import type { Searcher } from './find-bytes.ts';
import { HAS_BYTES, HAS_TEXT, IS_CANDIDATE, type Marks } from './find-marks.ts';
import type { Plan } from './find-plan.ts';
import { beginsInSteps, createWireSearch } from './find-wire.ts';
import { violationsOfHttp } from './http-violations.ts';
import type { RowPlace } from './order.ts';
import { otherRows } from './other-rows.ts';
import type { QueryKind } from './query.ts';
import { bytesOfRow } from './row-bytes.ts';
import { extentOf } from './row.ts';
import type { Side } from './side.ts';
import { perDirection } from './trace.ts';
import type { RowKind } from './unit-list.ts';

/** Rows looked at between two pauses. */
const MOST_ROWS = 64;

/** Marks the rows that are no frames and match; after each step it tells how many it looked at. */
export function* findOthers(
  conversation: Conversation,
  plan: Plan,
  marks: Marks,
): Generator<number, void> {
  const { sides, order } = conversation;
  const text = plan.text?.() ?? null;
  const bytes = plan.bytes?.() ?? null;
  const bodies = perDirection((way) => text && createBodySearch(sides[way], text));
  let looked = 0;
  for (const row of otherRows(conversation)) {
    const place = order.place(row);
    if (isCandidate(conversation, plan, place)) {
      marks.add(row, IS_CANDIDATE);
      const side = sides[place.direction];
      if (text !== null && (yield* saysText(side, place, text, bodies[place.direction]!))) {
        marks.add(row, HAS_TEXT);
      }
      if (bytes !== null && (yield* holdsInSteps(bytesOfRow(side, place), bytes))) {
        marks.add(row, HAS_BYTES);
      }
    }
    if (++looked % MOST_ROWS === 0) yield MOST_ROWS;
  }
  yield looked % MOST_ROWS;
}

function isCandidate(conversation: Conversation, plan: Plan, place: RowPlace): boolean {
  const { query, minLength, maxLength } = plan;
  if (query.direction !== undefined && query.direction !== place.direction) return false;
  if (query.kinds !== undefined && !isOfKind(place.kind, query.kinds)) return false;
  if (plan.timed && !plan.isInTime(place.time)) return false;
  const length = lengthOf(conversation.sides[place.direction], place);
  if (length < minLength || length > maxLength) return false;
  return query.rule === undefined || violationsOfHttp(conversation, place).some(plan.isWanted);
}

const isOfKind = (kind: RowKind, kinds: readonly QueryKind[]): boolean =>
  (kinds as readonly RowKind[]).includes(kind);

function lengthOf(side: Side, place: RowPlace): number {
  if (place.kind !== 'chunk') return extentOf(side, place).size;
  const { chunks } = side.http.units[place.unit]!;
  const { start, end } = pieceOf(chunkAt(side.bytes, chunks!, place.item), 'data');
  return end - start;
}

const saysText = (
  side: Side,
  place: RowPlace,
  text: Searcher,
  bodies: BodySearch,
): Generator<number, boolean> =>
  place.kind === 'chunk' || place.kind === 'body'
    ? bodies.says(place.unit, place.item)
    : holdsInSteps(bytesOfRow(side, place), text);

const holdsInSteps = (bytes: Uint8Array, searcher: Searcher): Generator<number, boolean> =>
  beginsInSteps(createWireSearch(bytes, searcher), 0, bytes.length);
