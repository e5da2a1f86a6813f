import type { InputKind, ReasonId } from '../trace/input.ts';

/** What an input was taken for. */
export interface Detection {
  readonly kind: InputKind;
  readonly reason: ReasonId;
  /** False where another kind fits too, or where not all of the text fits. */
  readonly certain: boolean;
  /** Other kinds that it could be, the likelier first. */
  readonly alternatives: readonly InputKind[];
}
