import { changedConnection, settledEdits, type Edit } from '../../../src/composer/changed/edits.ts';
import { findDifference, type Difference } from '../../../src/composer/changed/difference.ts';
import { readVerdict, type Verdict } from '../../../src/composer/changed/verdict.ts';
import { readConversation, type Conversation } from '../../../src/trace/conversation.ts';
import { problemsIn } from '../../../src/trace/problems.ts';

export interface WhatIf {
  readonly changed: Conversation;
  readonly difference: Difference;
}

function finished<Result>(steps: Generator<void, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** What a conversation would be with these bytes. */
export async function whatIf(original: Conversation, asked: readonly Edit[]): Promise<WhatIf> {
  const edits = settledEdits(original.connection, asked);
  const connection = changedConnection(original.connection, edits);
  const changed = await readConversation(connection, { oriented: true }, () => Promise.resolve());
  return { changed, difference: finished(findDifference(original, changed, edits)) };
}

export const verdictOf = (conversation: Conversation): Verdict =>
  finished(readVerdict(conversation, problemsIn(conversation)));
