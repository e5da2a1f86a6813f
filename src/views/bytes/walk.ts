import type { FieldKey } from './field-key.ts';
import type { Placed } from './pieces.ts';

/** The field that the eye meets when it leaves a field upwards or downwards. */
function vertical(placed: readonly Placed[], current: FieldKey, step: 1 | -1): FieldKey {
  const own = placed.filter((piece) => piece.key === current);
  const from = step === 1 ? own[0]! : own[own.length - 1]!;
  const middle = from.column + from.span / 2;
  const rows = [...new Set(placed.map((piece) => piece.row))].sort((a, b) => (a - b) * step);
  for (const row of rows) {
    if ((row - from.row) * step <= 0) continue;
    const inRow = placed.filter((piece) => piece.row === row);
    const at =
      inRow.find((p) => p.column <= middle && middle < p.column + p.span) ??
      inRow[inRow.length - 1]!;
    if (at.key !== current) return at.key;
  }
  return current;
}

/**
 * Where a key leads from the current field: another field, null to clear the choice,
 * undefined where the key means nothing here.
 */
export function walk(
  placed: readonly Placed[],
  current: FieldKey | null,
  key: string,
): FieldKey | null | undefined {
  if (key === 'Escape') return current === null ? undefined : null;
  const order = [...new Set(placed.map((piece) => piece.key))];
  const at = current === null ? -1 : order.indexOf(current);
  switch (key) {
    case 'Home':
      return order[0];
    case 'End':
      return order[order.length - 1];
    case 'ArrowRight':
      return order[Math.min(at + 1, order.length - 1)];
    case 'ArrowLeft':
      return order[Math.max(at - 1, 0)];
    case 'ArrowDown':
    case 'ArrowUp':
      if (at < 0) return order[0];
      return vertical(placed, order[at]!, key === 'ArrowDown' ? 1 : -1);
    case 'Enter':
    case ' ':
      return order[Math.max(at, 0)];
    default:
      return undefined;
  }
}

/** The same for a key event: takes it where it means something, leaves shortcuts alone. */
export function walkOn(
  event: KeyboardEvent,
  placed: readonly Placed[],
  current: FieldKey | null,
): FieldKey | null | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || placed.length === 0) return undefined;
  const to = walk(placed, current, event.key);
  if (to !== undefined) event.preventDefault();
  return to;
}
