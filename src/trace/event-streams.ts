import { mediaTypeOf, EVENT_STREAM } from '../codec/sse/head-rules.ts';
import { readEvents, type ReadEvent } from '../codec/sse/event.ts';
import { wireOffsetOf } from '../codec/http/chunk-index.ts';
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

/** The event streams among the responses of one direction, by position of their unit. */
export function readEventStreams(
  bytes: Uint8Array,
  units: readonly HttpUnit[],
): ReadonlyMap<number, EventStream> {
  const streams = new Map<number, EventStream>();
  units.forEach((unit, position) => {
    const isStream = unit.head.kind === 'response' && mediaTypeOf(unit.head) === EVENT_STREAM;
    if (isStream && unit.bodyEnd > unit.bodyAt) streams.set(position, readStream(bytes, unit));
  });
  return streams;
}

function readStream(bytes: Uint8Array, unit: HttpUnit): EventStream {
  const { bytes: content, codings } = payloadOf(bytes, unit);
  return {
    content,
    events: [...readEvents(content)],
    wireAt(offset) {
      if (codings.length > 0) return unit.bodyAt;
      return unit.chunks === null ? unit.bodyAt + offset : wireOffsetOf(unit.chunks, offset);
    },
  };
}
