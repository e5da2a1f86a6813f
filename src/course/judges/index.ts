import type { Answer } from '../answers.ts';
import { breaksJudge, closesJudge } from './breaks.ts';
import { delayJudge } from './delay.ts';
import { frameJudge } from './frame.ts';
import { requestJudge, responseJudge } from './handshake.ts';
import type { Judge, Parameters } from './judge.ts';
import { messageJudge } from './message.ts';
import { chunksJudge, eventJudge } from './stream.ts';
import type { Verdict } from './verdict.ts';

/** What an exercise may be judged by. */
export const JUDGES = {
  frame: frameJudge,
  message: messageJudge,
  breaks: breaksJudge,
  closes: closesJudge,
  request: requestJudge,
  response: responseJudge,
  event: eventJudge,
  chunks: chunksJudge,
  delay: delayJudge,
} as const satisfies Readonly<Record<string, Judge>>;

export type JudgeName = keyof typeof JUDGES;

/** What is right and wrong about an answer to an exercise. */
export function judgeExercise(
  exercise: { readonly judge: JudgeName; readonly parameters: Parameters },
  answer: Answer,
): Promise<Verdict> {
  return JUDGES[exercise.judge].judge(answer, exercise.parameters);
}
