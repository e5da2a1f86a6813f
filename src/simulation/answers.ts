import { bytesOfLatin1 } from '../codec/http/syntax.ts';
import { encodeChunk, lastChunk } from '../codec/http/chunk-encode.ts';
import type { Answer } from './pool.ts';
import type { NewsRecord } from './record.ts';
import { BODY_FRAMING, HTTP_HEAD, PAYLOAD, type Sink } from './sink.ts';
import { numberedOf, remembering } from './units.ts';
import { digitsOf } from './sink.ts';
import type { World } from './world.ts';

/** News that one answer brings, by number: closed; nothing where `from` is above `to`. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

export const isEmpty = ({ from, to }: Range): boolean => from > to;

/** Writes polls and their answers: long polls ask and are answered in the same bytes. */
export interface PollWriter {
  /** Asks for what is newer; null where the server keeps the place. */
  ask(sink: Sink, cursor: number | null): void;
  /** Answers with news, or with nothing. */
  answer(answer: Answer, news: Range): void;
}

const OPEN = bytesOfLatin1('[');
const COMMA = bytesOfLatin1(',');
const SHUT = bytesOfLatin1(']');
const CRLF = bytesOfLatin1('\r\n');
const LAST = encodeChunk(lastChunk());

export function createPollWriter(world: World): PollWriter {
  const { heads, payloads, parameters } = world;
  const { pollTarget, chunkedBodies } = heads.profile;
  const isArray = parameters.batch === 'json-array';
  const poll = (target: string): Uint8Array => heads.request({ kind: 'poll' }, target);
  const plain = remembering(() => poll(pollTarget ?? '/poll'));
  const withCursor = remembering((digits) =>
    numberedOf(
      (cursor) => poll(`/poll?since=${cursor}`),
      digits,
      (length) => [0, length],
    ),
  );
  const empty = heads.response({ kind: 'nothing' });
  const bodyHead = remembering((length) =>
    heads.response({ kind: 'body', length: chunkedBodies ? null : length }),
  );
  const sizeLine = remembering((length) => bytesOfLatin1(`${length.toString(16)}\r\n`));

  function writeBody(sink: Sink, { from, to }: Range): void {
    if (isArray) sink.write(OPEN, PAYLOAD);
    for (let news = from; news <= to; news++) {
      if (isArray && news > from) sink.write(COMMA, PAYLOAD);
      sink.write(payloads.of(payloads.variantOf(news)), PAYLOAD);
    }
    if (isArray) sink.write(SHUT, PAYLOAD);
  }

  /** All payloads are of one length; an array has a bracket at each end and commas between. */
  const bodyLength = ({ from, to }: Range): number =>
    (to - from + 1) * (parameters.payload + (isArray ? 1 : 0)) + (isArray ? 1 : 0);

  return {
    ask(sink, cursor) {
      if (cursor === null || pollTarget !== null) sink.write(plain(0), HTTP_HEAD);
      else sink.writeNumbered(withCursor(digitsOf(cursor)), cursor);
    },
    answer({ sink }, news) {
      if (isEmpty(news)) {
        world.counters.emptyAnswers++;
        sink.write(empty, HTTP_HEAD);
        return;
      }
      const length = bodyLength(news);
      sink.write(bodyHead(length), HTTP_HEAD);
      const isChunked = chunkedBodies && length > 0;
      if (isChunked) sink.write(sizeLine(length), BODY_FRAMING);
      writeBody(sink, news);
      if (isChunked) sink.write(CRLF, BODY_FRAMING);
      if (chunkedBodies) sink.write(LAST, BODY_FRAMING);
    },
  };
}

/** Which news the server would give at this moment, by how much it remembers (E6). */
export interface Shelf {
  take(cursor: number | null, born: number): Range;
}

/** What a server forgets: `record` is told of news that nobody can get any more. */
export function createShelf(world: World, record: NewsRecord): Shelf {
  let next = 1;
  const kinds: Record<typeof world.parameters.since, Shelf['take']> = {
    cursor: (cursor, born) => ({ from: (cursor ?? 0) + 1, to: born }),
    latestOnly(cursor, born) {
      const after = (cursor ?? 0) + 1;
      if (born > after) record.lose(after, born - 1);
      return { from: Math.max(after, born), to: born };
    },
    forgetOnWrite(_cursor, born) {
      const range = { from: next, to: born };
      next = born + 1;
      return range;
    },
  };
  return { take: kinds[world.parameters.since] };
}
