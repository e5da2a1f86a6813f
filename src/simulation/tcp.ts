import { perDirection, type Connection, type Direction } from '../trace/trace.ts';
import {
  directionOf,
  DOWN,
  ipHeaderBytes,
  linkSpeeds,
  recordBytes,
  UP,
  type Way,
} from './network.ts';
import type { Parameters } from './parameters.ts';
import type { ConnectionFacts, LossFacts } from './run.ts';
import { walkEnding, walkOpening, type TakePacket } from './tcp-ends.ts';

/** How long an ACK waits for data to go with, in seconds: as Linux does; RFC 9293 §3.8.6.3 allows half a second. */
const DELAYED_ACK = 0.04;

/** One way of a connection: when each of its writes left and was there. */
interface Writes {
  readonly length: number;
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  readonly left: Float64Array;
  readonly there: Float64Array;
}

function writesOf(connection: Connection, direction: Direction): Writes {
  const { fromServer, starts, ends, times, arrivals } = connection.transfers.columns;
  const wanted = direction === 'server-to-client' ? 1 : 0;
  let length = 0;
  for (const from of fromServer) if (from === wanted) length++;
  const own: Writes = {
    length,
    starts: new Float64Array(length),
    ends: new Float64Array(length),
    left: new Float64Array(length),
    there: new Float64Array(length),
  };
  for (let i = 0, at = 0; i < fromServer.length; i++) {
    if (fromServer[i] !== wanted) continue;
    own.starts[at] = starts[i]!;
    own.ends[at] = ends[i]!;
    own.left[at] = times[i]!;
    own.there[at++] = arrivals[i]!;
  }
  return own;
}

/** Tells of every packet of a connection, per kind in order of time: RFC 9293 §3. */
export function walkPackets(
  connection: Connection,
  facts: ConnectionFacts,
  parameters: Parameters,
  take: TakePacket,
): void {
  walkOpening(facts, parameters, take);
  const both = perDirection((direction) => writesOf(connection, direction));
  const lastSent = [0, 0];
  for (const way of [UP, DOWN] as const) {
    const own = both[directionOf(way)];
    walkData(own, way, facts.losses, parameters, (kind, of, sent, arrived, start, end) => {
      if (kind === 'data') lastSent[way] = sent;
      take(kind, of, sent, arrived, start, end);
    });
    const answers = answerTimes(both[directionOf(way === UP ? DOWN : UP)], way, facts);
    walkAcks(own, answers, way, parameters, take);
  }
  walkEnding(connection, lastSent, facts, parameters, take);
}

/** Losses of data on one way, by the start of what was lost, in order of time. */
function dataLosses(losses: readonly LossFacts[], way: Way): ReadonlyMap<number, LossFacts[]> {
  const own = new Map<number, LossFacts[]>();
  for (const loss of losses) {
    if (loss.way !== way || loss.start === loss.end) continue;
    const list = own.get(loss.start);
    if (list === undefined) own.set(loss.start, [loss]);
    else list.push(loss);
  }
  return own;
}

/**
 * A write of n bytes is ceil(n / mss) segments, which the link takes one after another; each copy of one that was
 * lost is one more. What is behind a lost one arrives before it, though nobody gets it before.
 */
function walkData(
  own: Writes,
  way: Way,
  losses: readonly LossFacts[],
  parameters: Parameters,
  take: TakePacket,
): void {
  const { mss, tls } = parameters;
  const lost = dataLosses(losses, way);
  const header = ipHeaderBytes(parameters);
  const speed = linkSpeeds(parameters)[way] * 1e6;
  const arrivalOf = arrivals(parameters, way);
  for (let i = 0; i < own.length; i++) {
    const start = own.starts[i]!;
    const end = own.ends[i]!;
    const left = own.left[i]!;
    const there = own.there[i]!;
    const extra = tls === 'off' ? 0 : recordBytes(end - start);
    const segments = Math.max(1, Math.ceil((end - start + extra) / mss));
    let bytes = extra;
    for (let segment = 0; segment < segments; segment++) {
      const from = Math.min(start + segment * mss, end);
      const to = Math.min(from + mss, end);
      const copies = from < to ? (lost.get(from) ?? NO_LOSSES) : NO_LOSSES;
      const sent = segment === 0 ? left : left + bytes / speed;
      bytes += to - from + header;
      const here = copies.length > 0 ? Infinity : arrivalOf(left + bytes / speed, there);
      take('data', way, sent, here, from, to);
      copies.forEach(({ again }, copy) => {
        const isLast = copy === copies.length - 1;
        if (again < Infinity)
          take('retransmission', way, again, isLast ? arrivalOf(again, there) : Infinity, from, to);
      });
    }
  }
}

/**
 * When what has left by a time arrives, of a write that is there as a whole by another: with jitter no more is known
 * than that.
 */
const arrivals =
  ({ jitter, up, down }: Parameters, way: Way) =>
  (gone: number, there: number): number =>
    there === Infinity || jitter > 0
      ? there
      : Math.min(there, Math.ceil((gone + (way === UP ? up : down) / 1000) * 1e6 - ROUNDING) / 1e6);

/** Of sums of seconds, in microseconds. */
const ROUNDING = 1e-5;

const NO_LOSSES: readonly LossFacts[] = [];

/** When the reader of one way sends something that an ACK can go with: data, or what ends the connection. */
function answerTimes(data: Writes, way: Way, { endings }: ConnectionFacts): Float64Array {
  const reader = way === UP ? 'server' : 'client';
  const times = endings.map(({ by, time, known }) => {
    const isOwn = by === reader || (by === 'proxy' && reader === 'server');
    return isOwn ? time : known;
  });
  return times.length === 0 ? data.left : Float64Array.from([...data.left, ...times]).sort();
}

/** What arrives and is not answered with data within 40 ms costs one ACK of its own: RFC 9293 §3.8.6.3. */
function walkAcks(
  heard: Writes,
  answers: Float64Array,
  way: Way,
  { up, down }: Parameters,
  take: TakePacket,
): void {
  const back = way === UP ? DOWN : UP;
  const delay = (back === UP ? up : down) / 1000;
  let answer = 0;
  for (let i = 0; i < heard.length;) {
    const arrived = heard.there[i]!;
    if (arrived === Infinity) {
      i++;
      continue;
    }
    while (answer < answers.length && answers[answer]! < arrived) answer++;
    const next = answers[answer] ?? Infinity;
    const due = Math.min(next, arrived + DELAYED_ACK);
    if (next > due) take('ack', back, due, due + delay, 0, 0);
    while (i < heard.length && heard.there[i]! <= due) i++;
  }
}
