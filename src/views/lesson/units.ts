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

/** Reads the pieces of a lesson as the decoder would. `before` is what must stand before them, and is not shown. */
export async function readUnits(
  pieces: readonly WirePiece[],
  extensions: string | null,
  before: readonly WirePiece[] = [],
): Promise<Units> {
  const connection = connectionOf([...before, ...pieces]);
  const conversation = await readConversation(connection, { extensions }, pace);
  const all = Array.from({ length: conversation.order.length }, (_, row) => ({
    row: readRow(conversation, row),
    annotation: annotateRow(conversation, row),
  }));
  const units = before.length === 0 ? all : all.flatMap((unit) => withoutHeads(unit, before));
  const broken = units.flatMap(({ annotation }) => annotation.violations.map(({ rule }) => rule));
  return { units, closing: readClosing(conversation), broken: [...new Set(broken)] };
}

/** A unit with its places counted from the end of what stands before; none for a head. */
function withoutHeads({ row, annotation }: Unit, before: readonly WirePiece[]): Unit[] {
  if (row.kind === 'request' || row.kind === 'response') return [];
  const skipped = before
    .filter(({ direction }) => direction === row.direction)
    .reduce((sum, { hex }) => sum + hex.length / 2, 0);
  const sources = annotation.sources.map((source) =>
    source.id === 'wire' ? { ...source, base: Math.max(source.base - skipped, 0) } : source,
  );
  return [{ row: { ...row, at: row.at - skipped }, annotation: { ...annotation, sources } }];
}
