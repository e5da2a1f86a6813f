import type { Exercise } from '../../course/exercises.ts';
import type { Did, Verdict } from '../../course/judges/verdict.ts';
import type { RuleId } from '../../codec/ids.ts';
import type { Words } from '../../i18n/words.ts';
import { opcodeInTitle } from '../capture/row-words.ts';

/** What came of an answer: a verdict, or the line that cannot be read, from 0. */
export type Judged = { readonly verdict: Verdict } | { readonly line: number };

/** Judges what was typed. The judges are loaded when the first answer is handed in. */
export async function judgeTyped(exercise: Exercise, text: string): Promise<Judged> {
  const [{ judgeExercise }, { isFault, readAnswer }] = await Promise.all([
    import('../../course/judges/index.ts'),
    import('../../course/read-answer.ts'),
  ]);
  const answer = readAnswer(exercise, text);
  if (isFault(answer)) return { line: answer.line };
  return { verdict: await judgeExercise(exercise, answer) };
}

/** What an answer did, in words. */
export function didText(did: Did, { messages, reference }: Words): string {
  const said = messages.judge.did;
  switch (did.id) {
    case 'nothing':
      return said.nothing;
    case 'incomplete':
      return said.incomplete;
    case 'bytes':
      return said.bytes(did.count);
    case 'frame':
      return said.frame(opcodeInTitle(did.opcode, messages.decode), did.length, did.masked);
    case 'message':
      return said.message(did.text, did.fragments);
    case 'broken':
      return said.broken(reference.rules[did.rule as RuleId].title);
    case 'closed-with':
      return said['closed-with'](did.code);
    case 'head':
      return said.head(did.start);
    case 'handshake':
      return said.handshake(did.succeeded);
    case 'event':
      return said.event(did.type, did.data);
    case 'delay':
      return said.delay(did.milliseconds);
    case 'cost':
      return said.cost(did.bytes);
  }
}
