import type { Annotation, Field, Violation } from '../codec/annotation.ts';
import { annotateHead } from '../codec/http/annotate.ts';
import type { FieldId } from '../codec/ids.ts';
import { PAYLOAD_CLIP, type MessageSources } from '../codec/websocket/annotate-payload.ts';
import { annotateFrame } from '../codec/websocket/annotate.ts';
import { judgeRequest, judgeResponse } from '../codec/websocket/handshake-rules.ts';
import type { Conversation } from './conversation.ts';
import type { Side } from './side.ts';
import type { RowPlace } from './order.ts';

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
      return annotateFrame(side.bytes.subarray(place.at), {
        verdict: side.frames.verdict[place.unit]!,
        findings: side.findings.get(place.unit) ?? [],
        ...(message === undefined ? {} : { message }),
        base: place.at,
      });
    case 'head': {
      const { head } = side.http.units[place.unit]!;
      return annotateHead(
        side.bytes.subarray(head.at, head.end),
        head,
        violationsOfHead(conversation, place),
      );
    }
    case 'body':
      return annotateRun(side, 'http.body', place.at, side.http.units[place.unit]!.bodyEnd);
    case 'cut':
      return side.tail?.part === 'header'
        ? annotateFrame(side.bytes.subarray(place.at), { base: place.at })
        : annotateRun(side, 'wire.cut', place.at, side.bytes.length);
    case 'unexplained':
      return annotateRun(side, 'wire.unexplained', place.at, side.unexplained.end);
  }
}

/** What the head of an opening handshake breaks; other heads are not judged as one. */
export function violationsOfHead(conversation: Conversation, place: RowPlace): Violation[] {
  const unit = conversation.sides[place.direction].http.units[place.unit]!;
  const number = conversation.exchangeNumbers.get(unit);
  if (number === undefined) return [];
  const { head } = unit;
  return head.kind === 'request'
    ? judgeRequest(head)
    : judgeResponse(conversation.exchanges[number]!.request?.head ?? null, head);
}

/** Bytes that no codec takes apart, as one field. */
function annotateRun(side: Side, id: FieldId, at: number, end: number): Annotation {
  const length = end - at;
  const root: Field = {
    id,
    range: { source: 'wire', start: 0, end: length * 8 },
    value: { kind: 'bytes', length },
    ref: id === 'http.body' ? { doc: 'rfc9112', section: '6' } : { doc: 'rfc6455', section: '5.2' },
  };
  const bytes = side.bytes.slice(at, Math.min(end, at + PAYLOAD_CLIP));
  return {
    unit: 'bytes',
    sources: [{ id: 'wire', bytes, base: at, length }],
    root,
    violations: [],
    complete: id === 'http.body',
  };
}
