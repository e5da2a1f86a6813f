import { readClosing } from '../trace/closing.ts';
import type { Conversation } from '../trace/conversation.ts';
import { DIRECTIONS, perDirection, type Direction } from '../trace/trace.ts';
import type { Incomplete, Summary } from './api.ts';
import type { Held } from './conversations.ts';

/** What there is to say of a conversation at once. */
export function summarise({ conversation, problems }: Held): Summary {
  const { sides, order, handshake, hello, notes } = conversation;
  return {
    protocol: order.length === 0 ? 'none' : conversation.protocol,
    rows: order.length,
    frames: DIRECTIONS.reduce((sum, direction) => sum + sides[direction].frames.length, 0),
    firstFrameRow: firstFrameRow(conversation),
    messages: order.messages,
    bytes: perDirection((direction) => sides[direction].bytes.length),
    problemRows: problems.rows.length,
    errors: problems.errors,
    warnings: problems.warnings,
    handshake,
    hello,
    closing: readClosing(conversation),
    incomplete: perDirection((direction) => incompleteOf(conversation, direction)),
    notes,
  };
}

function firstFrameRow({ sides, order }: Conversation): number | null {
  const rows = DIRECTIONS.filter((direction) => sides[direction].frames.length > 0).map(
    (direction) => order.rowOfFrame(direction, 0),
  );
  return rows.length === 0 ? null : Math.min(...rows);
}

function incompleteOf(conversation: Conversation, direction: Direction): Incomplete | null {
  const { tail } = conversation.sides[direction];
  return tail === null || conversation.partial
    ? null
    : { ...tail, row: conversation.order.lastRow(direction) };
}
