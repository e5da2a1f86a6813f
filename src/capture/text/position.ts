import { CR, LF } from './characters.ts';

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Line and column, both from 1; LF, CRLF and CR end a line. */
export function lineAndColumn(text: string, at: number): Position {
  const end = Math.max(0, Math.min(at, text.length));
  let line = 1;
  let start = 0;
  for (let i = 0; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === LF || (code === CR && text.charCodeAt(i + 1) !== LF)) {
      line++;
      start = i + 1;
    }
  }
  return { line, column: end - start + 1 };
}
