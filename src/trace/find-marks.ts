/** What has been found out of a row, as bits. */
export const IS_CANDIDATE = 1;
export const HAS_TEXT = 2;
export const HAS_BYTES = 4;

/** What has been found out of each row; one for which all of `whole` holds is a match. */
export interface Marks {
  readonly found: number;
  add(row: number, bits: number): void;
  /** The rows that match, in order. */
  rows(): Uint32Array<ArrayBuffer>;
}

export function createMarks(length: number, whole: number): Marks {
  const marks = new Uint8Array(length);
  let found = 0;
  return {
    get found() {
      return found;
    },
    add(row, bits) {
      const before = marks[row]!;
      const after = before | bits;
      marks[row] = after;
      if (after === whole && before !== whole) found++;
    },
    rows() {
      const rows = new Uint32Array(found);
      let count = 0;
      for (let row = 0; row < length; row++) if (marks[row] === whole) rows[count++] = row;
      return rows;
    },
  };
}
