import { valueOf } from '../codec/http/headers.ts';
import type { HttpHead } from '../codec/http/layout.ts';
import { statusOf } from '../codec/http/message.ts';
import { shownText } from '../codec/http/syntax.ts';
import type { Conversation } from './conversation.ts';
import { bodyOctets, type HttpUnit } from './http-unit.ts';
import { dispatchedAt } from '../codec/sse/event.ts';
import type {
  ReportEvent,
  ReportExchange,
  ReportRequest,
  ReportResponse,
} from './report-format.ts';
import type { Direction } from './trace.ts';

/** The HTTP exchanges of a conversation, the opening handshake among them. */
export const describeExchanges = (conversation: Conversation): ReportExchange[] =>
  conversation.exchanges.map(({ request, response }) => ({
    request: request === null ? null : requestOf(conversation, request),
    response: response === null ? null : responseOf(conversation, response),
    ...(response === null ? {} : eventsOf(conversation, response)),
  }));

function requestOf(conversation: Conversation, unit: HttpUnit): ReportRequest | null {
  const { head } = unit;
  if (head.kind !== 'request') return null;
  return {
    method: head.start.method.text,
    target: shownText(head.start.target.text),
    ...partsOf(conversation, 'client-to-server', unit),
  };
}

function responseOf(conversation: Conversation, unit: HttpUnit): ReportResponse | null {
  const { head } = unit;
  if (head.kind !== 'response') return null;
  return {
    status: statusOf(head),
    reason: shownText(head.start.reason.text),
    ...partsOf(conversation, 'server-to-client', unit),
    bodyComplete: unit.bodyComplete,
  };
}

function eventsOf(conversation: Conversation, unit: HttpUnit): Pick<ReportExchange, 'events'> {
  const { http, streams } = conversation.sides['server-to-client'];
  if (streams.size === 0) return {};
  const stream = streams.get(http.units.indexOf(unit));
  if (stream === undefined) return {};
  const events = stream.events.flatMap((event): ReportEvent[] => {
    if (event.dispatched === null) return [];
    const { type, data, lastEventId, retry } = event.dispatched;
    const at = stream.wireAt(dispatchedAt(event) - 1);
    const time = conversation.order.timeAt('server-to-client', at);
    return [{ type, data, id: lastEventId, retry, time }];
  });
  return { events };
}

function partsOf(conversation: Conversation, direction: Direction, unit: HttpUnit) {
  const { head } = unit;
  return {
    version: head.start.version.text,
    headers: headersOf(head),
    bodyLength: bodyOctets(unit),
    offset: head.at,
    time: conversation.order.timeAt(direction, head.at),
  };
}

const headersOf = (head: HttpHead): [string, string][] =>
  head.headers.map((header) => [header.name.text, shownText(valueOf(header))]);
