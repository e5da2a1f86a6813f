import { headerLengthOf, isControl, opcodeOf } from '../codec/websocket/layout.ts';
import { finalStatusOf } from '../codec/http/body.ts';
import { linesOf } from '../codec/sse/event.ts';
import { fieldNamed } from '../codec/sse/layout.ts';
import type { Conversation } from './conversation.ts';
import type { EventStream, EventStreams } from './event-streams.ts';
import { codingsOf } from './http-body.ts';
import { bodyOctets, type HttpUnit } from './http-unit.ts';
import type { WrittenLayer } from './layers.ts';
import type { Side } from './side.ts';
import { DIRECTIONS, perDirection, type Direction } from './trace.ts';

/** What the bytes of conversations alone tell. */
export interface TraceTotals {
  /** What belongs to nothing that could be read is `unexplained`; all add up to the length of the streams. */
  readonly bytes: Readonly<
    Record<Direction, Readonly<Record<WrittenLayer | 'unexplained', number>>>
  >;
  readonly requests: number;
  /** Answers that bring nothing: 204, 304, or a body of no octets. */
  readonly emptyAnswers: number;
  readonly events: number;
  /** Data messages of WebSocket, not their frames. */
  readonly messages: number;
  readonly connections: number;
  /** Null where the source does not say when each connection began and ended; one that did not end counts to `until`. */
  readonly connectionSeconds: number | null;
}

type Split = Record<WrittenLayer | 'unexplained', number>;

/** The totals of a trace whose connections were read; `until` is when it ended, in seconds. */
export function totalsOf(
  conversations: readonly Conversation[],
  until: number | null = null,
): TraceTotals {
  const sides = conversations.flatMap(({ sides }) => DIRECTIONS.map((way) => sides[way]));
  const answers = sides.flatMap(({ http }) => http.units.filter(isFinalAnswer));
  return {
    bytes: perDirection((direction) => addUp(conversations.map(({ sides }) => sides[direction]))),
    requests: sides.reduce((sum, { http }) => sum + http.units.filter(isRequest).length, 0),
    emptyAnswers: answers.filter(isEmptyAnswer).length,
    events: sides.reduce((sum, { streams }) => sum + eventCount(streams), 0),
    messages: conversations.reduce((sum, { order }) => sum + order.messages, 0),
    connections: conversations.length,
    connectionSeconds: secondsOf(conversations, until),
  };
}

const isRequest = ({ head }: HttpUnit): boolean => head.kind === 'request';

const isFinalAnswer = ({ head }: HttpUnit): boolean =>
  head.kind === 'response' && finalStatusOf(head) >= 200;

const isEmptyAnswer = (unit: HttpUnit): boolean => unit.bodyComplete && bodyOctets(unit) === 0;

const eventCount = (streams: EventStreams): number =>
  [...streams.values()].reduce(
    (sum, { events }) => sum + events.filter(({ dispatched }) => dispatched !== null).length,
    0,
  );

function secondsOf(conversations: readonly Conversation[], until: number | null): number | null {
  let sum = 0;
  for (const { connection } of conversations) {
    const closed = connection.closed ?? until;
    if (connection.opened === null || closed === null) return null;
    sum += closed - connection.opened;
  }
  return sum;
}

function addUp(sides: readonly Side[]): Split {
  const split: Split = {
    ...{ payload: 0, 'http-head': 0, 'body-framing': 0, 'sse-framing': 0, 'ws-framing': 0 },
    unexplained: 0,
  };
  for (const side of sides) {
    addHttp(side, split);
    addFrames(side, split);
    split.unexplained += side.unexplained.reduce((sum, { start, end }) => sum + end - start, 0);
  }
  return split;
}

/** Heads, and what their bodies are made of. A head that is cut is a head. */
function addHttp({ http, streams, bytes, tail }: Side, split: Split): void {
  http.units.forEach((unit, position) => {
    const octets = bodyOctets(unit);
    const stream = streams.get(position);
    const payload = stream && codingsOf(unit).length === 0 ? dataOctets(stream) : octets;
    split['http-head'] += unit.bodyAt - unit.head.at;
    split['body-framing'] += unit.bodyEnd - unit.bodyAt - octets;
    split['sse-framing'] += octets - payload;
    split.payload += payload;
  });
  if (tail?.part === 'head') split['http-head'] += bytes.length - tail.at;
}

/** Octets of the values of all data lines: HTML §9.2.6. */
function dataOctets({ content, events }: EventStream): number {
  let octets = 0;
  for (const event of events) {
    const own = content.subarray(event.at, event.end);
    for (const { start, nameEnd, valueAt, valueEnd } of linesOf(own, event)) {
      if (fieldNamed(own, start, nameEnd) === 'data') octets += valueEnd - valueAt;
    }
  }
  return octets;
}

/** A frame header that is cut is a header; a payload that is cut counts as far as it came. */
function addFrames({ frames, bytes, tail }: Side, split: Split): void {
  for (let i = 0; i < frames.length; i++) {
    const end = i + 1 < frames.length ? frames.at[i + 1]! : (tail?.at ?? bytes.length);
    const last = tail !== null && tail.at === frames.at[i] ? bytes.length : end;
    const header = headerLengthOf(frames.head[i]! & 0xff);
    const size = last - frames.at[i]!;
    const payload = isControl(opcodeOf(frames.head[i]! >> 8)) ? 0 : size - header;
    split.payload += payload;
    split['ws-framing'] += size - payload;
  }
  if (tail?.part === 'header') split['ws-framing'] += bytes.length - tail.at;
}
