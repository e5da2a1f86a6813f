import type { Violation } from '../annotation.ts';
import type { HttpHead } from '../http/layout.ts';
import { DEFLATE_ANSWER_RULES, DEFLATE_OFFER_RULES } from './extension-rules.ts';
import { answersHandshake, isOpeningHandshake } from './handshake-fields.ts';
import {
  violationOf,
  type HandshakeRule,
  type Place,
  type RequestRule,
  type ResponseRule,
} from './handshake-rule.ts';
import { CONNECT_RULES, LINE_RULES } from './head-rules.ts';
import { FIELD_RULES } from './request-rules.ts';
import { ANSWER_RULES } from './response-rules.ts';
import { strayFieldsAfter } from './stray-fields.ts';

export { isOpeningHandshake } from './handshake-fields.ts';
export { CONNECT_RULES } from './head-rules.ts';
export type { HandshakeRule, RequestRule, ResponseRule } from './handshake-rule.ts';

/** What a server checks in a client's opening handshake: RFC 6455 §4.2.1, RFC 7692 §7. */
export const REQUEST_RULES: readonly RequestRule[] = [
  ...FIELD_RULES,
  ...LINE_RULES,
  ...DEFLATE_OFFER_RULES,
];

/** What a client checks in a server's opening handshake: RFC 6455 §4.1, RFC 7692 §7. */
export const RESPONSE_RULES: readonly ResponseRule[] = [...ANSWER_RULES, ...DEFLATE_ANSWER_RULES];

/** Every rule of an opening handshake and of the tunnel before it. */
export const HANDSHAKE_RULES: readonly HandshakeRule[] = [
  ...REQUEST_RULES,
  ...CONNECT_RULES,
  ...RESPONSE_RULES,
];

function judge<Rule extends HandshakeRule>(
  rules: readonly Rule[],
  head: HttpHead,
  broken: (rule: Rule) => Place | null,
): Violation[] {
  return rules.flatMap((rule) => {
    const place = broken(rule);
    return place ? [violationOf(rule, head, place)] : [];
  });
}

const NOTHING = new Uint8Array();

/**
 * What a client's opening handshake breaks; nothing for other requests. `after` is what follows the
 * head: where header fields of a handshake stand behind the blank line, even a plain GET is one that
 * went wrong. RFC 6455 §4.2.1
 */
export function judgeRequest(head: HttpHead, after: Uint8Array = NOTHING): Violation[] {
  if (head.kind !== 'request') return [];
  const strays = strayFieldsAfter(head, after);
  if (strays.size === 0 && !isOpeningHandshake(head)) return [];
  return judge(REQUEST_RULES, head, (rule) => rule.broken(head, strays));
}

/** What a request for a tunnel breaks; nothing for other requests. RFC 9110 §9.3.6 */
export function judgeConnect(head: HttpHead): Violation[] {
  if (head.kind !== 'request' || head.start.method.text !== 'CONNECT') return [];
  return judge(CONNECT_RULES, head, (rule) => rule.broken(head, new Set()));
}

/** What a server's answer breaks, as far as can be told without its request; nothing for answers to other requests. RFC 6455 §4.1 */
export function judgeResponse(request: HttpHead | null, response: HttpHead): Violation[] {
  if (response.kind !== 'response' || !answersHandshake(request, response)) return [];
  const asked = request?.kind === 'request' ? request : null;
  return judge(RESPONSE_RULES, response, (rule) => rule.broken(response, asked));
}
