import { findDifference } from '../composer/changed/difference.ts';
import { changedConnection, settledEdits, type Edit } from '../composer/changed/edits.ts';
import { readVerdict } from '../composer/changed/verdict.ts';
import { compareConversations, type Comparison } from '../composer/compare/conversations.ts';
import type { Breath } from '../trace/breath.ts';
import { readConversation } from '../trace/conversation.ts';
import type { Beside, Changed, OpenRequest, Progress } from './api.ts';
import { hold, type Held } from './conversations.ts';
import { openInput, totalSize, type Open } from './opening.ts';
import { drain } from './steps.ts';
import { summarise } from './summary.ts';
import { createTally } from './tally.ts';
import type { Work } from './work.ts';

/** What a connection is to be read with. */
interface Wish {
  readonly edits: readonly Edit[];
  readonly extensions: string | null;
}

/** Conversations beside those that were opened: one that was changed, and those of a second input. */
export interface Besides {
  /** Null for a number of what was opened. Rejects with a RangeError for one that is outdated. */
  get(connection: number): Promise<Held> | null;
  change(
    original: Held,
    wish: Wish,
    breath: Breath,
    progress: (done: number, total: number) => void,
  ): Promise<Changed>;
  open(
    request: OpenRequest,
    work: Omit<Work, 'tally'>,
    progress: (progress: Progress) => void,
  ): Promise<Beside>;
  forget(): void;
}

export function createBeside(): Besides {
  /** Numbers below zero, each given once: who asks by an outdated one is not answered from another. */
  let next = -1;
  let changed: { readonly number: number; readonly held: Held } | null = null;
  let second: { readonly first: number; readonly open: Open } | null = null;

  /** Numbers for so many conversations: the first of them, and downwards. */
  function take(count: number): number {
    const first = next;
    next -= count;
    return first;
  }

  return {
    get(connection) {
      if (!(connection < 0)) return null;
      if (changed?.number === connection) return Promise.resolve(changed.held);
      const place = second === null ? -1 : second.first - connection;
      if (second !== null && place >= 0 && place < second.open.opened.connections) {
        return second.open.conversations.get(place);
      }
      return Promise.reject(new RangeError(`there is no connection ${connection}`));
    },
    async change(original, { edits: asked, extensions }, breath, progress) {
      const { conversation } = original;
      const edits = settledEdits(conversation.connection, asked);
      const options = { extensions, partial: conversation.partial, oriented: true };
      const read = await readConversation(
        changedConnection(conversation.connection, edits),
        options,
        (done, total) => {
          progress(done, total);
          return breath();
        },
      );
      const held = await hold(read, breath);
      const difference = await drain(findDifference(conversation, read, edits), breath);
      const verdict = await drain(readVerdict(read, held.problems), breath);
      const before = await drain(readVerdict(conversation, original.problems), breath);
      changed = { number: take(1), held };
      return { connection: changed.number, summary: summarise(held), difference, verdict, before };
    },
    async open(request, work, progress) {
      const tally = createTally(totalSize(request), progress);
      // A preview would answer for the first input.
      const open = await openInput(request, { ...work, tally }, () => {});
      tally.finish();
      const { opened, summaries } = open;
      const first = take(opened.connections);
      second = { first, open };
      const numbers = Array.from({ length: opened.connections }, (_, place) => first - place);
      return { opened, numbers, summaries };
    },
    forget() {
      changed = null;
      second = null;
    },
  };
}

/** The share of the whole that is worth a message. */
const TOLD = 0.01;

export function compareHeld(
  one: Held,
  other: Held,
  breath: Breath,
  progress: (share: number) => void,
): Promise<Comparison> {
  let told = 0;
  return drain(compareConversations(one.conversation, other.conversation), breath, (share) => {
    if (share - told < TOLD) return;
    told = share;
    progress(share);
  });
}
