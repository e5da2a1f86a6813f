import { readConversation, type Conversation } from '../../src/trace/conversation.ts';
import { problemRows, problemsOf } from '../../src/trace/problems.ts';
import type { Trace } from '../../src/trace/trace.ts';

/** Every connection of a trace that carried something, read. */
export async function conversationsOf(trace: Trace): Promise<Conversation[]> {
  const spoken = trace.connections.filter(({ transfers }) => transfers.length > 0);
  return Promise.all(
    spoken.map((connection) => readConversation(connection, {}, () => Promise.resolve())),
  );
}

/** The ids of all rules that are broken anywhere. */
export const rulesBroken = (conversations: readonly Conversation[]): string[] =>
  conversations.flatMap((conversation) =>
    Array.from(problemRows(conversation)).flatMap((row) =>
      problemsOf(conversation, row).map(({ violation }) => violation.rule),
    ),
  );
