/** Rows of a conversation are all this high, in CSS pixels. */
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

const scaled = (count: number, rowHeight: number): boolean => count * rowHeight > MOST_HEIGHT;

/** The rows to draw when `scrollTop` pixels are above a view `viewHeight` pixels high. */
export function windowAt(
  count: number,
  scrollTop: number,
  viewHeight: number,
  rowHeight = ROW_HEIGHT,
): ListWindow {
  const height = Math.min(count * rowHeight, MOST_HEIGHT);
  const position = rowAtTop(count, scrollTop, viewHeight, rowHeight);
  const first = Math.max(Math.floor(position), 0);
  const last = Math.min(Math.ceil(position + viewHeight / rowHeight) + 1, count);
  // Where the space is too low for all rows, the drawn ones stand relative to the view.
  const top = scaled(count, rowHeight)
    ? scrollTop - (position - first) * rowHeight
    : first * rowHeight;
  return { height, first, last, top };
}

/** The row, with its fraction, at the top of the view. */
export function rowAtTop(
  count: number,
  scrollTop: number,
  viewHeight: number,
  rowHeight = ROW_HEIGHT,
): number {
  if (!scaled(count, rowHeight)) return scrollTop / rowHeight;
  const range = Math.max(MOST_HEIGHT - viewHeight, 1);
  return Math.min(scrollTop / range, 1) * (count - viewHeight / rowHeight);
}

/** Where to scroll so that a row, with its fraction, is at the top of the view. */
export function scrollToTop(
  count: number,
  row: number,
  viewHeight: number,
  rowHeight = ROW_HEIGHT,
): number {
  const last = Math.max(count - viewHeight / rowHeight, 0);
  const wanted = Math.min(Math.max(row, 0), last);
  if (!scaled(count, rowHeight)) return wanted * rowHeight;
  return (wanted / last) * (MOST_HEIGHT - viewHeight);
}

/** Where to scroll so that a row is in view; the same place where it is already. */
export function scrollToRow(
  count: number,
  row: number,
  scrollTop: number,
  viewHeight: number,
  rowHeight = ROW_HEIGHT,
): number {
  const inView = viewHeight / rowHeight;
  const position = rowAtTop(count, scrollTop, viewHeight, rowHeight);
  if (row >= position && row + 1 <= position + inView) return scrollTop;
  const wanted = row < position ? row : row + 1 - inView;
  if (!scaled(count, rowHeight)) return Math.max(wanted, 0) * rowHeight;
  const range = MOST_HEIGHT - viewHeight;
  // Browsers round to whole pixels, and a pixel may be several rows: the nearest whole one that shows it all.
  const pixel = (wanted / (count - inView)) * range;
  return Math.min(Math.max(row < position ? Math.floor(pixel) : Math.ceil(pixel), 0), range);
}
