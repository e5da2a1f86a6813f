import {
  leavesOf,
  sourceOf,
  type Annotation,
  type ByteSource,
  type Field,
  type SourceId,
} from '../../codec/annotation.ts';
import { keyOf } from './field-key.ts';
import { wirePayload } from './light.ts';
import type { Placed } from './pieces.ts';

/** A field's part of one byte: an underline under some of its eight bits. */
export interface Segment extends Placed {
  readonly field: Field;
  /** First bit of the part within its byte. */
  readonly from: number;
  /** The first segment stands for the whole field in the accessibility tree. */
  readonly first: boolean;
}

export interface HexCell {
  /** Index in its source. */
  readonly at: number;
  readonly hex: string;
  readonly character: string;
  readonly segments: readonly Segment[];
}

export interface HexRow {
  readonly source: SourceId;
  /** Always eight digits, so that every offset column is as wide as the next. */
  readonly offset: string;
  /** Empty places before the first byte, where the bytes stand under others. */
  readonly lead: number;
  readonly cells: readonly HexCell[];
}

/** The character of a byte in the column of text; a dot for what has no glyph in ASCII. */
export const characterOf = (byte: number): string =>
  byte >= 0x20 && byte <= 0x7e ? String.fromCharCode(byte) : '·';

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

interface Column {
  readonly source: ByteSource;
  readonly leaves: readonly Field[];
  /** What a byte without a field of its own belongs to. */
  readonly cover: Field | null;
  /** Place of its first byte in the rows of the source above it. */
  readonly shift: number;
}

/** Builds the cells of one row; `row` tells the arrow keys which rows are neighbours. */
function cellsOf(column: Column, from: number, to: number, perRow: number, row: number) {
  const cells: HexCell[] = [];
  let next = column.leaves.findIndex(({ range }) => range.end > from * 8);
  for (let at = from; at < to; at++) {
    const start = at * 8;
    const place = ((at + column.shift) % perRow) * 8;
    const segments: Segment[] = [];
    for (let i = Math.max(next, 0); i < column.leaves.length; i++) {
      const field = column.leaves[i]!;
      if (field.range.start >= start + 8) break;
      if (field.range.end <= start) continue;
      next = i;
      const left = Math.max(field.range.start, start) - start;
      const span = Math.min(field.range.end, start + 8) - start - left;
      const first = field.range.start >= start;
      const key = keyOf(field);
      segments.push({ key, field, row, column: place + left, span, from: left, first });
    }
    if (segments.length === 0 && column.cover) {
      const { cover } = column;
      const key = keyOf(cover);
      segments.push({ key, field: cover, row, column: place, span: 8, from: 0, first: false });
    }
    const byte = column.source.bytes[at]!;
    cells.push({ at, hex: hex(byte, 2), character: characterOf(byte), segments });
  }
  return cells;
}

/**
 * The first `limit` bytes of a source in rows. Under each row of the wire that holds masked payload
 * stands a row of the same bytes unmasked, byte under byte.
 */
export function hexRows(
  annotation: Annotation,
  id: SourceId,
  perRow: number,
  limit: number,
): HexRow[] {
  const source = sourceOf(annotation, id);
  if (!source) return [];
  const main: Column = { source, leaves: leavesOf(annotation.root, id), cover: null, shift: 0 };
  const payload = wirePayload(annotation);
  const plain = id === 'wire' && payload ? sourceOf(annotation, 'unmasked') : undefined;
  const beside: Column | null = plain
    ? {
        source: plain,
        leaves: leavesOf(annotation.root, 'unmasked'),
        cover: payload,
        shift: payload!.range.start / 8,
      }
    : null;

  const rows: HexRow[] = [];
  const end = Math.min(source.bytes.length, limit);
  for (let from = 0; from < end; from += perRow) {
    const to = Math.min(from + perRow, end);
    const cells = cellsOf(main, from, to, perRow, rows.length);
    rows.push({ source: id, offset: hex(source.base + from, 8), lead: 0, cells });
    if (!beside) continue;
    const first = Math.max(from - beside.shift, 0);
    const last = Math.min(to - beside.shift, beside.source.bytes.length);
    if (last <= first) continue;
    rows.push({
      source: beside.source.id,
      offset: hex(first, 8),
      lead: first + beside.shift - from,
      cells: cellsOf(beside, first, last, perRow, rows.length),
    });
  }
  return rows;
}

/** Every segment of the rows, for the arrow keys. */
export const segmentsOf = (rows: readonly HexRow[]): Segment[] =>
  rows.flatMap((row) => row.cells.flatMap((cell) => [...cell.segments]));

/** Bytes in a row by the width of the container; 16 until it has been measured. */
export const perRowFor = (width: number): 8 | 16 => (width === 0 || width >= 560 ? 16 : 8);

/** How many of `length` bytes are shown: a few rows at first, and never without limit. */
export const clippedBytes = (length: number, all: boolean): number =>
  Math.min(length, all ? 4096 : 128);
