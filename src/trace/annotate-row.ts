import { bitRange, type Annotation, type Field } from '../codec/annotation.ts';
import { annotateHead } from '../codec/http/annotate.ts';
import { annotateChunk } from '../codec/http/chunk-annotate.ts';
import { chunkAt } from '../codec/http/chunk-index.ts';
import type { FieldId } from '../codec/ids.ts';
import { annotateEvent } from '../codec/sse/annotate.ts';
import { PAYLOAD_CLIP, type MessageSources } from '../codec/websocket/annotate-payload.ts';
import { annotateFrame } from '../codec/websocket/annotate.ts';
import { payloadStart } from '../codec/websocket/message.ts';
import type { Conversation } from './conversation.ts';
import { annotateBodyOf } from './http-body.ts';
import { violationsOfHttp } from './http-violations.ts';
import type { Side } from './side.ts';

/** Any row of a conversation, taken apart to the bit; `message` is what a frame's message says beyond the frame. */
export function annotateRow(
  conversation: Conversation,
  row: number,
  message?: MessageSources,
): Annotation {
  const place = conversation.order.place(row);
  const side = conversation.sides[place.direction];
  switch (place.kind) {
    case 'frame':
      // What was not captured is not shown as if it were zeros.
      return annotateFrame(side.bytes.subarray(place.at, knownEnd(side, place.unit)), {
        verdict: side.frames.verdict[place.unit]!,
        findings: side.findings.get(place.unit) ?? [],
        ...(message === undefined ? {} : { message }),
        base: place.at,
      });
    case 'head': {
      const { head } = side.http.units[place.unit]!;
      const bytes = side.bytes.subarray(head.at, head.end);
      return annotateHead(bytes, head, violationsOfHttp(conversation, place));
    }
    case 'body':
      return annotateBodyOf(side.bytes, side.http.units[place.unit]!);
    case 'chunk': {
      const chunk = chunkAt(side.bytes, side.http.units[place.unit]!.chunks!, place.item);
      const bytes = side.bytes.subarray(place.at);
      return annotateChunk(bytes, chunk, violationsOfHttp(conversation, place), place.at);
    }
    case 'event': {
      const { content, events } = side.streams.get(place.unit)!;
      const event = events[place.item]!;
      const violations = violationsOfHttp(conversation, place);
      // What travelled in pieces, or under a coding, has no one place in the stream: it counts from its own start.
      return annotateEvent(content.subarray(event.at), event, violations, 0);
    }
    case 'cut':
      return side.tail?.part === 'header'
        ? annotateFrame(side.bytes.subarray(place.at), { base: place.at })
        : annotateRun(side, 'wire.cut', place.at, side.bytes.length);
    case 'unexplained':
      return {
        ...annotateRun(side, 'wire.unexplained', place.at, side.unexplained[place.unit]!.end),
        violations: violationsOfHttp(conversation, place),
      };
    case 'gap':
      return annotateRun(side, 'wire.gap', place.at, side.captured.gaps[place.unit]!.end, 0);
  }
}

/** Where the first byte of a frame is missing; the end of the stream where none is. */
function knownEnd({ bytes, frames, losses }: Side, frame: number): number {
  const part = losses.payloads.get(frame);
  return part === undefined ? bytes.length : payloadStart(frames, frame) + part.from;
}

/** Bytes that no codec takes apart, as one field; no more than `most` of them are shown. */
function annotateRun(
  side: Side,
  id: FieldId,
  at: number,
  end: number,
  most = PAYLOAD_CLIP,
): Annotation {
  const length = end - at;
  const root: Field = {
    id,
    range: bitRange('wire', 0, length * 8),
    value: { kind: 'bytes', length },
    ref: { doc: 'rfc6455', section: '5.2' },
  };
  const bytes = side.bytes.slice(at, Math.min(end, at + most));
  return {
    unit: 'bytes',
    sources: [{ id: 'wire', bytes, base: at, length }],
    root,
    violations: [],
    complete: id !== 'wire.cut',
  };
}
