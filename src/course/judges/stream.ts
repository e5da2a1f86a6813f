import { bytesOfHex, concat } from '../../codec/bytes.ts';
import { dechunk, scanChunks } from '../../codec/http/chunk-index.ts';
import { looseTextOf } from '../../codec/utf8.ts';
import type { WirePiece } from '../elements.ts';
import { pieceOfText, readEvidence } from './evidence.ts';
import { checkOf, NUMBER, numberIn, piecesIn, TEXT } from './judge.ts';
import type { Judge } from './judge.ts';
import { brokenIn } from './seen.ts';
import { NOTHING, verdictOf } from './verdict.ts';
import type { Did } from './verdict.ts';

const REQUEST = pieceOfText('client-to-server', 'GET /events HTTP/1.1\r\nHost: a.example\r\n\r\n');

const STREAM = 'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n';

/** What follows a head of an event stream. */
const answered = (head: string, pieces: readonly WirePiece[]): readonly WirePiece[] => [
  REQUEST,
  pieceOfText('server-to-client', `${STREAM}${head}\r\n`),
  ...pieces.map(({ hex }): WirePiece => ({ direction: 'server-to-client', hex })),
];

/** An event stream that dispatches one event with this data, and perhaps type and id. HTML §9.2.6 */
export const eventJudge: Judge = {
  answerAs: 'events',
  check: checkOf({ data: TEXT, 'type?': TEXT, 'id?': TEXT }),
  async judge(answer, parameters) {
    const pieces = piecesIn(answer);
    if (pieces.length === 0) return NOTHING;
    const { connection } = await readEvidence(answered('', pieces));
    const events = connection.exchanges[0]?.events ?? [];
    const [event] = events;
    const did = [
      ...events.map(({ type, data }): Did => ({ id: 'event', type, data })),
      ...brokenIn(connection),
    ];
    return verdictOf(did.length > 0 ? did : [{ id: 'nothing' }], [
      events.length === 1 ? null : 'one-event',
      !event || event.data === parameters['data'] ? null : 'event-data',
      !event || event.type === (parameters['type'] ?? 'message') ? null : 'event-type',
      !event || event.id === (parameters['id'] ?? '') ? null : 'event-id',
    ]);
  },
};

/** A chunked body that ends, with this text, in so many chunks at least. RFC 9112 §7.1 */
export const chunksJudge: Judge = {
  answerAs: 'hex',
  check: checkOf({ text: TEXT, 'chunks?': NUMBER }),
  async judge(answer, parameters) {
    const pieces = piecesIn(answer);
    if (pieces.length === 0) return NOTHING;
    const { connection } = await readEvidence(answered('Transfer-Encoding: chunked\r\n', pieces));
    const response = connection.exchanges[0]?.response;
    const { text, chunks } = readChunks(pieces);
    const broken = connection.violations.filter(({ rule }) => rule.startsWith('http/'));
    return verdictOf(
      [
        { id: 'bytes', count: response?.bodyLength ?? 0 },
        ...broken.map(({ rule }): Did => ({ id: 'broken', rule })),
      ],
      [
        response?.bodyComplete === true ? null : 'whole',
        broken.length > 0 ? 'legal' : null,
        text === parameters['text'] ? null : 'body',
        chunks >= (numberIn(parameters, 'chunks') ?? 1) ? null : 'chunks',
      ],
    );
  },
};

/** What a chunked body says, and in how many chunks with data. */
function readChunks(pieces: readonly WirePiece[]): { text: string; chunks: number } {
  const bytes = concat(pieces.map(({ hex }) => bytesOfHex(hex)));
  const index = scanChunks(bytes, 0, bytes.length);
  const filled = [...index.bodyEnd].filter((end, i) => end > (index.bodyEnd[i - 1] ?? 0));
  return { text: looseTextOf(dechunk(bytes, index)), chunks: filled.length };
}
