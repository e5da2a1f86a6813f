import { hexOf } from '../../codec/bytes.ts';
import { utf8Of } from '../../codec/utf8.ts';
import { encodeClose } from '../../codec/websocket/close.ts';
import type { FrameFields } from '../../codec/websocket/encode.ts';
import { Opcode } from '../../codec/websocket/layout.ts';
import { readEvidence } from './evidence.ts';
import { checkOf, HEX, NUMBER, numberIn, piecesIn, SENDER, TEXT } from './judge.ts';
import type { Judge, Parameters } from './judge.ts';
import { brokenIn, framesIn, sentBy } from './seen.ts';
import { NOTHING, verdictOf } from './verdict.ts';
import type { Lack } from './verdict.ts';

/** One legal frame with an opcode and, where it is asked for, a payload. RFC 6455 §5.2 */
export const frameJudge: Judge = {
  answerAs: 'hex',
  check: checkOf({
    sender: SENDER,
    opcode: Object.keys(Opcode),
    'text?': TEXT,
    'hex?': HEX,
    'length?': NUMBER,
    'code?': NUMBER,
    'most?': NUMBER,
    'final?': ['no'],
  }),
  async judge(answer, parameters) {
    const pieces = piecesIn(answer);
    if (pieces.length === 0) return NOTHING;
    const { frames, whole, did } = framesIn(pieces);
    const { connection, size } = await readEvidence(pieces);
    const broken = brokenIn(connection);
    const [frame] = frames;
    return verdictOf(
      [...did, ...broken],
      [
        whole ? null : 'whole',
        frames.length > 1 ? 'one-frame' : null,
        sentBy(pieces, parameters) ? null : 'sender',
        broken.length > 0 ? 'legal' : null,
        ...(frame ? lacksOf(frame, parameters) : []),
        size > (numberIn(parameters, 'most') ?? Infinity) ? 'shorter' : null,
      ],
    );
  },
};

function lacksOf(frame: FrameFields, parameters: Parameters): (Lack | null)[] {
  const opcode = Opcode[parameters['opcode'] as keyof typeof Opcode];
  const payload = payloadIn(parameters);
  const length = numberIn(parameters, 'length');
  return [
    frame.opcode === opcode ? null : 'opcode',
    frame.fin === (parameters['final'] !== 'no') ? null : 'final',
    payload === null || hexOf(frame.payload) === payload ? null : 'payload',
    length === null || frame.payload.length === length ? null : 'payload',
    closesWith(frame, numberIn(parameters, 'code')) ? null : 'close-code',
  ];
}

function payloadIn({ text, hex }: Parameters): string | null {
  if (text !== undefined) return hexOf(utf8Of(text));
  return hex ?? null;
}

const closesWith = ({ payload }: FrameFields, code: number | null): boolean =>
  code === null || hexOf(payload).startsWith(hexOf(encodeClose(code)));
