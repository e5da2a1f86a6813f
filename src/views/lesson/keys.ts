/** What has arrows of its own. */
const OWN =
  'input, textarea, select, [contenteditable], [role="listbox"], [role="slider"], [role="grid"], [role="application"], [popover]:popover-open, pre[tabindex], [role="region"][tabindex]';

const owns = (target: EventTarget | null): boolean => {
  if (!(target instanceof Element)) return false;
  try {
    return target.closest(OWN) !== null;
  } catch {
    // A browser that knows no popover knows no such selector.
    return target.closest('input, textarea, select, [role]') !== null;
  }
};

/** Where an arrow key leads from a step; null for any other key, and where something else takes it. */
export function stepKey(event: KeyboardEvent): 1 | -1 | null {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) {
    return null;
  }
  if (owns(event.target)) return null;
  return event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : null;
}
