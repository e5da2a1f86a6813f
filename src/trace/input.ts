/** What a visitor may paste or drop. */
export const INPUT_KINDS = [
  'hex',
  'base64',
  'xxd',
  'hexdump',
  'od',
  'tcpdump',
  'literal',
  'url-encoded',
  'data-url',
  'pem',
  'http-text',
  'curl-trace',
  'binary',
] as const;

export type InputKind = (typeof INPUT_KINDS)[number];

/** Why the input was taken for its kind; each has words in every language. */
export const REASON_IDS = [
  'chosen',
  'nothing',
  'xxd-rows',
  'hexdump-rows',
  'hex-prefixed',
  'hex-pairs',
  'hex-solid',
  'hex-mostly',
  'base64-alphabet',
  'base64-mostly',
  'od-rows',
  'tcpdump-rows',
  'literal-syntax',
  'literal-decimals',
  'percent-escapes',
  'data-url',
  'pem-lines',
  'curl-trace-lines',
  'http-start-line',
  'not-text',
] as const;

export type ReasonId = (typeof REASON_IDS)[number];

/** What reading the input has to say aloud; each has words in every language. */
export const NOTE_IDS = [
  'input/empty',
  'input/not-recognised',
  'input/not-this-kind',
  'input/kind-guessed',
  'input/several-kinds',
  'input/direction-guessed',
  'input/direction-marked',
  'input/order-unknown',
  'input/odd-nibble',
  'input/stray-character',
  'input/comments',
  'input/full-width',
  'input/skipped-line',
  'input/offset-jump',
  'input/repeated-lines',
  'input/repeat-without-end',
  'input/byte-order',
  'input/gutter-mismatch',
  'input/base64-length',
  'input/base64-bits',
  'input/line-breaks',
  'input/head-end-added',
  'input/body-as-text',
  'input/commands',
  'input/log-prefixes',
  'input/log-words',
  'input/curl-remarks',
  'input/outside-literal',
  'input/left-by-tool',
  'input/not-a-byte',
  'input/unclosed-string',
  'input/unknown-escape',
  'input/characters-as-bytes',
  'input/plus-is-space',
  'input/armour-header',
  'input/derived-data',
  'input/packets',
  'input/packets-without-bytes',
  'input/tls-records',
  'input/characters-only',
  'input/dots',
  'input/section-length',
  'input/too-large',
  'input/more-notes',
] as const;

export type NoteId = (typeof NOTE_IDS)[number];

/** Something said about the input. `at` counts characters of a text, bytes of a file. */
export interface Note {
  readonly id: NoteId;
  readonly at: number;
  readonly detail: string;
}
