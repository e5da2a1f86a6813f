import type { Mark } from '../../trace/marks.ts';
import type { Direction } from '../../trace/trace.ts';
import type { LayerId } from './layers.ts';

/** Colours by meaning; `lane` is the lane's own. */
export const PAINTS = [
  'ink',
  'muted',
  'line-strong',
  'lane',
  'surface',
  'violation',
  'warning',
] as const;

export type Paint = (typeof PAINTS)[number];

/** What a shape stands for. Times are seconds. */
export type Meaning =
  | {
      readonly kind: 'transfer';
      /** Places, as in `Choice`. */
      readonly connection: number;
      readonly direction: Direction;
      readonly transfer: number;
      readonly from: number;
      readonly to: number;
      /** How many left at the very same time: this one, and others below it. */
      readonly count: number;
    }
  | {
      /** Too many to be told apart at this scale. */
      readonly kind: 'many';
      readonly what: Direction | LayerId;
      readonly from: number;
      readonly to: number;
      readonly count: number;
    }
  | {
      readonly kind: 'mark';
      readonly what: LayerId;
      readonly from: number;
      readonly to: number;
      /** Null for what bytes alone told. */
      readonly mark: Mark | null;
      /** The place of the connection, where there is no mark. */
      readonly connection: number | null;
    };

interface Painted {
  readonly paint: Paint;
  readonly alpha: number;
  /** Null for what only leads the eye. */
  readonly of: Meaning | null;
}

export interface LineShape extends Painted {
  readonly shape: 'line';
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly width: number;
  readonly dashed: boolean;
  /** The length of the arrow head at the second point; 0 for none. */
  readonly head: number;
}

export interface BarShape extends Painted {
  readonly shape: 'bar';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly radius: number;
  /** Its edge is drawn in full colour too. */
  readonly edged: boolean;
}

export interface DotShape extends Painted {
  readonly shape: 'dot';
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly hollow: boolean;
}

export interface CrossShape extends Painted {
  readonly shape: 'cross';
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** Text that interrupts what is behind it. */
export interface TextShape extends Painted {
  readonly shape: 'text';
  /** The middle. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly text: string;
}

export type Shape = LineShape | BarShape | DotShape | CrossShape | TextShape;
