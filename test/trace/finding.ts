import { payloadOf } from '../../src/codec/websocket/message.ts';
import { opcodeName } from '../../src/codec/websocket/layout.ts';
import { messageReaders, type Conversation } from '../../src/trace/conversation.ts';
import { findRows } from '../../src/trace/find.ts';
import { problemsOf } from '../../src/trace/problems.ts';
import { QUERY_KINDS, type Query, type QueryKind } from '../../src/trace/query.ts';
import { bytesOfRow } from '../../src/trace/row-bytes.ts';
import { readRow, type Row } from '../../src/trace/row.ts';

/** All rows that match, by way of the steps. */
export function find(conversation: Conversation, query: Query): number[] {
  const search = findRows(conversation, messageReaders(conversation), query);
  for (;;) {
    const step = search.next();
    if (step.done === true) return [...step.value];
  }
}

export const rowsOf = (conversation: Conversation): Row[] =>
  Array.from({ length: conversation.order.length }, (_, row) => readRow(conversation, row));

/** ASCII letters alike in both cases; every other byte as it is. */
const folded = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => String.fromCharCode(byte))
    .join('')
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase());

const raw = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

function kindOf({ kind, frame }: Row): QueryKind | null {
  if (frame !== null) return (opcodeName(frame.opcode) as QueryKind | null) ?? 'reserved';
  if (kind === 'request' || kind === 'response') return 'head';
  return QUERY_KINDS.find((known) => known === kind) ?? null;
}

/** The same found the slow way: row by row, each taken apart; for conversations that are not compressed or coded. */
export function findSlowly(conversation: Conversation, query: Query): number[] {
  const inText = query.text === undefined ? null : rowsWithText(conversation, query.text);
  return rowsOf(conversation).flatMap((row) => {
    const { order, sides } = conversation;
    const side = sides[row.direction];
    const kind = kindOf(row);
    const length = row.frame === null ? row.size : Number(row.frame.payloadLength);
    const problems = problemsOf(conversation, row.row).map(({ violation }) => violation);
    const { rule, bytes } = query;
    const holds = [
      query.direction === undefined || query.direction === row.direction,
      query.kinds === undefined || (kind !== null && query.kinds.includes(kind)),
      length >= (query.minLength ?? 0) && length <= (query.maxLength ?? Infinity),
      rule === undefined ||
        problems.some((found) => rule === 'any' || rule === found.severity || rule === found.rule),
      inText === null || inText.has(row.row),
      bytes === undefined ||
        beginsIn(side.bytes, bytes, row.at, row.at + row.size) ||
        (row.frame !== null && raw(payloadOf(side.bytes, row.at)).includes(raw(bytes))) ||
        (row.frame !== null && rowsWithBytes(conversation, bytes).has(row.row)),
    ];
    return holds.every(Boolean) && order.length > 0 ? [row.row] : [];
  });
}

const beginsIn = (stream: Uint8Array, sought: Uint8Array, start: number, end: number): boolean => {
  const at = raw(stream).indexOf(raw(sought), start);
  return at >= 0 && at < end;
};

const rowsWithText = (conversation: Conversation, text: string) =>
  rowsWhere(conversation, folded, folded(new TextEncoder().encode(text)));

const rowsWithBytes = (conversation: Conversation, bytes: Uint8Array) =>
  rowsWhere(conversation, raw, raw(bytes));

/** Rows of frames in which a match begins in what their message says, and other rows that hold one. */
function rowsWhere(
  conversation: Conversation,
  read: (bytes: Uint8Array) => string,
  sought: string,
): Set<number> {
  const { order, sides } = conversation;
  const found = new Set<number>();
  const runs = new Map<string, { row: number; said: string }[]>();
  for (let row = 0; row < order.length; row++) {
    const place = order.place(row);
    const side = sides[place.direction];
    if (place.kind !== 'frame') {
      if (read(bytesOfRow(side, place)).includes(sought)) found.add(row);
      continue;
    }
    const message = side.frames.message[place.unit]!;
    const run = message === 0xffff_ffff ? `frame ${row}` : `${place.direction} ${message}`;
    const said = read(payloadOf(side.bytes, place.at));
    runs.set(run, [...(runs.get(run) ?? []), { row, said }]);
  }
  for (const parts of runs.values()) {
    const whole = parts.map(({ said }) => said).join('');
    let at = 0;
    for (const { row, said } of parts) {
      const hit = whole.indexOf(sought, at);
      at += said.length;
      if (hit >= 0 && hit < at) found.add(row);
    }
  }
  return found;
}
