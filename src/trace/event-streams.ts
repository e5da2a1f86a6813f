import { mediaTypeOf, EVENT_STREAM } from '../codec/sse/head-rules.ts';
import { readEvents, type ReadEvent } from '../codec/sse/event.ts';
import { bodyOffsetOf, wireOffsetOf } from '../codec/http/chunk-index.ts';
import { CR, LF } from '../codec/http/syntax.ts';
import { without, type Span } from './captured.ts';
import { payloadOf } from './http-body.ts';
import type { HttpUnit } from './http-unit.ts';

/** The events in the body of one response, WHATWG HTML §9.2. */
export interface EventStream {
  /** The body without its codings; places of events count from its start. */
  readonly content: Uint8Array;
  readonly events: readonly ReadEvent[];
  /** Where a byte of the content travelled; the start of the body where a coding hides it. */
  wireAt(offset: number): number;
}

/** By position of the unit in whose body they are. */
export type EventStreams = ReadonlyMap<number, EventStream>;

export const NO_STREAMS: EventStreams = new Map();

/** Events read in one step: some milliseconds. */
const STEP = 4096;

/** The event streams among the responses of one direction, read in steps. */
export function* readEventStreams(
  bytes: Uint8Array,
  units: readonly HttpUnit[],
): Generator<void, EventStreams> {
  const streams = new Map<number, EventStream>();
  for (const [position, unit] of units.entries()) {
    const isStream = unit.head.kind === 'response' && mediaTypeOf(unit.head) === EVENT_STREAM;
    if (!isStream || unit.bodyEnd <= unit.bodyAt) continue;
    streams.set(position, yield* readStream(bytes, unit));
  }
  return streams;
}

function* readStream(bytes: Uint8Array, unit: HttpUnit): Generator<void, EventStream> {
  const { bytes: content, codings } = payloadOf(bytes, unit);
  const reading = codings.length > 0 ? readEvents(content) : readBetweenGaps(content, unit);
  const events: ReadEvent[] = [];
  for (const event of reading) {
    events.push(event);
    if (events.length % STEP === 0) yield;
  }
  return {
    content,
    events,
    wireAt(offset) {
      if (codings.length > 0) return unit.bodyAt;
      return unit.chunks === null ? unit.bodyAt + offset : wireOffsetOf(unit.chunks, offset);
    },
  };
}

/** The events of a body with gaps: after each, reading goes on behind the next blank line. */
function* readBetweenGaps(content: Uint8Array, unit: HttpUnit): Generator<ReadEvent, void> {
  let lastEventId = '';
  for (const { start, end } of without(0, content.length, gapsIn(unit))) {
    const from = start === 0 ? 0 : afterBlankLine(content, start, end);
    for (const event of readEvents(content.subarray(from, end), { lastEventId })) {
      ({ lastEventId } = event);
      yield { ...event, at: event.at + from, end: event.end + from };
    }
  }
}

/** The gaps of a body as offsets in its content. */
const gapsIn = ({ gaps, chunks, bodyAt }: HttpUnit): Span[] =>
  gaps.map(({ start, end }) =>
    chunks === null
      ? { start: start - bodyAt, end: end - bodyAt }
      : { start: bodyOffsetOf(chunks, start), end: bodyOffsetOf(chunks, end) },
  );

/** Where the first event begins whose start is seen: HTML §9.2.6. */
function afterBlankLine(content: Uint8Array, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    if (content[at] !== LF && content[at] !== CR) continue;
    const next = content[at] === CR && content[at + 1] === LF ? at + 2 : at + 1;
    if (content[next] === CR && content[next + 1] === LF) return Math.min(next + 2, to);
    if (content[next] === LF || content[next] === CR) return Math.min(next + 1, to);
  }
  return to;
}
