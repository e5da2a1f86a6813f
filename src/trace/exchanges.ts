import type { HttpHead } from '../codec/http/layout.ts';
import { statusOf } from '../codec/http/message.ts';
import { isOpeningHandshake } from '../codec/websocket/handshake-rules.ts';
import { readHandshake, type Handshake } from '../codec/websocket/handshake.ts';
import type { HttpUnit, Torn } from './http-units.ts';

/** A request with its answer; either may be missing from what was captured. */
export interface Exchange {
  readonly request: HttpUnit | null;
  readonly response: HttpUnit | null;
}

/** Answers come in the order of their requests; 1xx answers before the final one are not pairs. RFC 9110 §15.2 */
export function pairExchanges(
  requests: readonly HttpUnit[],
  responses: readonly HttpUnit[],
  torn: Pick<Torn, 'transferOf'> | null = null,
): Exchange[] {
  const finals = responses.filter(({ head }) => isFinalAnswer(head));
  if (torn !== null) return pairByAnswers(requests, finals, torn);
  return Array.from({ length: Math.max(requests.length, finals.length) }, (_, i) => ({
    request: requests[i] ?? null,
    response: finals[i] ?? null,
  }));
}

/** Where heads may be missing, reading found out which request each answer belongs to; in the order seen. */
function pairByAnswers(
  requests: readonly HttpUnit[],
  finals: readonly HttpUnit[],
  { transferOf }: Pick<Torn, 'transferOf'>,
): Exchange[] {
  const answers = new Map<HttpHead | null, HttpUnit>();
  for (const unit of finals) answers.set(unit.answers, unit);
  const asked = requests.map((request) => ({
    seen: transferOf('client-to-server', request.head.at),
    exchange: { request, response: answers.get(request.head) ?? null },
  }));
  const unasked = finals
    .filter(({ answers }) => answers === null)
    .map((response) => ({
      seen: transferOf('server-to-client', response.head.at),
      exchange: { request: null, response },
    }));
  return [...asked, ...unasked].sort((a, b) => a.seen - b.seen).map(({ exchange }) => exchange);
}

/** The number of the exchange that a unit belongs to, looked up without a search: a capture may hold many. */
export function numberExchanges(exchanges: readonly Exchange[]): ReadonlyMap<HttpUnit, number> {
  const numbers = new Map<HttpUnit, number>();
  exchanges.forEach(({ request, response }, number) => {
    if (request !== null) numbers.set(request, number);
    if (response !== null) numbers.set(response, number);
  });
  return numbers;
}

function isFinalAnswer(head: HttpHead): boolean {
  const status = statusOfHead(head) ?? 200;
  return status === 101 || status >= 200;
}

/** The status of a response; null for a request and for a status that is no number. */
export const statusOfHead = (head: HttpHead): number | null =>
  head.kind === 'response' ? statusOf(head) : null;

/**
 * The opening handshake; null where none was seen. A client may ask again after a refusal, as after a 401:
 * the exchange that switched counts, else the last one that asked.
 */
export function openingHandshake(exchanges: readonly Exchange[]): Handshake | null {
  const opening = exchanges.find(switched) ?? exchanges.findLast(asked);
  return opening === undefined
    ? null
    : readHandshake(headOf(opening.request), headOf(opening.response));
}

const switched = ({ response }: Exchange): boolean =>
  response !== null && statusOfHead(response.head) === 101;

const asked = ({ request }: Exchange): boolean =>
  request !== null && isOpeningHandshake(request.head);

const headOf = (unit: HttpUnit | null): HttpHead | null => unit?.head ?? null;
