import type { ClientHello } from '../codec/tls/client-hello.ts';
import type { Handshake } from '../codec/websocket/handshake.ts';
import type { Span } from './captured.ts';
import { statusOfHead } from './exchanges.ts';
import type { ConversationNote, ConversationNoteId } from './notes.ts';
import type { Protocol } from './protocol.ts';
import type { InferredAt } from './locate-frames.ts';
import type { Side } from './side.ts';
import { isCapture } from './torn.ts';
import { DIRECTIONS, type Connection, type Direction } from './trace.ts';

/** What the notes look at. */
interface Noted {
  readonly protocol: Protocol;
  readonly connection: Connection;
  readonly sides: Readonly<Record<Direction, Side>>;
  readonly handshake: Handshake | null;
  readonly hello: ClientHello | null;
}

const note = (
  id: ConversationNoteId,
  direction: Direction | null = null,
  at = 0,
  ...details: readonly (string | number)[]
): ConversationNote => ({ id, direction, at, detail: details.join(' ') });

/** What was inferred of a conversation, and what could not be read: a few notes, however much it is. */
export function noteConversation(
  conversation: Noted,
  oriented: ConversationNote | null,
  compressed: InferredAt | null,
): ConversationNote[] {
  return [
    ...noteProtocol(conversation),
    ...(oriented === null ? [] : [oriented]),
    ...(compressed === null
      ? []
      : [note('conversation/compression-inferred', compressed.direction, compressed.at)]),
    ...DIRECTIONS.flatMap((direction) =>
      noteSide(conversation.sides[direction], conversation.protocol),
    ),
  ];
}

function noteProtocol({ protocol, connection, sides, handshake, hello }: Noted) {
  if (protocol === 'tls') {
    return [
      note('conversation/tls', null, 0, hello?.serverName ?? '-', ...(hello?.protocols ?? [])),
    ];
  }
  if (protocol === 'http2') return [note('conversation/http2')];
  if (protocol === 'none') {
    const isEmpty = DIRECTIONS.every((direction) => sides[direction].bytes.length === 0);
    return isEmpty ? [] : [note('conversation/not-recognised')];
  }
  const { units } = sides['server-to-client'].http;
  const answered = units.some(({ head }) => statusOfHead(head) === 101);
  const isMissing = protocol === 'websocket' && !answered && handshake?.refused !== true;
  return isMissing && isCapture(connection) ? [note('conversation/handshake-missing')] : [];
}

function noteSide(side: Side, protocol: Protocol): ConversationNote[] {
  const { direction, bytes, captured } = side;
  const notes: ConversationNote[] = [];
  const [gap] = captured.gaps;
  if (gap !== undefined) {
    const missing = captured.missing(0, bytes.length);
    notes.push(note('conversation/gap', direction, gap.start, captured.gaps.length, missing));
  }
  if (protocol !== 'websocket' && protocol !== 'http') return notes;
  const resumed = resumedAt(side);
  const [first] = resumed;
  const lostAt = lostFrom(side);
  const isPassedOver = ({ start }: Span) => lostAt === null || start < lostAt;
  if (first !== undefined) {
    const passed = lengthOf(side.unexplained.filter(isPassedOver));
    notes.push(note('conversation/resynchronised', direction, first, resumed.length, passed));
  }
  if (lostAt !== null) {
    const rest = lengthOf(side.unexplained.filter((span) => !isPassedOver(span)));
    notes.push(note('conversation/sync-lost', direction, lostAt, rest));
  }
  return notes;
}

const lengthOf = (spans: readonly Span[]): number =>
  spans.reduce((sum, { start, end }) => sum + end - start, 0);

/** Where reading went on after something was passed over. */
function resumedAt({ http, losses, frames }: Side): number[] {
  const found = [...losses.before].flatMap((frame) => frames.at[frame] ?? []);
  const all = [...http.skipped.map(({ end }) => end), ...found];
  return all.filter((at) => at > 0).sort((a, b) => a - b);
}

/** Where the bytes begin in which nothing more was found; null where all was read. */
function lostFrom({ http, losses, frames, unexplained }: Side): number | null {
  const isLost =
    losses.before.has(frames.length) || (http.lookFrom !== null && frames.length === 0);
  if (!isLost) return null;
  const read = Math.max(http.end - 1, frames.at.at(-1) ?? -1);
  return unexplained.find(({ start }) => start > read)?.start ?? null;
}
