import { combinedValue } from '../http/headers.ts';
import type { HttpHead } from '../http/layout.ts';
import { statusOf } from '../http/message.ts';
import { extensionsIn } from './extension-list.ts';
import { lenientDeflateParametersOf, type DeflateParameters } from './extensions.ts';
import { acceptAnswersKey, expectedAcceptOf, keyOf, subprotocolOf } from './handshake-fields.ts';
import { judgeResponse } from './handshake-rules.ts';

export { acceptOf, GUID, type Acceptance } from './handshake-accept.ts';

/** What an opening handshake came to: RFC 6455 §4. */
export interface Handshake {
  /** Both a request and a 101 were seen. */
  readonly complete: boolean;
  readonly key: string | null;
  readonly expectedAccept: string | null;
  readonly accept: string | null;
  /** Null where there is no key or no accept to compare. */
  readonly acceptMatches: boolean | null;
  /** The one the server chose. */
  readonly subprotocol: string | null;
  /** The extensions in use, as the server wrote them. */
  readonly extensions: string | null;
  /** What frames are compressed with, read leniently: some clients open in spite of a fault that the rules name. */
  readonly deflate: DeflateParameters | null;
  /** Complete, and a client would open: RFC 6455 §4.1. */
  readonly succeeded: boolean;
  /** A final answer came that is not a 101: what follows is HTTP. */
  readonly refused: boolean;
}

/** A client opens where the accept proves that its request was read, and no rule finds an error: RFC 6455 §4.1. */
const clientOpens = (request: HttpHead, response: HttpHead): boolean =>
  acceptAnswersKey(request, response) === true &&
  judgeResponse(request, response).every(({ severity }) => severity !== 'error');

/** Puts the two heads of an opening handshake together; either may be unseen. An answer 1xx but 101 is not the answer yet: RFC 9110 §15.2. */
export function readHandshake(request: HttpHead | null, response: HttpHead | null): Handshake {
  const status = response?.kind === 'response' ? statusOf(response) : null;
  const answer = status === 101 ? response : null;
  return {
    complete: request !== null && answer !== null,
    key: keyOf(request),
    expectedAccept: expectedAcceptOf(request),
    accept: answer && combinedValue(answer, 'Sec-WebSocket-Accept'),
    acceptMatches: answer && acceptAnswersKey(request, answer),
    subprotocol: answer && subprotocolOf(answer),
    extensions: answer && combinedValue(answer, 'Sec-WebSocket-Extensions'),
    deflate: answer && lenientDeflateParametersOf(extensionsIn(answer)),
    succeeded: request !== null && answer !== null && clientOpens(request, answer),
    refused: response !== null && (status === null || status >= 200),
  };
}
