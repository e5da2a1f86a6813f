import type { Violation } from '../codec/annotation.ts';
import { judgeStray } from '../codec/http/body-rules.ts';
import { judgeConnect, judgeRequest, judgeResponse } from '../codec/websocket/handshake-rules.ts';
import { judgeEventStreamHead } from '../codec/sse/head-rules.ts';
import { judgeEvent } from '../codec/sse/judge.ts';
import type { Conversation } from './conversation.ts';
import { violationsOfChunk, violationsOfFraming } from './http-body.ts';
import type { RowPlace } from './order.ts';

/** What a row of HTTP breaks: as an opening handshake, as a message with a body, as an event stream. */
export function violationsOfHttp(conversation: Conversation, place: RowPlace): Violation[] {
  const { bytes, http, streams, unexplained } = conversation.sides[place.direction];
  const ended = conversation.connection.end !== 'none' && !isLost(conversation, place);
  switch (place.kind) {
    case 'head':
      return violationsOfHead(conversation, place, ended);
    case 'chunk':
      return violationsOfChunk(bytes, http.units[place.unit]!, place.item, ended);
    case 'event': {
      const { content, events } = streams.get(place.unit)!;
      const event = events[place.item]!;
      const isLast = place.item === events.length - 1 && event.end === content.length;
      const isEnd = isLast && bodyEnds(conversation, place, ended);
      return judgeEvent(content.subarray(event.at), event, { isEnd });
    }
    case 'unexplained': {
      const { start, end } = unexplained[place.unit]!;
      const isStray = http.units.some(({ stray, bodyEnd }) => stray > 0 && bodyEnd === start);
      return isStray ? [judgeStray(end - start)] : [];
    }
    default:
      return [];
  }
}

/** Whether a body ends for want of what was not captured. */
const isLost = ({ sides }: Conversation, { kind, direction, unit }: RowPlace): boolean =>
  (kind === 'head' || kind === 'chunk' || kind === 'event') &&
  sides[direction].http.units[unit]!.lost;

function violationsOfHead(
  conversation: Conversation,
  { direction, unit: position }: RowPlace,
  ended: boolean,
): Violation[] {
  const { bytes, http } = conversation.sides[direction];
  const unit = http.units[position]!;
  const { head } = unit;
  const framing = violationsOfFraming(bytes, unit, ended);
  if (head.kind === 'request') {
    return [...judgeRequest(head, bytes.subarray(head.end)), ...judgeConnect(head), ...framing];
  }
  const number = conversation.exchangeNumbers.get(unit);
  const request = number === undefined ? null : conversation.exchanges[number]!.request;
  const asked = request?.head ?? unit.answers;
  return [...judgeResponse(asked, head), ...framing, ...judgeEventStreamHead(asked, head)];
}

/** Whether no more of a body can come: it is whole, or the connection has ended. */
function bodyEnds(conversation: Conversation, place: RowPlace, ended: boolean): boolean {
  const { framing, bodyComplete } = conversation.sides[place.direction].http.units[place.unit]!;
  return ended || (framing.kind !== 'close' && bodyComplete);
}
