import { readPaste } from '../capture/paste.ts';
import { hexOf } from '../codec/bytes.ts';
import type { InputKind, NoteId } from '../trace/input.ts';
import type { Direction } from '../trace/direction.ts';
import type { WirePiece } from './elements.ts';

/** Notes on what is meant so in a lesson. */
const HARMLESS: readonly NoteId[] = [
  'input/direction-marked',
  'input/line-breaks',
  'input/body-as-text',
];

/** What is wrong with bytes as written, and in which line, from 0. */
export interface WireFault {
  readonly problem: string;
  readonly line: number;
}

const HTTP = /^[<> ]*(HTTP\/\d|[A-Za-z]+ \S+ HTTP\/)/mu;

/** Lines as the decoder reads them: hex, or HTTP text with hex after it; `>` and `<` say who sends. */
export function readWire(
  text: string,
  direction: Direction | null,
): readonly WirePiece[] | WireFault {
  const kind: InputKind = HTTP.test(text) ? 'http-text' : 'hex';
  const { readings, trace } = readPaste([
    { content: text, kind, ...(direction === null ? {} : { direction }) },
  ]);
  const pieces = readings.flatMap((reading) => reading.pieces);
  if (pieces.length === 0) return { problem: 'there are no bytes', line: 0 };
  const note = trace.input.notes.find(({ id }) => !HARMLESS.includes(id));
  if (note?.id === 'input/direction-guessed') {
    return { problem: 'nothing says who sends: sender=… or > and < are needed', line: 0 };
  }
  if (note) {
    const line = text.slice(0, note.at).split('\n').length - 1;
    return { problem: `cannot be read: ${note.id} ${note.detail}`.trim(), line };
  }
  return pieces.map((piece) => ({ direction: piece.direction, hex: hexOf(piece.bytes) }));
}

export const isWireFault = (read: readonly WirePiece[] | WireFault): read is WireFault =>
  'problem' in read;
