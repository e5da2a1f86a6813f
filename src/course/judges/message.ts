import type { ReportConnection, ReportMessage } from '../../trace/report-format.ts';
import { sentBy } from './frame.ts';
import { readEvidence } from './evidence.ts';
import { checkOf, NUMBER, numberIn, piecesIn, SENDER, TEXT } from './judge.ts';
import type { Judge, Parameters } from './judge.ts';
import { verdictOf } from './verdict.ts';
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
    const { connection, size } = await readEvidence(pieces, parameters['extensions'] ?? null);
    const { messages, violations } = connection;
    const did: Did[] = [
      ...messages.map(didOf),
      ...violations.map(({ rule }): Did => ({ id: 'broken', rule })),
    ];
    const [message] = messages;
    if (!message) {
      return verdictOf(did.length > 0 ? did : [{ id: 'nothing' }], [
        size > 0 ? 'text' : 'something',
      ]);
    }
    return verdictOf(did, [
      message.complete && Object.values(connection.incomplete).every((part) => part === null)
        ? null
        : 'whole',
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
