import type { Annotation, Violation } from '../../codec/annotation.ts';
import { annotateFrame } from '../../codec/websocket/annotate.ts';
import { annotateRow } from '../../trace/annotate-row.ts';
import { readClosing, type Closing } from '../../trace/closing.ts';
import { messageReaders, readConversation, type Conversation } from '../../trace/conversation.ts';
import { perDirection, type Direction } from '../../trace/direction.ts';
import { viewMessage, type MessageView } from '../../trace/message-view.ts';
import { problemsOf } from '../../trace/problems.ts';
import { readRow, type Row } from '../../trace/row.ts';
import { connectionOf, handshakeOf } from './connection.ts';
import type { Draft } from './draft.ts';
import { bytesOf, bytesOfUnit } from './units.ts';

/** What a receiver makes of one unit. */
export interface UnitJudgement {
  /** Null where the receiver begins no frame at this place: what stood before announced another length. */
  readonly row: Row | null;
  readonly violations: readonly Violation[];
}

/** The unit that is looked at, to the bit. */
export interface UnitDetail {
  readonly annotation: Annotation;
  /** The message it belongs to; null for a control frame and for what the receiver does not see as a frame. */
  readonly message: MessageView | null;
}

/** A draft as the decoder reads it. */
export interface Judgement {
  readonly units: readonly UnitJudgement[];
  /** Null where the draft has no units. */
  readonly detail: UnitDetail | null;
  /** The first rows that a receiver reads, where they are not the units; else empty. */
  readonly reading: readonly Row[];
  readonly closing: Closing;
}

/** Rows of another reading that are told. */
export const MOST_READ = 200;

const pace = (): Promise<void> => Promise.resolve();

/** Reads a draft as the decoder does: its rules are the decoder's own. `selected` is the unit looked at. */
export async function judgeDraft(draft: Draft, selected: number): Promise<Judgement> {
  const conversation = await readConversation(connectionOf(draft), {}, pace);
  const rows = rowsOfUnits(draft, conversation);
  const first = rows.findIndex((row) => row === null);
  return {
    units: rows.map((row) =>
      row === null
        ? { row, violations: [] }
        : {
            row: readRow(conversation, row),
            violations: problemsOf(conversation, row).map(({ violation }) => violation),
          },
    ),
    detail: detailOf(draft, selected, conversation, rows[selected] ?? null),
    reading: first < 0 ? [] : readingOf(draft, conversation),
    closing: readClosing(conversation),
  };
}

/** How long the opening handshake is, each way. */
const headSizes = (draft: Draft): Record<Direction, number> =>
  perDirection(
    (way) => handshakeOf(draft).find(({ direction }) => direction === way)!.bytes.length,
  );

/** The row that begins where each unit does; null where none does. */
export function rowsOfUnits(draft: Draft, { order }: Conversation): (number | null)[] {
  const begins = perDirection(() => new Map<number, number>());
  for (let row = 0; row < order.length; row++) {
    const { direction, at, kind } = order.place(row);
    if (kind === 'frame' || kind === 'cut') begins[direction].set(at, row);
  }
  const ends = headSizes(draft);
  return bytesOf(draft).map(({ direction, bytes }) => {
    const row = bytes.length === 0 ? undefined : begins[direction].get(ends[direction]);
    ends[direction] += bytes.length;
    return row ?? null;
  });
}

/** Places are counted from the end of the handshake, which nobody composed. */
function detailOf(
  draft: Draft,
  selected: number,
  conversation: Conversation,
  row: number | null,
): UnitDetail | null {
  const unit = draft.units[selected];
  if (unit === undefined) return null;
  const base = baseOf(draft, selected);
  const alone = annotateFrame(bytesOfUnit(unit), { base });
  // A unit of which the receiver sees more, or less, is shown as it was composed.
  if (row === null) return { annotation: alone, message: null };
  const place = conversation.order.place(row);
  const message = viewMessage(conversation, messageReaders(conversation)[place.direction], place);
  const judged = annotateRow(conversation, row, message?.sources);
  const [wire] = judged.sources;
  const whole = wire?.length === alone.sources[0]?.length;
  const sources = judged.sources.map((source) =>
    source.id === 'wire' ? { ...source, base } : source,
  );
  return {
    annotation: whole
      ? { ...judged, sources }
      : { ...alone, violations: judged.violations.filter(({ range }) => fits(range, alone)) },
    message: message?.view ?? null,
  };
}

const fits = ({ source, end }: Violation['range'], { root }: Annotation): boolean =>
  source === 'wire' && end <= root.range.end;

/** Where a unit begins in its direction, the handshake left out. */
export const baseOf = ({ units }: Draft, at: number): number =>
  units
    .slice(0, at)
    .filter(({ direction }) => direction === units[at]?.direction)
    .reduce((sum, unit) => sum + bytesOfUnit(unit).length, 0);

function readingOf(draft: Draft, conversation: Conversation): Row[] {
  const heads = headSizes(draft);
  const rows: Row[] = [];
  for (let i = 0; i < conversation.order.length && rows.length < MOST_READ; i++) {
    const row = readRow(conversation, i);
    if (row.kind === 'request' || row.kind === 'response') continue;
    rows.push({ ...row, at: row.at - heads[row.direction] });
  }
  return rows;
}
