/** A run of a text made safe to look at: plain, or the visible stand-in of what cannot be seen. */
export interface Run {
  readonly kind: 'plain' | 'mark';
  readonly text: string;
}

/** Control characters, marks that reorder or hide text, and halves of surrogate pairs. */
const UNSEEN =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The names of the control characters in ASCII: every font has their letters, few have pictures of them. */
const CONTROLS =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(
    ' ',
  );

function standIn(character: string): string {
  const code = character.charCodeAt(0);
  if (code === 0x7f) return 'DEL';
  if (code < 0x20) return CONTROLS[code]!;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Splits a text into runs; no run holds a character that moves or hides its neighbours. */
export function safeRuns(text: string): Run[] {
  const runs: Run[] = [];
  let at = 0;
  for (const match of text.matchAll(UNSEEN)) {
    if (match.index > at) runs.push({ kind: 'plain', text: text.slice(at, match.index) });
    runs.push({ kind: 'mark', text: standIn(match[0]) });
    at = match.index + 1;
  }
  if (at < text.length) runs.push({ kind: 'plain', text: text.slice(at) });
  return runs;
}

/** The same as one string, for names that a screen reader speaks. */
export const safeText = (text: string): string =>
  text.replace(UNSEEN, (character) => ` ${standIn(character)} `);

/** The first characters of a text, never half a surrogate pair. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = /[\ud800-\udbff]/.test(text[most - 1]!) ? most - 1 : most;
  return `${text.slice(0, end)}…`;
}
