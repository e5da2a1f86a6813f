import type { Row } from '../../trace/row.ts';

/** A row of what was opened. */
export interface NotedPlace {
  readonly connection: number;
  readonly row: number;
}

export interface ShownNote extends NotedPlace {
  readonly text: string;
}

/** The notes on what was opened, as views need them of whoever holds them. */
export interface ShownNotes {
  readonly all: readonly ShownNote[];
  /** The row whose note is being written. */
  readonly editing: NotedPlace | null;
  /** What was taken away last and can be brought back. */
  readonly taken: {
    readonly notes: readonly ShownNote[];
    readonly why: 'removed' | 'other-input';
  } | null;
  /** What a link carries. */
  readonly most: { readonly notes: number; readonly characters: number };
  readonly full: boolean;
  /** Empty where there is none. */
  textOf(place: NotedPlace): string;
  has(place: NotedPlace): boolean;
  /** Undefined where it is not known. */
  rowOf(place: NotedPlace): Row | undefined;
  edit(place: NotedPlace): void;
  write(place: NotedPlace, text: string): void;
  /** Nobody is writing any more. */
  settle(): void;
  remove(place: NotedPlace): void;
  undo(): void;
}
