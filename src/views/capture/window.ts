/** Rows are all this high, in CSS pixels. */
export const ROW_HEIGHT = 36;

/** Browsers allow no element higher than some 16 million pixels; beyond this, scrolling is by fraction. */
export const MOST_HEIGHT = 8_000_000;

/** What a virtual list shows: rows `[first, last)`, drawn `top` pixels down a space `height` pixels high. */
export interface ListWindow {
  readonly height: number;
  readonly first: number;
  readonly last: number;
  readonly top: number;
}

const scaled = (count: number): boolean => count * ROW_HEIGHT > MOST_HEIGHT;

/** The rows to draw when `scrollTop` pixels are above a view `viewHeight` pixels high. */
export function windowAt(count: number, scrollTop: number, viewHeight: number): ListWindow {
  const height = Math.min(count * ROW_HEIGHT, MOST_HEIGHT);
  const position = firstRowAt(count, scrollTop, viewHeight);
  const first = Math.max(Math.floor(position), 0);
  const last = Math.min(Math.ceil(position + viewHeight / ROW_HEIGHT) + 1, count);
  // Where the space is too low for all rows, the drawn ones stand relative to the view.
  const top = scaled(count) ? scrollTop - (position - first) * ROW_HEIGHT : first * ROW_HEIGHT;
  return { height, first, last, top };
}

/** The row, with its fraction, at the top of the view. */
function firstRowAt(count: number, scrollTop: number, viewHeight: number): number {
  if (!scaled(count)) return scrollTop / ROW_HEIGHT;
  const range = Math.max(MOST_HEIGHT - viewHeight, 1);
  return Math.min(scrollTop / range, 1) * (count - viewHeight / ROW_HEIGHT);
}

/** Where to scroll so that a row is in view; the same place where it is already. */
export function scrollToRow(
  count: number,
  row: number,
  scrollTop: number,
  viewHeight: number,
): number {
  const inView = viewHeight / ROW_HEIGHT;
  const position = firstRowAt(count, scrollTop, viewHeight);
  if (row >= position && row + 1 <= position + inView) return scrollTop;
  const wanted = row < position ? row : row + 1 - inView;
  if (!scaled(count)) return Math.max(wanted, 0) * ROW_HEIGHT;
  const range = MOST_HEIGHT - viewHeight;
  // Browsers round to whole pixels, and a pixel may be several rows: the nearest whole one that shows it all.
  const pixel = (wanted / (count - inView)) * range;
  return Math.min(Math.max(row < position ? Math.floor(pixel) : Math.ceil(pixel), 0), range);
}
