/** What a person types into keeps its letters. */
const TYPED = 'input, textarea, select, [contenteditable]';

/**
 * Whether a key asks for the note of the row looked at. Listened to within the conversation alone: a letter that
 * does something wherever the focus is gets in the way of who dictates (WCAG 2.1.4).
 */
export function isNoteKey(event: KeyboardEvent): boolean {
  const { key, target } = event;
  if (key !== 'n' || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
  return !(target instanceof Element && target.closest(TYPED) !== null);
}
