import { finalStatusOf, isBodiless, opensTunnel } from '../codec/http/body.ts';
import type { HttpHead } from '../codec/http/layout.ts';
import { readHttpHead } from '../codec/http/message.ts';
import { sniffKind } from '../codec/http/sniff.ts';
import type { Tail } from '../codec/websocket/scan.ts';
import type { Captured, Span } from './captured.ts';
import { tailOf } from './http-tail.ts';
import { readUnitSteps, type HttpUnit } from './http-unit.ts';
import { findStartLine } from './start-line-search.ts';

/** What one direction says in HTTP before, if ever, it turns to frames. */
export interface HttpPart {
  readonly units: readonly HttpUnit[];
  /** Where HTTP ends: frames, or bytes nobody can explain, begin here. */
  readonly end: number;
  /** Set where the stream ends inside a head or a body. */
  readonly tail: Tail | null;
  /** True where the last head ends HTTP on this connection: a 101, or the request that asks for one. */
  readonly switches: boolean;
  /** What was passed over between units, because what came before it was not captured. */
  readonly skipped: readonly Span[];
  /** Where to look for what follows, at or after `end`; null where it begins at `end`, nothing being missing there. */
  readonly lookFrom: number | null;
}

/** One direction's stream. */
export interface UnitSource {
  readonly bytes: Uint8Array;
  readonly kind: HttpHead['kind'];
  readonly captured: Captured;
  /** False where the stream was not captured from its first byte. */
  readonly begun: boolean;
  /** Whether frames begin in `[from, to)`, asked only after bytes that were not captured. */
  hasFrames(from: number, to: number): boolean;
}

/** The request that a response at this place answers; null where that was not seen. */
export type AnswersAt = (at: number) => HttpHead | null;

/** Reads the units of one direction one after another; nothing is read twice. */
export interface UnitReader {
  readonly units: readonly HttpUnit[];
  /** True where no unit can follow. */
  readonly ended: boolean;
  /** Whether what follows begins, or may begin, another unit. */
  goesOn(): boolean;
  /** Reads one unit, with pauses inside a long one; null at the end. */
  next(answersAt: AnswersAt): Generator<void, HttpUnit | null>;
  /** Ends HTTP here: what follows is another protocol. */
  stop(switches: boolean): void;
  part(): HttpPart;
}

export function createUnitReader(source: UnitSource): UnitReader {
  const { bytes, kind, captured } = source;
  const units: HttpUnit[] = [];
  const skipped: Span[] = [];
  let end = 0;
  let tail: Tail | null = null;
  let switches = false;
  let ended = false;
  /** True where the next unit has to be looked for, from `lookFrom` on. */
  let lost = !source.begun;
  let lookFrom = 0;

  function finish(cut: Tail | null): null {
    ended = true;
    tail = cut;
    const last = units.at(-1);
    if (cut === null && last !== undefined && end < bytes.length && leavesStray(last)) {
      units[units.length - 1] = { ...last, stray: bytes.length - end };
    }
    return null;
  }

  function lose(from: number): void {
    lost = true;
    lookFrom = from;
  }

  const sniff = (at: number) => {
    const limit = captured.runEnd(at);
    return at < limit ? sniffKind(bytes, at, limit, kind) : false;
  };

  /** Where the next head begins, if no frames come before it; -1 where there is none. */
  function findNext(): number {
    const from = captured.runStart(lookFrom);
    const start = findStartLine(bytes, captured, kind, from);
    return start > from && source.hasFrames(from, start) ? -1 : start;
  }

  /** False where HTTP ends with what was lost. */
  function recover(): boolean {
    const start = findNext();
    if (start < 0) {
      ended = true;
      return false;
    }
    if (start > end) skipped.push({ start: end, end: start });
    end = start;
    lost = false;
    return true;
  }

  function* take(head: HttpHead, answers: HttpHead | null): Generator<void, HttpUnit> {
    const unit = yield* readUnitSteps(bytes, head, answers, captured);
    units.push(unit);
    end = unit.bodyEnd;
    const cut = unit.lost ? null : tailOf(bytes, unit);
    if (unit.lost) lose(captured.runEnd(end));
    else if (cut !== null) finish(cut);
    return unit;
  }

  function* next(answersAt: AnswersAt): Generator<void, HttpUnit | null> {
    while (!ended) {
      if (lost && !recover()) return null;
      const begins = sniff(end);
      const limit = captured.runEnd(end);
      const head = begins === true ? readHttpHead(bytes, end, limit) : null;
      if (head !== null) return yield* take(head, answersAt(head.at));
      if (limit < bytes.length && (begins !== false || limit === end)) {
        lose(limit);
        continue;
      }
      if (begins === false) return finish(null);
      const cut: Tail = { at: end, part: 'head', need: null, have: bytes.length - end };
      end = bytes.length;
      return finish(cut);
    }
    return null;
  }

  return {
    units,
    get ended() {
      return ended;
    },
    goesOn: () => !ended && sniff(end) !== false,
    next,
    stop(toFrames) {
      lost &&= ended;
      ended = true;
      switches = toFrames;
    },
    part: () => ({ units, end, tail, switches, skipped, lookFrom: lost ? lookFrom : null }),
  };
}

/** What follows a switch or the opening of a tunnel is not for HTTP to explain. */
const leavesStray = ({ head, answers }: HttpUnit): boolean =>
  isBodiless(head, answers) && finalStatusOf(head) !== 101 && !opensTunnel(head, answers);
