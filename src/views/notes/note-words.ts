import type { Messages } from '../../i18n/words.ts';
import type { Row } from '../../trace/row.ts';
import { kindOfRow } from '../capture/row-words.ts';
import type { NotedPlace } from './shown.ts';

/** What a note is called after: `Frame 2`, `Row 1 · GET`, `Connection 3 · row 12`. */
export function nameOfPlace(
  { connection, row }: NotedPlace,
  found: Row | undefined,
  many: boolean,
  { notes, decode }: Pick<Messages, 'notes' | 'decode'>,
): string {
  const number = notes.place.row(row + 1);
  const named =
    found === undefined
      ? number
      : found.frame !== null
        ? decode.problems.place.frame(found.frame.number + 1)
        : notes.place.kind(number, kindOfRow(found, decode));
  return many ? notes.place.other(connection + 1, named) : named;
}

/** Lines as they were typed, whatever ends them. */
export const linesOf = (text: string): string[] => text.split(/\r\n|[\r\n\u2028\u2029]/);
