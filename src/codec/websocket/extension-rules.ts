import { specRef, type HttpHead } from '../http/layout.ts';
import type { RuleId } from '../ids.ts';
import { extensionsIn, type PlacedExtension, type PlacedParameter } from './extension-list.ts';
import { deflateParameterKind, isWindowBits, PERMESSAGE_DEFLATE } from './extensions.ts';
import {
  repeated,
  requestRule,
  switchRule,
  warning,
  type Place,
  type RequestRule,
  type ResponseRule,
} from './handshake-rule.ts';

const CLIENT_BITS = 'client_max_window_bits';

const deflatesIn = (head: HttpHead): PlacedExtension[] =>
  extensionsIn(head).filter(({ name }) => name === PERMESSAGE_DEFLATE);

/** The first parameter of permessage-deflate for which that is true. */
const parameterThat = (
  head: HttpHead,
  isWrong: (parameter: PlacedParameter) => boolean,
): Place | null =>
  deflatesIn(head)
    .flatMap(({ parameters }) => parameters)
    .find(isWrong) ?? null;

/** The first parameter that comes again in the same offer or answer. */
function repeatedParameter(head: HttpHead): Place | null {
  for (const { parameters } of deflatesIn(head)) {
    const second = repeated(parameters);
    if (second) return second;
  }
  return null;
}

const isUnknown = ({ name }: PlacedParameter): boolean => deflateParameterKind(name) === null;

const isTakeoverWithValue = ({ name, value }: PlacedParameter): boolean =>
  deflateParameterKind(name) === 'takeover' && value !== null;

/** `client_max_window_bits` may go without a value in an offer, and has a rule of its own in an answer. */
const isWindowWrong = ({ name, value }: PlacedParameter): boolean =>
  deflateParameterKind(name) === 'window' &&
  !isWindowBits(value) &&
  !(value === null && name === CLIENT_BITS);

/** Right but for the zeros before it. */
const isWindowPadded = (parameter: PlacedParameter): boolean =>
  isWindowWrong(parameter) && isWindowBits(parameter.value?.replace(/^0+/, '') ?? null);

/** A warning: the server declines the offer and goes on without compression. RFC 7692 §7 */
const offerRule = (
  id: RuleId,
  section: string,
  broken: (head: HttpHead) => Place | null,
): RequestRule =>
  warning(requestRule(id, 'http.header-value', specRef('rfc7692', section), broken));

/** What makes a server decline an offer of permessage-deflate: RFC 7692 §7. */
export const DEFLATE_OFFER_RULES: readonly RequestRule[] = [
  offerRule('ws/pmd-offer-unknown-param', '7', (head) => parameterThat(head, isUnknown)),
  offerRule('ws/pmd-offer-window-bits-range', '7.1.2', (head) =>
    parameterThat(head, (parameter) => isWindowWrong(parameter) && !isWindowPadded(parameter)),
  ),
  offerRule('ws/pmd-offer-window-bits-leading-zero', '7.1.2', (head) =>
    parameterThat(head, isWindowPadded),
  ),
  offerRule('ws/pmd-offer-duplicate-param', '7', repeatedParameter),
  offerRule('ws/pmd-offer-takeover-with-value', '7.1.1', (head) =>
    parameterThat(head, isTakeoverWithValue),
  ),
];

const answerRule = (id: RuleId, section: string, broken: ResponseRule['broken']): ResponseRule =>
  switchRule(id, 'http.header-value', specRef('rfc7692', section), broken);

/** A size for the client's window, where no offer of permessage-deflate said that the client can limit it. */
function clientBitsNotOffered(answer: HttpHead, request: HttpHead | null): Place | null {
  const offers = request ? deflatesIn(request) : [];
  const isClientBits = ({ name }: PlacedParameter): boolean => name === CLIENT_BITS;
  // without an offer the whole extension is wrong, which another rule says
  if (offers.length === 0) return null;
  if (offers.some(({ parameters }) => parameters.some(isClientBits))) return null;
  return parameterThat(answer, isClientBits);
}

/** What makes a client fail on an answer of permessage-deflate: RFC 7692 §5, §7. */
export const DEFLATE_ANSWER_RULES: readonly ResponseRule[] = [
  // a takeover with a value is no parameter that RFC 7692 defines, and has no rule of its own
  answerRule('ws/pmd-response-unknown-param', '7', (head) =>
    parameterThat(head, (parameter) => isUnknown(parameter) || isTakeoverWithValue(parameter)),
  ),
  answerRule('ws/pmd-response-window-bits-range', '7.1.2', (head) =>
    parameterThat(head, isWindowWrong),
  ),
  answerRule('ws/pmd-response-duplicate-param', '7', repeatedParameter),
  answerRule('ws/pmd-response-client-bits-no-value', '7.1.2.2', (head) =>
    parameterThat(head, ({ name, value }) => name === CLIENT_BITS && value === null),
  ),
  answerRule('ws/pmd-response-client-bits-not-offered', '7.1.2.2', clientBitsNotOffered),
  answerRule('ws/pmd-response-twice', '5', (head) => deflatesIn(head)[1] ?? null),
];
