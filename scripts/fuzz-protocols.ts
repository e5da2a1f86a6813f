import { leavesOf } from '../src/codec/annotation.ts';
import { rulesIn } from '../src/codec/codec.ts';
import { annotateHead } from '../src/codec/http/annotate.ts';
import { framingOf } from '../src/codec/http/body.ts';
import { judgeFraming } from '../src/codec/http/body-rules.ts';
import { annotateChunk } from '../src/codec/http/chunk-annotate.ts';
import { decodeChunk, encodeChunk } from '../src/codec/http/chunk-encode.ts';
import { bodyLengthIn, chunkAt, dechunk, scanChunks } from '../src/codec/http/chunk-index.ts';
import { CHUNK_RULES, judgeChunk } from '../src/codec/http/chunk-rules.ts';
import { decodeContent } from '../src/codec/http/content-coding.ts';
import { encodeHttpHead, fieldsOfHead } from '../src/codec/http/encode.ts';
import type { HttpHead } from '../src/codec/http/layout.ts';
import { readHttpHead } from '../src/codec/http/message.ts';
import { sniffKind } from '../src/codec/http/sniff.ts';
import { annotateEvent } from '../src/codec/sse/annotate.ts';
import { encodeEvent, fieldsOfEvent } from '../src/codec/sse/encode.ts';
import { readEvents, type ReadEvent } from '../src/codec/sse/event.ts';
import { judgeEventStreamHead } from '../src/codec/sse/head-rules.ts';
import { judgeEvent } from '../src/codec/sse/judge.ts';
import { createEventReader } from '../src/codec/sse/reader.ts';
import { readHandshake } from '../src/codec/websocket/handshake.ts';
import {
  judgeConnect,
  judgeRequest,
  judgeResponse,
} from '../src/codec/websocket/handshake-rules.ts';
import { areInside, must, same, tiles } from './fuzz-laws.ts';

/** Of one stream, which are all the same to what takes them apart one by one. */
const MOST_TAKEN_APART = 4;
const MOST_DECODED = 1 << 20;

/** The first bytes as a head with a body in chunks, in a coding, or as chunks alone. */
export function checkHttp(bytes: Uint8Array, turn: number): void {
  const head = readHttpHead(bytes, 0, bytes.length);
  sniffKind(bytes, 0, bytes.length, 'response');
  if (head !== null) checkHead(bytes, head);
  const from = head?.end ?? 0;
  checkChunks(bytes, from);
  const coding = ['gzip', 'deflate', null, null][turn % 4] ?? null;
  if (coding === null) return;
  const { bytes: content } = decodeContent(bytes.subarray(from), [coding], MOST_DECODED);
  must(content.length <= MOST_DECODED, 'no more is decoded than asked for');
}

function checkHead(bytes: Uint8Array, head: HttpHead): void {
  must(tiles(leavesOf(annotateHead(bytes, head).root), head.end), 'the fields of a head tile it');
  const again = encodeHttpHead(fieldsOfHead(head));
  must(same(again, bytes.subarray(0, head.end)), 'a head is written as it was read');
  const request = readHttpHead(bytes, head.end, bytes.length);
  framingOf(head, request);
  must(areInside(judgeFraming(head, request), head.end), 'what a body breaks is in its head');
}

function checkChunks(bytes: Uint8Array, from: number): void {
  const index = scanChunks(bytes, from, bytes.length);
  let at = from;
  for (let i = 0; i < index.length; i++) {
    must(index.at[i] === at, 'chunks tile the body');
    const chunk = chunkAt(bytes, index, i);
    at = chunk.end;
    if (i >= MOST_TAKEN_APART) continue;
    const own = bytes.subarray(chunk.at, chunk.end);
    must(tiles(leavesOf(annotateChunk(own, chunk).root), own.length), 'a chunk is tiled');
    const broken = judgeChunk(bytes, chunk, 'request', false).map(({ rule }) => rule);
    const found = rulesIn(CHUNK_RULES, index.verdict[i]!).map(({ id }) => id);
    must(broken.join() === found.join(), 'the verdict of a chunk is its judgement');
    const fields = decodeChunk(own);
    if (fields !== null) must(same(encodeChunk(fields), own), 'a chunk is written as it was read');
  }
  must(at === index.end, 'chunks reach the end of the body');
  must(dechunk(bytes, index).length === bodyLengthIn(index), 'a body has the length of its chunks');
}

/** Whole, and cut at the places that `cuts` gives. */
export function checkEvents(bytes: Uint8Array, cuts: readonly number[]): void {
  const whole = [...readEvents(bytes)];
  const reader = createEventReader();
  const pushed: ReadEvent[] = [];
  let cut = 0;
  for (const at of [...cuts.toSorted((a, b) => a - b), bytes.length]) {
    pushed.push(...reader.push(bytes.subarray(cut, at)));
    cut = Math.max(cut, at);
  }
  pushed.push(...reader.end());
  must(JSON.stringify(pushed) === JSON.stringify(whole), 'a cut stream has the same events');
  let end = 0;
  for (const [i, event] of whole.entries()) {
    must(event.at === end && event.end > end, 'events tile the stream');
    ({ end } = event);
    if (i < MOST_TAKEN_APART) checkEvent(bytes.subarray(event.at, event.end), event);
  }
  must(end === bytes.length || whole.length === 0, 'events reach the end of the stream');
}

function checkEvent(own: Uint8Array, event: ReadEvent): void {
  must(tiles(leavesOf(annotateEvent(own, event).root), own.length), 'an event is tiled');
  must(areInside(judgeEvent(own, event, { isEnd: true }), own.length), 'a violation is inside');
  if (!event.complete) return;
  must(same(encodeEvent(fieldsOfEvent(own, event)), own), 'an event is written as it was read');
}

/** Two heads, one after the other, as the two of an opening handshake; and each alone. */
export function checkHandshake(bytes: Uint8Array, turn: number): void {
  const request = readHttpHead(bytes, 0, bytes.length);
  const after = bytes.subarray(request?.end ?? 0);
  const response = readHttpHead(after, 0, after.length);
  const handshake = readHandshake(request, response);
  must(!handshake.succeeded || handshake.acceptMatches === true, 'who succeeds has the accept');
  if (request !== null) {
    const found = [...judgeRequest(request, after), ...judgeConnect(request)];
    must(areInside(found, request.end), 'what a request breaks is in it');
  }
  const answer = turn % 4 === 0 ? request : response;
  if (answer === null) return;
  const found = [...judgeResponse(request, answer), ...judgeEventStreamHead(request, answer)];
  must(areInside(found, answer.end - answer.at), 'what a response breaks is in it');
}
