import { mediaTypeOf, EVENT_STREAM } from '../codec/sse/head-rules.ts';
import type { Conversation } from './conversation.ts';
import { statusOfHead, type Exchange } from './exchanges.ts';
import { bodyOctets, type HttpUnit } from './http-unit.ts';
import type { Direction } from './trace.ts';

/** What of an exchange tells how news travels: small, so that those of many connections can be kept. */
export interface ExchangeTimes {
  readonly method: string;
  /** The target without its query, in which a cursor may stand. */
  readonly path: string;
  /** Seconds: the first and the last byte of the request, of the answer's head, of the answer; null where not known. */
  readonly asked: number | null;
  readonly sent: number | null;
  readonly answered: number | null;
  readonly ended: number | null;
  /** Null where no answer was seen. */
  readonly status: number | null;
  /** Octets of the answer's body, without the chunked coding. */
  readonly body: number;
  /** Octets of the request's body. */
  readonly posted: number;
  /** All bytes on the wire, both ways. */
  readonly bytes: number;
  readonly isEventStream: boolean;
  /** Runs of the body that came at least 20 ms apart, and the time from the first to the last; 0 without times. */
  readonly bursts: number;
  readonly spread: number;
  /** True where the head tells how long the body is. */
  readonly isMeasured: boolean;
}

/** A pause of so many seconds begins a new burst. */
const PAUSE = 0.02;

/** The requests of a conversation with their times. */
export const timeExchanges = (conversation: Conversation): ExchangeTimes[] =>
  conversation.exchanges.flatMap((exchange) => timeExchange(conversation, exchange) ?? []);

function timeExchange(
  conversation: Conversation,
  { request, response }: Exchange,
): ExchangeTimes | null {
  if (request === null || request.head.kind !== 'request') return null;
  const { timeAt } = conversation.order;
  const up = (at: number) => timeAt('client-to-server', at);
  const down = (at: number) => timeAt('server-to-client', at);
  const { start } = request.head;
  return {
    method: start.method.text,
    path: pathOf(start.target.text),
    asked: up(request.head.at),
    sent: up(endOf(request) - 1),
    answered: response && down(response.head.at),
    ended: response && down(endOf(response) - 1),
    status: response && statusOfHead(response.head),
    body: response === null ? 0 : bodyOctets(response),
    posted: bodyOctets(request),
    bytes: lengthOf(request) + (response === null ? 0 : lengthOf(response)),
    isEventStream: response !== null && mediaTypeOf(response.head) === EVENT_STREAM,
    isMeasured: response?.framing.kind === 'length' || response?.framing.kind === 'none',
    ...(response === null ? NO_BURSTS : burstsOf(conversation, 'server-to-client', response)),
  };
}

const pathOf = (target: string): string => target.split(/[?#]/, 1)[0]!;

const endOf = ({ head, bodyEnd }: HttpUnit): number => Math.max(bodyEnd, head.end);

const lengthOf = (unit: HttpUnit): number => endOf(unit) - unit.head.at;

const NO_BURSTS = { bursts: 0, spread: 0 };

function burstsOf(
  { connection, order }: Conversation,
  direction: Direction,
  { bodyAt, bodyEnd }: HttpUnit,
): { bursts: number; spread: number } {
  if (bodyEnd === bodyAt) return NO_BURSTS;
  const { fromServer, times } = connection.transfers.columns;
  const flag = direction === 'server-to-client' ? 1 : 0;
  const first = order.transferOf(direction, bodyAt);
  const last = Math.min(order.transferOf(direction, bodyEnd - 1), times.length - 1);
  let bursts = 0;
  let before = -Infinity;
  for (let i = first; i <= last; i++) {
    if (fromServer[i] !== flag || Number.isNaN(times[i])) continue;
    if (times[i]! - before >= PAUSE) bursts++;
    before = times[i]!;
  }
  return bursts === 0 ? NO_BURSTS : { bursts, spread: before - times[first]! };
}
