/** What a visitor may paste or drop. */
export const INPUT_KINDS = [
  'hex',
  'base64',
  'xxd',
  'hexdump',
  'http-text',
  'pcap',
  'pcapng',
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
  'input/too-large',
  'input/more-notes',
  'input/gzip',
  'input/gzip-damaged',
  'input/gzip-too-large',
  'input/gzip-cut',
  'input/not-a-capture',
  'input/file-cut',
  'input/file-comment',
  'input/pcap-variant',
  'input/record-length',
  'input/section-magic',
  'input/block-length',
  'input/block-lengths-differ',
  'input/block-too-large',
  'input/captured-length',
  'input/no-interface',
  'input/link-type',
  'input/packets-unreadable',
  'input/packets-cut',
  'input/packets-left-aside',
  'input/time-backwards',
  'input/fragments-overlap',
  'input/fragments-missing',
  'input/overlap-differs',
  'input/bytes-after-end',
  'input/bytes-missing',
  'input/gap-too-large',
  'input/streams-too-large',
  'input/connections-left-out',
] as const;

export type NoteId = (typeof NOTE_IDS)[number];

/** Something said about the input. `at` counts characters of a text, bytes of a file. */
export interface Note {
  readonly id: NoteId;
  readonly at: number;
  readonly detail: string;
}
