/** What a visitor may paste or drop. */
export const INPUT_KINDS = [
  'hex',
  'base64',
  'xxd',
  'hexdump',
  'http-text',
  'binary',
] as const;

export type InputKind = (typeof INPUT_KINDS)[number];

/** What reading the input has to say aloud; each has words in every language. */
export const NOTE_IDS = [
  'input/empty',
  'input/odd-nibble',
  'input/stray-character',
  'input/offset-jump',
  'input/repeated-lines',
  'input/base64-length',
  'input/kind-guessed',
  'input/direction-guessed',
  'input/direction-marked',
  'input/too-large',
] as const;

export type NoteId = (typeof NOTE_IDS)[number];

/** Something said about the input. `at` counts characters of a text, bytes of a file. */
export interface Note {
  readonly id: NoteId;
  readonly at: number;
  readonly detail: string;
}
