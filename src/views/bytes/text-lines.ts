import { leavesOf, sourceOf, type Annotation, type Field } from '../../codec/annotation.ts';
import { looseTextOf } from '../../codec/utf8.ts';
import { keyOf } from './field-key.ts';
import type { Placed } from './pieces.ts';
import { shorten } from './safe-text.ts';

/** A field of an HTTP head, a chunk or an event as text; its column and span are characters. */
export interface TextPiece extends Placed {
  readonly field: Field;
  readonly text: string;
}

const latin1 = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

/** More lines than any head that was meant well. */
export const MOST_LINES = 200;
const MOST_CHARACTERS = 4000;

/** An event stream is UTF-8, HTML §9.2.5, and most bodies are; a head is one character a byte, RFC 9110 §5.5. */
const textOf = ({ unit }: Annotation, bytes: Uint8Array): string =>
  unit === 'http.message' ? latin1(bytes) : looseTextOf(bytes);

/** A unit of text in its own lines: each ends after its line end. */
export function textLines(annotation: Annotation): TextPiece[][] {
  const bytes = sourceOf(annotation, 'wire')?.bytes ?? new Uint8Array();
  const lines: TextPiece[][] = [];
  let line: TextPiece[] = [];
  let column = 0;
  for (const field of leavesOf(annotation.root)) {
    if (lines.length === MOST_LINES) return lines;
    const all = textOf(annotation, bytes.subarray(field.range.start / 8, field.range.end / 8));
    const text = shorten(all, MOST_CHARACTERS);
    line.push({ key: keyOf(field), field, text, row: lines.length, column, span: text.length });
    column += text.length;
    if (!field.id.endsWith('.line-end')) continue;
    lines.push(line);
    line = [];
    column = 0;
  }
  return line.length > 0 ? [...lines, line] : lines;
}
