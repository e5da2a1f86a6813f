/** Rows `[from, to)`. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

/** Rows chosen together, in runs: a choice of a million rows is one of them. Never changed, only replaced. */
export class RowSelection {
  static readonly NONE = new RowSelection([]);
  /** In order, apart from each other. */
  readonly ranges: readonly RowRange[];
  readonly count: number;

  private constructor(ranges: readonly RowRange[]) {
    this.ranges = ranges;
    this.count = ranges.reduce((sum, { from, to }) => sum + to - from, 0);
  }

  static of(rows: Uint32Array): RowSelection {
    return RowSelection.NONE.with(runsOf(rows));
  }

  static between(one: number, other: number): RowSelection {
    return new RowSelection([{ from: Math.min(one, other), to: Math.max(one, other) + 1 }]);
  }

  has(row: number): boolean {
    let low = 0;
    let high = this.ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.ranges[middle]!.to <= row) low = middle + 1;
      else high = middle;
    }
    return low < this.ranges.length && this.ranges[low]!.from <= row;
  }

  with(added: readonly RowRange[]): RowSelection {
    const sorted = [...this.ranges, ...added].sort((a, b) => a.from - b.from);
    const joined: { from: number; to: number }[] = [];
    for (const { from, to } of sorted) {
      const last = joined.at(-1);
      if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
      else joined.push({ from, to });
    }
    return new RowSelection(joined);
  }

  without(row: number): RowSelection {
    return new RowSelection(
      this.ranges.flatMap(({ from, to }) =>
        row < from || row >= to
          ? [{ from, to }]
          : [
              { from, to: row },
              { from: row + 1, to },
            ].filter((part) => part.to > part.from),
      ),
    );
  }

  toggled(row: number): RowSelection {
    return this.has(row) ? this.without(row) : this.with([{ from: row, to: row + 1 }]);
  }

  /** Every row, in order. */
  rows(): Uint32Array {
    const rows = new Uint32Array(this.count);
    let at = 0;
    for (const { from, to } of this.ranges) for (let row = from; row < to; row++) rows[at++] = row;
    return rows;
  }
}

/** Rows in order as runs of neighbours. */
function runsOf(rows: Uint32Array): RowRange[] {
  const runs: { from: number; to: number }[] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last?.to === row) last.to = row + 1;
    else runs.push({ from: row, to: row + 1 });
  }
  return runs;
}
