import type { Carried } from './address.ts';

/** What one pane holds: typed text, or something too large to show or not text at all. */
export interface Pane {
  readonly text: string;
  readonly held: Held | null;
}

export interface Held {
  /** A file's name; null for pasted text. */
  readonly name: string | null;
  readonly size: number;
  readonly content: Blob;
}

export const EMPTY_PANE: Pane = { text: '', held: null };

/** Text beyond this many characters is held aside: a text box of megabytes makes a page stutter. */
export const MOST_TYPED = 200_000;

export const paneOfText = (text: string): Pane =>
  text.length > MOST_TYPED ? { text: '', held: heldText(text) } : { text, held: null };

/** A Blob of this type, without a name, is pasted text to the worker. */
function heldText(text: string): Held {
  const content = new Blob([text], { type: 'text/plain' });
  return { name: null, size: content.size, content };
}

export function paneOfCarried(carried: Carried): Pane {
  if ('text' in carried) return paneOfText(carried.text);
  const content = new Blob([carried.bytes]);
  return { text: '', held: { name: carried.name, size: content.size, content } };
}

export async function carriedByPane({ text, held }: Pane): Promise<Carried> {
  if (held === null) return { text };
  if (held.name === null) return { text: await held.content.text() };
  return { name: held.name, bytes: new Uint8Array(await held.content.arrayBuffer()) };
}

/** Whether these are the same bytes to read; what surrounds a text, and empty panes, count for nothing. */
export function isSameInput(one: readonly Pane[], other: readonly Pane[]): boolean {
  const [a, b] = [one.filter(isFilled), other.filter(isFilled)];
  return (
    a.length === b.length &&
    a.every(({ text, held }, i) => {
      const same = b[i]!;
      return held?.content === same.held?.content && text.trim() === same.text.trim();
    })
  );
}

const isFilled = ({ text, held }: Pane): boolean => held !== null || text.trim() !== '';
