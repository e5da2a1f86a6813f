import type { ReportConnection, ReportMessage } from '../../trace/report-format.ts';
import { readEvidence } from './evidence.ts';
import { checkOf, NUMBER, numberIn, piecesIn, SENDER, TEXT } from './judge.ts';
import type { Judge, Parameters } from './judge.ts';
import { brokenIn, framesIn, sentBy } from './seen.ts';
import { NOTHING, verdictOf } from './verdict.ts';
import type { Did, Lack } from './verdict.ts';

/** One text message, in so many fragments, perhaps with a control frame between, or compressed. RFC 6455 §5.4 */
export const messageJudge: Judge = {
  answerAs: 'hex',
  check: checkOf({
    sender: SENDER,
    text: TEXT,
    'fragments?': NUMBER,
    'between?': ['ping', 'pong'],
    'extensions?': TEXT,
    'most?': NUMBER,
  }),
  async judge(answer, parameters) {
    const pieces = piecesIn(answer);
    if (pieces.length === 0) return NOTHING;
    const { connection, size } = await readEvidence(pieces, parameters['extensions'] ?? null);
    const { messages, violations } = connection;
    const { whole, did: frames } = framesIn(pieces);
    const did: Did[] = [...frames, ...messages.map(didOf), ...brokenIn(connection)];
    const [message] = messages;
    if (!message) return verdictOf(did, ['text']);
    return verdictOf(did, [
      message.complete && whole ? null : 'whole',
      sentBy(pieces, parameters) ? null : 'sender',
      violations.length > 0 ? 'legal' : null,
      messages.length === 1 && message.text === parameters['text'] ? null : 'text',
      ...lacksOf(message, connection, parameters),
      size > (numberIn(parameters, 'most') ?? Infinity) ? 'shorter' : null,
    ]);
  },
};

const didOf = ({ text, frames }: ReportMessage): Did => ({
  id: 'message',
  text: text ?? null,
  fragments: frames.length,
});

const CONTROL: Readonly<Record<string, number>> = { ping: 9, pong: 10 };

function lacksOf(
  { frames, compressed }: ReportMessage,
  connection: ReportConnection,
  { fragments, between, extensions }: Parameters,
): (Lack | null)[] {
  const within = connection.frames.filter(
    ({ index }) => index > frames[0]! && index < frames.at(-1)!,
  );
  return [
    frames.length >= Number(fragments ?? 1) ? null : 'fragments',
    between === undefined || within.some(({ opcode }) => opcode === CONTROL[between])
      ? null
      : 'control-between',
    extensions === undefined || compressed ? null : 'compressed',
  ];
}
