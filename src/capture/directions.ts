import { readHttpHead } from '../codec/http/message.ts';
import { sniffHead } from '../codec/http/sniff.ts';
import { createHead, isMasked, readHead } from '../codec/websocket/layout.ts';
import { endOfMessage } from '../trace/http-unit.ts';
import type { Direction } from '../trace/trace.ts';
import { finish, STRIDE, type Steps } from './steps.ts';

/** A run of bytes that go one way. */
export interface Run {
  readonly direction: Direction;
  /** `[start, end)` in the bytes given. */
  readonly start: number;
  readonly end: number;
}

export interface Directions {
  readonly runs: readonly Run[];
  /** True where a frame's MASK bit alone told its direction: a guess that a broken frame can lead astray. */
  readonly guessed: boolean;
}

/**
 * Tells which way each unit of undirected bytes goes: a request and masked frames to the server, a response and
 * unmasked frames to the client. RFC 6455 §5.1 makes the MASK bit the sender's mark.
 */
export const tellDirections = (bytes: Uint8Array): Directions => finish(tellDirectionsSteps(bytes));

/** The same in steps; yields how many bytes have been told. */
export function* tellDirectionsSteps(bytes: Uint8Array): Steps<Directions> {
  const runs: Run[] = [];
  let guessed = false;
  let at = 0;
  let reached = 0;
  while (at < bytes.length) {
    if (at - reached >= STRIDE) yield (reached = at);
    const unit = nextUnit(bytes, at, runs.at(-1)?.direction ?? 'server-to-client', guessed);
    guessed ||= unit.guessed;
    const last = runs.at(-1);
    if (last?.direction === unit.direction) runs[runs.length - 1] = { ...last, end: unit.end };
    else runs.push({ direction: unit.direction, start: at, end: unit.end });
    at = unit.end;
  }
  return { runs, guessed };
}

interface Unit {
  readonly direction: Direction;
  readonly end: number;
  readonly guessed: boolean;
}

const scratch = createHead();

/** A status line is found within so many bytes, or is none. */
const MOST_STATUS_LINE = 1024;

/**
 * After frames only an answer can come, where one stream was pasted after the other: looking for more at each frame
 * would read the bytes again and again.
 */
function sniffAfterFrames(bytes: Uint8Array, at: number): 'response' | null {
  const end = Math.min(at + MOST_STATUS_LINE, bytes.length);
  return bytes[at] === CAPITAL_H && sniffHead(bytes, at, end) === 'response' ? 'response' : null;
}

const CAPITAL_H = 0x48;

function nextUnit(bytes: Uint8Array, at: number, before: Direction, framed: boolean): Unit {
  const sniffed = framed ? sniffAfterFrames(bytes, at) : sniffHead(bytes, at, bytes.length);
  if (sniffed === 'request' || sniffed === 'response') {
    const direction = sniffed === 'request' ? 'client-to-server' : 'server-to-client';
    return { direction, end: endOfHttp(bytes, at), guessed: false };
  }
  const direction = at + 1 < bytes.length ? byMask(bytes[at + 1]!) : before;
  if (!readHead(bytes, at, bytes.length, scratch)) {
    return { direction, end: bytes.length, guessed: true };
  }
  const end = Math.min(scratch.payloadAt + scratch.payloadLength, bytes.length);
  return { direction, end, guessed: true };
}

const byMask = (b1: number): Direction => (isMasked(b1) ? 'client-to-server' : 'server-to-client');

/** Where an HTTP message ends: RFC 9112 §6.3. */
function endOfHttp(bytes: Uint8Array, at: number): number {
  const head = readHttpHead(bytes, at, bytes.length);
  return head === null ? bytes.length : endOfMessage(bytes, head);
}
