import type { MessageReader } from '../codec/websocket/message-reader.ts';
import { payloadOf, payloadStart, presentLength } from '../codec/websocket/message.ts';
import { NO_MESSAGE } from '../codec/websocket/rules.ts';
import { bodyOffsetOf } from '../codec/http/chunk-index.ts';
import { within, type Span } from './captured.ts';
import type { Conversation } from './conversation.ts';
import { bodyOf, codingsOf, payloadOf as contentOf } from './http-body.ts';
import { bodyOctets, type HttpUnit } from './http-unit.ts';
import type { MessageView } from './message-view.ts';
import type { RowPlace } from './order.ts';
import type { Direction } from './trace.ts';

/** What can be paged through behind a row: the payload of a frame, its message, the body that a row is part of. */
export type PageablePart = 'payload' | 'message' | 'body';

export interface Pageable {
  readonly part: PageablePart;
  /** Bytes of it, codings undone; null where they have to be undone first. */
  readonly length: number | null;
  /** Bytes of it that were not captured. */
  readonly missing: number;
  /** True where it can be told only up to the first of them. */
  readonly ends: boolean;
}

/** A run of bytes of a part. */
export interface PayloadPage {
  readonly bytes: Uint8Array;
  /** Of the whole part. */
  readonly length: number;
  /** Which of these bytes were not captured, counted from the first here: zeros stand in their place. */
  readonly missing: readonly Span[];
}

/** The parts behind a row; `message` is that of the row, where it has one. */
export function pageableParts(
  { sides }: Conversation,
  place: RowPlace,
  message: MessageView | null,
): Pageable[] {
  const side = sides[place.direction];
  if (place.kind === 'frame') {
    const start = payloadStart(side.frames, place.unit);
    const length = presentLength(side.bytes, side.frames, place.unit);
    const missing = side.captured.missing(start, start + length);
    const own: Pageable = { part: 'payload', length, missing, ends: false };
    return message === null || (message.fragments === 1 && !message.compressed)
      ? [own]
      : [own, wholeOf(message)];
  }
  const unit = hasBody(place) ? side.http.units[place.unit]! : null;
  return unit === null || bodyOctets(unit) === 0 ? [] : [pageableBody(unit)];
}

const wholeOf = ({ length, missing }: MessageView): Pageable => ({
  ...{ part: 'message', length, missing },
  ends: missing > 0,
});

const hasBody = ({ kind }: RowPlace): boolean =>
  kind === 'head' || kind === 'body' || kind === 'chunk';

function pageableBody(unit: HttpUnit): Pageable {
  const missing = unit.gaps.reduce((sum, { start, end }) => sum + end - start, 0);
  const isCoded = codingsOf(unit).length > 0;
  const length = isCoded ? null : bodyOctets(unit);
  return { part: 'body', length, missing, ends: isCoded && missing > 0 };
}

/** Reads bytes `[from, to)` of a part behind a row. */
export type Pager = (place: RowPlace, part: PageablePart, from: number, to: number) => PayloadPage;

/** Keeps the body that was decoded last: its next page needs all of it again. */
export function createPager(
  { sides, order }: Conversation,
  readers: Readonly<Record<Direction, MessageReader>>,
): Pager {
  let last: { readonly unit: HttpUnit; readonly content: Uint8Array } | null = null;

  function decoded(bytes: Uint8Array, unit: HttpUnit): Uint8Array {
    if (last?.unit !== unit) last = { unit, content: contentOf(bytes, unit).bytes };
    return last.content;
  }

  return (place, part, from, to) => {
    const side = sides[place.direction];
    const { bytes, captured, frames, http } = side;
    if (part === 'body' && hasBody(place)) {
      const unit = http.units[place.unit]!;
      if (codingsOf(unit).length > 0) return pageOf(decoded(bytes, unit), from, to);
      const length = bodyOctets(unit);
      const end = Math.min(to, length);
      const page = bodyOf(bytes, unit, from, end).slice();
      return withGaps(page, length, within(from, end, gapsOfBody(unit)), from);
    }
    if (place.kind !== 'frame' || part === 'body') return NOTHING;
    if (part === 'message') {
      const id = frames.message[place.unit]!;
      const message =
        id === NO_MESSAGE
          ? null
          : readers[place.direction].read(order.firstFrame(place.direction, id));
      return message === null ? NOTHING : pageOf(message.payload, from, to);
    }
    const start = payloadStart(frames, place.unit);
    const length = presentLength(bytes, frames, place.unit);
    const gaps = within(start + from, start + Math.min(to, length), captured.gaps);
    return withGaps(payloadOf(bytes, place.at, from, to).slice(), length, gaps, start + from);
  };
}

const NOTHING: PayloadPage = { bytes: new Uint8Array(), length: 0, missing: [] };

const pageOf = (all: Uint8Array, from: number, to: number): PayloadPage => ({
  ...{ bytes: all.slice(from, to), length: all.length, missing: [] },
});

/** Unmasking makes something of the zeros of a gap: there are none but zeros. */
function withGaps(
  bytes: Uint8Array,
  length: number,
  gaps: readonly Span[],
  origin: number,
): PayloadPage {
  const missing = gaps.map(({ start, end }) => ({ start: start - origin, end: end - origin }));
  for (const { start, end } of missing) bytes.fill(0, start, end);
  return { bytes, length, missing };
}

/** The gaps of a body in octets of it, the chunked coding undone. */
const gapsOfBody = ({ gaps, chunks, bodyAt }: HttpUnit): Span[] =>
  gaps.map(({ start, end }) =>
    chunks === null
      ? { start: start - bodyAt, end: end - bodyAt }
      : { start: bodyOffsetOf(chunks, start), end: bodyOffsetOf(chunks, end) },
  );
