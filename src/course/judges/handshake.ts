import type { WirePiece } from '../elements.ts';
import { pieceOfText, readEvidence } from './evidence.ts';
import { checkOf, piecesIn, TEXT } from './judge.ts';
import type { Judge, Parameters } from './judge.ts';
import { brokenIn } from './seen.ts';
import { NOTHING, verdictOf } from './verdict.ts';
import type { Did, Lack } from './verdict.ts';

/** The client's opening handshake. RFC 6455 §4.1 */
export const requestJudge: Judge = {
  answerAs: 'http',
  check: checkOf({ 'protocol?': TEXT, 'origin?': TEXT }),
  async judge(answer, parameters) {
    const pieces = piecesIn(answer);
    if (pieces.length === 0) return NOTHING;
    const { connection } = await readEvidence(pieces);
    const request = connection.exchanges[0]?.request ?? null;
    const start: Did[] = request
      ? [{ id: 'head', start: `${request.method} ${request.target} HTTP/${request.version}` }]
      : [{ id: 'incomplete' }];
    const valueOf = (name: string): string | undefined =>
      request?.headers.find(([each]) => each.toLowerCase() === name)?.[1];
    return verdictOf(
      [...start, ...brokenIn(connection)],
      [
        request ? null : 'whole',
        connection.violations.length > 0 ? 'legal' : null,
        connection.handshake?.key ? null : 'handshake',
        offers(valueOf('sec-websocket-protocol'), parameters['protocol']) ? null : 'subprotocol',
        parameters['origin'] === undefined || valueOf('origin') === parameters['origin']
          ? null
          : 'origin',
      ],
    );
  },
};

const offers = (value: string | undefined, wanted: string | undefined): boolean =>
  wanted === undefined || (value ?? '').split(/\s*,\s*/u).includes(wanted);

/** The server's answer to a request with this key, and perhaps subprotocols offered. RFC 6455 §4.2.2 */
export const responseJudge: Judge = {
  answerAs: 'http',
  check: checkOf({ key: TEXT, 'offered?': TEXT, 'protocol?': TEXT }),
  async judge(answer, parameters) {
    const pieces = piecesIn(answer);
    if (pieces.length === 0) return NOTHING;
    const { connection } = await readEvidence([requestOf(parameters), ...pieces]);
    const { handshake, violations, exchanges } = connection;
    const status = exchanges[0]?.response?.status ?? null;
    const succeeded = handshake?.acceptMatches === true && violations.length === 0;
    const lacks: (Lack | null)[] = [
      status === null ? 'whole' : null,
      violations.length > 0 ? 'legal' : null,
      succeeded ? null : 'handshake',
      (parameters['protocol'] ?? null) === (handshake?.subprotocol ?? null) ? null : 'subprotocol',
    ];
    return verdictOf([{ id: 'handshake', succeeded }, ...brokenIn(connection)], lacks);
  },
};

function requestOf({ key, offered }: Parameters): WirePiece {
  const fields = [
    'GET /chat HTTP/1.1',
    'Host: example.com',
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Key: ${key}`,
    ...(offered === undefined ? [] : [`Sec-WebSocket-Protocol: ${offered}`]),
    'Sec-WebSocket-Version: 13',
  ];
  return pieceOfText('client-to-server', `${fields.join('\r\n')}\r\n\r\n`);
}
