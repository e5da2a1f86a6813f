import { readClosing, type Closing } from '../../trace/closing.ts';
import { annotateRow } from '../../trace/annotate-row.ts';
import { readConversation } from '../../trace/conversation.ts';
import { readRow, type Row } from '../../trace/row.ts';
import type { Annotation } from '../../codec/annotation.ts';
import type { RuleId } from '../../codec/ids.ts';
import { connectionOf } from '../../course/judges/connection.ts';
import type { WirePiece } from '../../course/elements.ts';

export interface Unit {
  readonly row: Row;
  readonly annotation: Annotation;
}

/** What bytes are: frames, heads, chunks, events, each taken apart; and how the connection ended. */
export interface Units {
  readonly units: readonly Unit[];
  readonly closing: Closing;
  readonly broken: readonly RuleId[];
}

const pace = () => Promise.resolve();

/** Reads the pieces of a lesson as the decoder would. */
export async function readUnits(
  pieces: readonly WirePiece[],
  extensions: string | null,
): Promise<Units> {
  const conversation = await readConversation(connectionOf(pieces), { extensions }, pace);
  const units = Array.from({ length: conversation.order.length }, (_, row) => ({
    row: readRow(conversation, row),
    annotation: annotateRow(conversation, row),
  }));
  const broken = new Set(units.flatMap(({ annotation }) => annotation.violations.map((v) => v.rule)));
  return { units, closing: readClosing(conversation), broken: [...broken] };
}
