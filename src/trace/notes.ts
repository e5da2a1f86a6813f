import type { Direction } from './trace.ts';

/** What reading a conversation has to say aloud; each has words in every language. */
export const CONVERSATION_NOTE_IDS = [
  'conversation/handshake-missing',
  'conversation/direction-inferred',
  'conversation/compression-inferred',
  'conversation/gap',
  'conversation/resynchronised',
  'conversation/sync-lost',
  'conversation/tls',
  'conversation/http2',
  'conversation/not-recognised',
] as const;

export type ConversationNoteId = (typeof CONVERSATION_NOTE_IDS)[number];

/** Something said about a conversation. */
export interface ConversationNote {
  readonly id: ConversationNoteId;
  /** Null where both are meant. */
  readonly direction: Direction | null;
  /** Offset in the direction's stream; 0 where both are meant. */
  readonly at: number;
  /** Numbers and names that the words hold, apart by spaces: see the README. */
  readonly detail: string;
}
