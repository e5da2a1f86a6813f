import { HTTP_HEAD, type Sink } from './sink.ts';
import {
  COMMENT_UNIT,
  createEvents,
  createLines,
  EMPTY_LINE_UNIT,
  numberedOf,
  remembering,
} from './units.ts';
import { digitsOf } from './sink.ts';
import type { World } from './world.ts';

/** Writes streams of one format: event streams, or lines of JSON. */
export interface StreamWriter {
  /** Of the answer that does not end. */
  readonly head: Uint8Array;
  /** Of the answer that tells a client to ask no more: HTML §9.2.3. */
  readonly stop: Uint8Array;
  /** Asks for the stream, from after a piece of news where that is not 0. */
  ask(sink: Sink, after: number): void;
  news(sink: Sink, number: number): void;
  /** Keeps the line busy. */
  beat(sink: Sink): void;
}

export function createStreamWriter(world: World): StreamWriter {
  const stop = world.heads.response({ kind: 'nothing' });
  return { stop, ...(world.parameters.streamFormat === 'sse' ? events(world) : lines(world)) };
}

const headOnly = (length: number): readonly number[] => [0, length];

/** Server-sent events: with ids where the server can go on after one. HTML §9.2.5 */
function events({ heads, payloads, parameters }: World): Omit<StreamWriter, 'stop'> {
  const made = createEvents(payloads);
  const ask = (lastEventId: string | null): Uint8Array =>
    heads.request({ kind: 'events', lastEventId }, '/events');
  const first = ask(null);
  const again = remembering((digits) => numberedOf((id) => ask(String(id)), digits, headOnly));
  const hasIds = parameters.sseReplay === 'on';
  return {
    head: heads.response({ kind: 'events' }),
    ask(sink, after) {
      if (after === 0) sink.write(first, HTTP_HEAD);
      else sink.writeNumbered(again(digitsOf(after)), after);
    },
    news(sink, number) {
      const variant = payloads.variantOf(number);
      if (hasIds) sink.writeNumbered(made.withId(number, variant), number);
      else sink.writeUnit(made.plain(variant));
    },
    beat: (sink) => sink.writeUnit(COMMENT_UNIT),
  };
}

/** A line of JSON each, in a chunk of its own; the place to go on from is in the target. */
function lines({ heads, payloads }: World): Omit<StreamWriter, 'stop'> {
  const line = createLines(payloads);
  const ask = (target: string): Uint8Array => heads.request({ kind: 'lines' }, target);
  const first = ask('/stream');
  const again = remembering((digits) =>
    numberedOf((after) => ask(`/stream?since=${after}`), digits, headOnly),
  );
  return {
    head: heads.response({ kind: 'lines' }),
    ask(sink, after) {
      if (after === 0) sink.write(first, HTTP_HEAD);
      else sink.writeNumbered(again(digitsOf(after)), after);
    },
    news: (sink, number) => sink.writeUnit(line(payloads.variantOf(number))),
    beat: (sink) => sink.writeUnit(EMPTY_LINE_UNIT),
  };
}
