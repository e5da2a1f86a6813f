import { hexOf } from '../codec/bytes.ts';
import { chunkAt } from '../codec/http/chunk-index.ts';
import { pieceOf } from '../codec/http/chunk.ts';
import type { HttpHead } from '../codec/http/layout.ts';
import { readClose } from '../codec/websocket/close.ts';
import {
  createHead,
  exactLength,
  hasRsv1,
  isFinal,
  isMasked,
  Opcode,
  opcodeOf,
  readHead,
  type FrameHead,
} from '../codec/websocket/layout.ts';
import { payloadOf, type Message } from '../codec/websocket/message.ts';
import { NO_MESSAGE } from '../codec/websocket/rules.ts';
import { looseTextOf } from '../codec/utf8.ts';
import type { Conversation } from './conversation.ts';
import type { LogRow } from './log/log.ts';
import { statusOfHead } from './exchanges.ts';
import type { Side } from './side.ts';
import type { RowPlace } from './order.ts';
import { countProblems } from './problems.ts';
import type { RowKind } from './unit-list.ts';
import type { Direction } from './trace.ts';

/** A frame as one line of a list. */
export interface FrameLine {
  /** Counted from 0 over both directions, as in the report. */
  readonly number: number;
  readonly opcode: number;
  readonly fin: boolean;
  readonly compressed: boolean;
  readonly masked: boolean;
  readonly payloadLength: number | bigint;
  /** Counted from 0 over both directions; null for a control frame. */
  readonly message: number | null;
  readonly preview: Preview;
}

/** The beginning of a payload, as far as one line needs it. */
export type Preview =
  | { readonly kind: 'text'; readonly text: string; readonly clipped: boolean }
  | { readonly kind: 'hex'; readonly hex: string; readonly clipped: boolean }
  | { readonly kind: 'close'; readonly code: number | null; readonly reason: string };

/** One line of a conversation. */
export interface Row {
  readonly row: number;
  readonly kind: 'request' | 'response' | LogRow['kind'] | Exclude<RowKind, 'head'>;
  readonly direction: Direction;
  /** Offset in the direction's stream, in bytes. */
  readonly at: number;
  /** Bytes on the wire; what is there of them where the stream ends early. */
  readonly size: number;
  readonly complete: boolean;
  /** Bytes of it that were not captured. */
  readonly missing: number;
  readonly time: number | null;
  readonly errors: number;
  readonly warnings: number;
  /** The first line of a head: `GET /chat`, `101 Switching Protocols`. */
  readonly startLine: string | null;
  /** For the answer to an opening handshake: whether its accept matches the key; null where that cannot be told. */
  readonly acceptMatches: boolean | null;
  readonly frame: FrameLine | null;
  /** What a chunk carries, or an event says, as far as one line needs it. */
  readonly preview: Preview | null;
  /** Of an entry of a log, which has no bytes on the wire; absent for any other. */
  readonly log?: LogRow;
}

const PREVIEW = 96;
const HEX_PREVIEW = 16;

/** The row as a line; of a compressed message, where it is given, what it says instead of its compressed bytes. */
export function readRow(
  conversation: Conversation,
  row: number,
  message: Message | null = null,
): Row {
  const place = conversation.order.place(row);
  const side = conversation.sides[place.direction];
  const { errors, warnings } = countProblems(conversation, place);
  const frame = place.kind === 'frame' ? frameLine(conversation, side, place, message) : null;
  const head = place.kind === 'head' ? side.http.units[place.unit]!.head : null;
  const extent = extentOf(side, place);
  return {
    row,
    kind: place.kind === 'head' ? (head?.kind ?? 'request') : place.kind,
    direction: place.direction,
    at: place.at,
    size: extent.size,
    complete: extent.complete || conversation.partial,
    missing: side.captured.missing(place.at, place.at + extent.size),
    time: place.time,
    errors,
    warnings,
    startLine: head === null ? null : startLine(head),
    acceptMatches:
      head !== null && statusOfHead(head) === 101
        ? (conversation.handshake?.acceptMatches ?? null)
        : null,
    frame,
    preview: previewOfBody(side, place),
  };
}

/** The beginning of what a part of a body carries; the lines of an event that says nothing to a page. */
function previewOfBody(side: Side, place: RowPlace): Preview | null {
  if (place.kind === 'event') {
    const { content, events } = side.streams.get(place.unit)!;
    const { dispatched, at, linesAt, blankAt } = events[place.item]!;
    if (dispatched === null) {
      const lines = content.subarray(at + linesAt, at + blankAt);
      return previewBytes(lines.subarray(0, PREVIEW), lines.length);
    }
    const { type, data } = dispatched;
    const said = type === 'message' ? data : `${type}: ${data}`;
    return { kind: 'text', text: said.slice(0, PREVIEW), clipped: said.length > PREVIEW };
  }
  if (place.kind !== 'chunk' && place.kind !== 'body') return null;
  const { at, end } = contentOf(side, place);
  const known = Math.min(end, at + PREVIEW, side.captured.runEnd(at));
  return previewBytes(side.bytes.subarray(at, known), end - at);
}

/** Where the data of a chunk, or a body, stands on the wire. */
function contentOf(side: Side, place: RowPlace): { at: number; end: number } {
  const { chunks, bodyAt, bodyEnd } = side.http.units[place.unit]!;
  if (chunks === null) return { at: bodyAt, end: bodyEnd };
  const { start, end } = pieceOf(chunkAt(side.bytes, chunks, place.item), 'data');
  return { at: start, end };
}

const startLine = (head: HttpHead): string =>
  head.kind === 'request'
    ? `${head.start.method.text} ${head.start.target.text}`
    : `${head.start.status.text} ${head.start.reason.text}`.trim();

export function extentOf(side: Side, place: RowPlace): { size: number; complete: boolean } {
  switch (place.kind) {
    case 'head': {
      const { head } = side.http.units[place.unit]!;
      return { size: head.end - head.at, complete: true };
    }
    case 'body': {
      const { bodyAt, bodyEnd, bodyComplete } = side.http.units[place.unit]!;
      return { size: bodyEnd - bodyAt, complete: bodyComplete };
    }
    case 'chunk': {
      const { at, end, complete } = chunkAt(
        side.bytes,
        side.http.units[place.unit]!.chunks!,
        place.item,
      );
      return { size: end - at, complete };
    }
    case 'event': {
      const { at, end, complete } = side.streams.get(place.unit)!.events[place.item]!;
      return { size: end - at, complete };
    }
    case 'frame': {
      const head = createHead();
      readHead(side.bytes, place.at, side.bytes.length, head);
      const end = head.payloadAt + head.payloadLength;
      return {
        size: Math.min(end, side.bytes.length) - place.at,
        complete: end <= side.bytes.length,
      };
    }
    case 'cut':
      return { size: side.bytes.length - place.at, complete: false };
    case 'unexplained':
      return { size: side.unexplained[place.unit]!.end - place.at, complete: true };
    case 'gap':
      return { size: side.captured.gaps[place.unit]!.end - place.at, complete: true };
  }
}

function frameLine(
  conversation: Conversation,
  side: Side,
  place: RowPlace,
  said: Message | null,
): FrameLine {
  const head = createHead();
  readHead(side.bytes, place.at, side.bytes.length, head);
  const message = side.frames.message[place.unit]!;
  const compressed = message !== NO_MESSAGE && isCompressed(conversation, side, message);
  return {
    number: conversation.order.frameNumber(place.direction, place.unit),
    opcode: opcodeOf(head.b0),
    fin: isFinal(head.b0),
    compressed,
    masked: isMasked(head.b1),
    payloadLength: exactLength(head),
    message:
      message === NO_MESSAGE ? null : conversation.order.messageNumber(place.direction, message),
    preview: said === null ? previewOf(side, place, head, compressed) : previewOfMessage(said),
  };
}

/** A fragment is compressed where the first of its message says so, RFC 7692 §6.1. */
function isCompressed(conversation: Conversation, side: Side, message: number): boolean {
  if (side.deflate === null) return false;
  const first = conversation.order.firstFrame(side.direction, message);
  return hasRsv1(side.frames.head[first]! >> 8);
}

function previewOf(
  side: Side,
  place: RowPlace,
  { b0, payloadLength: length }: FrameHead,
  compressed: boolean,
): Preview {
  const opcode = opcodeOf(b0);
  const known = side.losses.payloads.get(place.unit)?.from ?? PREVIEW;
  const payload = payloadOf(side.bytes, place.at, 0, Math.min(known, PREVIEW));
  if (opcode === Opcode.close) {
    const { code, reason } = readClose(payload);
    return { kind: 'close', code, reason };
  }
  const asText = !compressed && opcode !== Opcode.binary;
  return asText ? previewBytes(payload, length) : previewHex(payload, length);
}

function previewOfMessage({ kind, payload }: Message): Preview {
  const start = payload.subarray(0, PREVIEW);
  return kind === 'text' ? previewBytes(start, payload.length) : previewHex(start, payload.length);
}

/** The first bytes as text where they read as text, as hex where they do not; `length` is that of all. */
const previewBytes = (bytes: Uint8Array, length: number): Preview =>
  isReadable(bytes)
    ? { kind: 'text', text: looseTextOf(bytes), clipped: length > bytes.length }
    : previewHex(bytes, length);

const previewHex = (bytes: Uint8Array, length: number): Preview => ({
  kind: 'hex',
  hex: hexOf(bytes.subarray(0, HEX_PREVIEW)),
  clipped: length > HEX_PREVIEW,
});

/** Text, as far as the first bytes tell: no control characters but tab and line ends. */
const isReadable = (bytes: Uint8Array): boolean =>
  bytes.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d);
