import { finish } from '../codec/finish.ts';
import { finalStatusOf } from '../codec/http/body.ts';
import { combinedValue, headersNamed } from '../codec/http/headers.ts';
import type { HttpHead } from '../codec/http/layout.ts';
import { isOpeningHandshake } from '../codec/websocket/handshake-rules.ts';
import { capturedOf, type Captured } from './captured.ts';
import type { HttpUnit } from './http-unit.ts';
import type { Direction } from './trace.ts';
import { createUnitReader, type AnswersAt, type HttpPart, type UnitReader } from './unit-reader.ts';

export { bodyLengthOf, type HttpUnit } from './http-unit.ts';
export type { HttpPart } from './unit-reader.ts';

/** Heads read between two pauses. */
const STEP = 64;

const isSwitch = ({ head }: HttpUnit): boolean => finalStatusOf(head) === 101;

/** Other 1xx answers come before the final one: RFC 9110 §15.2. */
const isFinal = (unit: HttpUnit): boolean => finalStatusOf(unit.head) >= 200 || isSwitch(unit);

/** Whether frames follow a 101: not where both sides agreed on another protocol. RFC 9110 §7.8 */
const opensFrames = ({ head, answers }: HttpUnit): boolean =>
  (answers !== null && isOpeningHandshake(answers)) ||
  (combinedValue(head, 'Upgrade') ?? 'websocket').toLowerCase().includes('websocket');

/** What both directions of a connection say in HTTP. */
export interface HttpParts {
  readonly requests: HttpPart;
  readonly responses: HttpPart;
}

/** What is needed to read on where bytes were not captured. */
export interface Torn {
  readonly captured: Readonly<Record<Direction, Captured>>;
  /** False where the streams were not captured from their first byte. */
  readonly begun: boolean;
  /** Whether frames begin in `[from, to)` of a direction. */
  readonly hasFrames: (direction: Direction, from: number, to: number) => boolean;
  /** The number of the transfer that brought a byte. */
  readonly transferOf: (direction: Direction, at: number) => number;
}

/**
 * Reads the requests and the responses of a connection, side by side: RFC 9112 §9.2, §9.3.2. Answers come in
 * the order of their requests. A request that asks for another protocol holds the reading of requests up
 * until its answer is known: a 101 ends HTTP in both directions, any other lets it go on. After a 2xx to
 * CONNECT what begins like HTTP is read as such. Pauses every few milliseconds. `torn` is null where every byte is there.
 */
export function* readHttpSteps(
  client: Uint8Array,
  server: Uint8Array,
  torn: Torn | null = null,
): Generator<void, HttpParts> {
  const requests = readerOf(client, 'client-to-server', torn);
  const responses = readerOf(server, 'server-to-client', torn);
  const matcher = torn === null ? matchInOrder() : matchByTime(torn, responses);
  let answered = 0;
  while (!requests.ended) {
    yield* readRequests(requests);
    const asked = requests.units.length;
    const until = requests.ended ? Infinity : asked;
    answered = yield* readAnswers(responses, requests.units, answered, until, matcher);
    const last = responses.units.at(-1);
    if (last !== undefined && isSwitch(last)) requests.stop(opensFrames(last));
    else if (!requests.ended && answered < asked && !requests.goesOn()) {
      // nobody saw the answer, and what follows the last request is not HTTP
      requests.stop(isOpeningHandshake(requests.units[asked - 1]!.head));
    }
  }
  return { requests: requests.part(), responses: responses.part() };
}

/** The same at once. */
export const readHttp = (
  client: Uint8Array,
  server: Uint8Array,
  torn: Torn | null = null,
): HttpParts => finish(readHttpSteps(client, server, torn));

function readerOf(bytes: Uint8Array, direction: Direction, torn: Torn | null): UnitReader {
  return createUnitReader({
    bytes,
    kind: direction === 'client-to-server' ? 'request' : 'response',
    captured: torn?.captured[direction] ?? capturedOf([], direction, bytes.length),
    begun: torn?.begun ?? true,
    hasFrames: (from, to) => torn?.hasFrames(direction, from, to) ?? false,
  });
}

/** Finds the request that an answer belongs to. */
type Matcher = (requests: readonly HttpUnit[], answered: number) => AnswersAt;

const matchInOrder = (): Matcher => (requests, answered) => () => requests[answered]?.head ?? null;

/** Where heads may be missing, an answer belongs to the latest request before it, if that has none yet. */
function matchByTime({ transferOf }: Torn, responses: UnitReader): Matcher {
  let before = 0;
  return (requests) => (at) => {
    const seen = transferOf('server-to-client', at);
    const isBefore = ({ head }: HttpUnit) => transferOf('client-to-server', head.at) < seen;
    while (before < requests.length && isBefore(requests[before]!)) before++;
    const latest = requests[before - 1]?.head ?? null;
    return responses.units.findLast(isFinal)?.answers === latest ? null : latest;
  };
}

/** Up to a request that asks for another protocol, RFC 9110 §7.8, or the end. */
function* readRequests(requests: UnitReader): Generator<void, void> {
  let unit = yield* requests.next(nothing);
  while (unit !== null && !asksForSwitch(unit.head)) {
    if (requests.units.length % STEP === 0) yield;
    unit = yield* requests.next(nothing);
  }
}

const nothing = () => null;

const asksForSwitch = (request: HttpHead): boolean =>
  headersNamed(request, 'Upgrade').length > 0 || isOpeningHandshake(request);

/** Reads answers up to that of request `until`, or to a 101; tells how many requests are answered. */
function* readAnswers(
  responses: UnitReader,
  requests: readonly HttpUnit[],
  answered: number,
  until: number,
  matcher: Matcher,
): Generator<void, number> {
  while (answered < until) {
    const unit = yield* responses.next(matcher(requests, answered));
    if (unit === null) break;
    if (responses.units.length % STEP === 0) yield;
    if (isFinal(unit)) answered++;
    if (isSwitch(unit)) {
      responses.stop(opensFrames(unit));
      break;
    }
  }
  return answered;
}

const NO_BYTES = new Uint8Array();

/** Reads one direction's stream where the other was not seen. */
export function readHttpPart(bytes: Uint8Array, kind: 'request' | 'response'): HttpPart {
  return kind === 'request'
    ? readHttp(bytes, NO_BYTES).requests
    : readHttp(NO_BYTES, bytes).responses;
}
