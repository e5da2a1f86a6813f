import type { LiteralVisitor } from './visitor.ts';
import { readString, type StringStyle } from './strings.ts';
import type { Mode } from './words.ts';

/** A string that is being read: it may be longer than a step, or go on in the next line. */
export interface OpenString {
  readonly at: number;
  readonly quote: string | null;
  /** Where what follows it begins, if that is more than its quote. */
  readonly after: number | undefined;
  read(from: number, end: number, limit: number): number;
  /** A backslash ends the line. */
  continues(end: number): boolean;
  close(): void;
}

export function createOpenString(
  text: string,
  mode: Mode | 'text',
  style: StringStyle,
  at: number,
  visitor: LiteralVisitor,
  after?: number,
): OpenString {
  const { quote } = style;
  const stopAt = (from: number, end: number): number => {
    let to = from;
    while (to < end && text[to] !== quote) to++;
    return to;
  };
  return {
    at,
    quote,
    after,
    read(from, end, limit) {
      if (mode === 'hex') return visitor.hex(from, stopAt(from, end), limit);
      if (mode !== 'base64') return readString(text, from, end, limit, style, visitor);
      const to = stopAt(from, Math.min(end, Math.max(limit, from + 1)));
      visitor.base64(from, to);
      return to;
    },
    continues: (end) => quote !== null && !style.raw && text[end - 1] === '\\',
    close() {
      if (mode === 'base64') visitor.endBase64();
    },
  };
}
