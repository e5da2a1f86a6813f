import type { WirePiece } from './elements.ts';

/** How a reader answers. */
export const ANSWERS = ['hex', 'http', 'events', 'settings'] as const;

export type AnswerKind = (typeof ANSWERS)[number];

/** What a reader hands in: bytes, or settings of a simulated run. */
export type Answer =
  | { readonly as: 'wire'; readonly pieces: readonly WirePiece[] }
  | { readonly as: 'settings'; readonly settings: Readonly<Record<string, number>> };
