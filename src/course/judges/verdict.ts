/** What an answer was seen to do; each id has words in every language, made of these values. */
export type Did =
  | { readonly id: 'nothing' }
  | { readonly id: 'bytes'; readonly count: number }
  | { readonly id: 'incomplete' }
  | {
      readonly id: 'frame';
      readonly opcode: number;
      readonly length: number;
      readonly masked: boolean;
    }
  | { readonly id: 'message'; readonly text: string | null; readonly fragments: number }
  | { readonly id: 'broken'; readonly rule: string }
  | { readonly id: 'closed-with'; readonly code: number | null }
  | { readonly id: 'head'; readonly start: string }
  | { readonly id: 'handshake'; readonly succeeded: boolean }
  | { readonly id: 'event'; readonly type: string; readonly data: string }
  | { readonly id: 'delay'; readonly milliseconds: number }
  | { readonly id: 'cost'; readonly bytes: number };

/** What an answer lacks; each has words in every language. */
export const LACKS = [
  'something',
  'whole',
  'one-frame',
  'sender',
  'opcode',
  'payload',
  'final',
  'legal',
  'these-rules',
  'close-code',
  'shorter',
  'fragments',
  'control-between',
  'text',
  'compressed',
  'handshake',
  'subprotocol',
  'origin',
  'one-event',
  'event-type',
  'event-data',
  'event-id',
  'chunks',
  'body',
  'setting',
  'delay',
  'cost',
] as const;

export type Lack = (typeof LACKS)[number];

/** Whether an answer is right, what it did, and what it lacks: ids, which the page puts into words. */
export interface Verdict {
  readonly right: boolean;
  readonly did: readonly Did[];
  readonly lacks: readonly Lack[];
}

export const verdictOf = (did: readonly Did[], lacks: readonly (Lack | null)[]): Verdict => {
  const missing = lacks.filter((lack) => lack !== null);
  return { right: missing.length === 0, did, lacks: missing };
};

/** Of an answer without bytes. */
export const NOTHING: Verdict = verdictOf([{ id: 'nothing' }], ['something']);
