import { finalStatusOf, isBodiless, opensTunnel } from '../codec/http/body.ts';
import { combinedValue, headersNamed } from '../codec/http/headers.ts';
import type { HttpHead } from '../codec/http/layout.ts';
import { readHttpHead } from '../codec/http/message.ts';
import { sniffKind } from '../codec/http/sniff.ts';
import { isOpeningHandshake } from '../codec/websocket/handshake-rules.ts';
import type { Tail } from '../codec/websocket/scan.ts';
import { tailOf } from './http-tail.ts';
import { readUnit, type HttpUnit } from './http-unit.ts';

export { bodyLengthOf, type HttpUnit } from './http-unit.ts';

/** What one direction says in HTTP before, if ever, it turns to frames. */
export interface HttpPart {
  readonly units: readonly HttpUnit[];
  /** Where HTTP ends: frames, or bytes nobody can explain, begin here. */
  readonly end: number;
  /** Set where the stream ends inside a head or a body. */
  readonly tail: Tail | null;
  /** True where the last head ends HTTP on this connection: a 101, or the request that asks for one. */
  readonly switches: boolean;
}

/** Reads the units of one direction one after another; nothing is read twice. */
interface UnitReader {
  readonly units: readonly HttpUnit[];
  /** True where no unit can follow. */
  readonly ended: boolean;
  /** Whether what follows begins, or may begin, another unit. */
  goesOn(): boolean;
  /** Reads one unit; null at the end. `answers` is the request that a response answers. */
  next(answers: HttpHead | null): HttpUnit | null;
  /** Ends HTTP here: what follows is another protocol. */
  stop(switches: boolean): void;
  part(): HttpPart;
}

function createUnitReader(bytes: Uint8Array, kind: HttpHead['kind']): UnitReader {
  const units: HttpUnit[] = [];
  let end = 0;
  let tail: Tail | null = null;
  let switches = false;
  let ended = false;

  const sniff = () => (end < bytes.length ? sniffKind(bytes, end, bytes.length, kind) : false);

  function finish(cut: Tail | null): null {
    ended = true;
    tail = cut;
    const last = units.at(-1);
    if (cut === null && last !== undefined && end < bytes.length && leavesStray(last)) {
      units[units.length - 1] = { ...last, stray: bytes.length - end };
    }
    return null;
  }

  function next(answers: HttpHead | null): HttpUnit | null {
    if (ended) return null;
    const begins = sniff();
    if (begins === false) return finish(null);
    const head = begins === true ? readHttpHead(bytes, end, bytes.length) : null;
    if (head === null) {
      const cut: Tail = { at: end, part: 'head', need: null, have: bytes.length - end };
      end = bytes.length;
      return finish(cut);
    }
    const unit = readUnit(bytes, head, answers);
    units.push(unit);
    end = unit.bodyEnd;
    const cut = tailOf(bytes, unit);
    if (cut !== null) finish(cut);
    return unit;
  }

  return {
    units,
    get ended() {
      return ended;
    },
    goesOn: () => !ended && sniff() !== false,
    next,
    stop(toFrames) {
      ended = true;
      switches = toFrames;
    },
    part: () => ({ units, end, tail, switches }),
  };
}

/** What follows a switch or the opening of a tunnel is not for HTTP to explain. */
const leavesStray = ({ head, answers }: HttpUnit): boolean =>
  isBodiless(head, answers) && finalStatusOf(head) !== 101 && !opensTunnel(head, answers);

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

/**
 * Reads the requests and the responses of a connection, side by side: RFC 9112 §9.2, §9.3.2. Answers come in
 * the order of their requests. A request that asks for another protocol holds the reading of requests up
 * until its answer is known: a 101 ends HTTP in both directions, any other lets it go on. After a 2xx to
 * CONNECT what begins like HTTP is read as such.
 */
export function readHttp(client: Uint8Array, server: Uint8Array): HttpParts {
  const requests = createUnitReader(client, 'request');
  const responses = createUnitReader(server, 'response');
  let answered = 0;
  while (!requests.ended) {
    readRequests(requests);
    const asked = requests.units.length;
    answered = readAnswers(responses, requests.units, answered, requests.ended ? Infinity : asked);
    const last = responses.units.at(-1);
    if (last !== undefined && isSwitch(last)) requests.stop(opensFrames(last));
    else if (!requests.ended && answered < asked && !requests.goesOn()) {
      // nobody saw the answer, and what follows the last request is not HTTP
      requests.stop(isOpeningHandshake(requests.units[asked - 1]!.head));
    }
  }
  return { requests: requests.part(), responses: responses.part() };
}

/** Up to a request that asks for another protocol, RFC 9110 §7.8, or the end. */
function readRequests(requests: UnitReader): void {
  let unit = requests.next(null);
  while (unit !== null && !asksForSwitch(unit.head)) unit = requests.next(null);
}

const asksForSwitch = (request: HttpHead): boolean =>
  headersNamed(request, 'Upgrade').length > 0 || isOpeningHandshake(request);

/** Reads answers up to that of request `until`, or to a 101; tells how many requests are answered. */
function readAnswers(
  responses: UnitReader,
  requests: readonly HttpUnit[],
  answered: number,
  until: number,
): number {
  while (answered < until) {
    const unit = responses.next(requests[answered]?.head ?? null);
    if (unit === null) break;
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
