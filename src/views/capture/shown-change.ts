import type { BytePlace } from '../../composer/changed/edits.ts';
import type { Difference } from '../../composer/changed/difference.ts';
import type { Verdict } from '../../composer/changed/verdict.ts';
import type { Comparison } from '../../composer/compare/conversations.ts';
import type { Tail } from '../../codec/websocket/scan.ts';
import type { Row } from '../../trace/row.ts';
import type { Direction } from '../../trace/trace.ts';
import type { ShownSummary, ShownUnit } from './shown.ts';

type RowsOf = ReadonlyMap<number, Row>;

/** A byte that is another now. */
export interface ShownEdit extends BytePlace {
  readonly was: number;
  readonly byte: number;
}

/** A changed conversation as views need it. */
export interface ShownChanged {
  readonly summary: ShownSummary & {
    readonly incomplete: Readonly<Record<Direction, Pick<Tail, 'need' | 'have'> | null>>;
  };
  readonly difference: Difference;
  readonly verdict: Verdict;
  readonly before: Verdict;
}

export interface ShownWhatIf {
  readonly on: boolean;
  readonly changed: ShownChanged | null;
  readonly detail: ShownUnit | null;
  readonly originals: RowsOf;
  readonly rows: RowsOf;
  readonly edits: readonly ShownEdit[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly share: number | null;
  readonly failed: boolean;
}

/** What may be done about it. */
export interface WhatIfDeeds {
  readonly onturn: (on: boolean) => void;
  readonly onedit: (edit: ShownEdit) => void;
  readonly onundo: () => void;
  readonly onredo: () => void;
  readonly onkeep: () => void;
  readonly onlook: (place: BytePlace) => void;
  /** A row of the changed reading. */
  readonly onrow: (row: number) => void;
}

interface ShownSide {
  readonly summary: ShownSummary & { readonly bytes: Readonly<Record<Direction, number>> };
  readonly rows: RowsOf;
}

export interface ShownComparison extends Comparison {
  readonly one: ShownSide;
  readonly other: ShownSide;
}

export interface ShownCompare {
  readonly units: { readonly one: ShownUnit; readonly other: ShownUnit } | null;
  readonly conversations: ShownComparison | null;
  readonly share: number | null;
  readonly failed: boolean;
}
