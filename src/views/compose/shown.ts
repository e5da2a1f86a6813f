import type { Annotation } from '../../codec/annotation.ts';
import type { FramePatch, NewFrame } from '../../composer/frames/change.ts';
import type { Draft, DraftUnit } from '../../composer/frames/draft.ts';
import type { Fragments } from '../../composer/frames/fragments.ts';
import type { Judgement } from '../../composer/frames/judge.ts';
import type { RfcPreset } from '../../composer/frames/presets.ts';
import type { RuleId } from '../../codec/ids.ts';
import type { Direction } from '../../trace/direction.ts';

/** What the views need of whoever holds a draft. */
export interface ShownComposer {
  readonly draft: Draft;
  readonly selected: number;
  readonly unit: DraftUnit | null;
  readonly annotation: Annotation | null;
  readonly judgement: Judgement | null;
  readonly fragments: Fragments | null;
  /** The rule whose example is shown, and which of the two. */
  readonly example: { readonly rule: RuleId; readonly breaks: boolean } | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly full: boolean;
  readonly linkable: boolean;
  readonly address: string;
  select(unit: number): void;
  /** Another draft; `kind` puts changes of one kind into one step back. */
  edit(draft: Draft, selected?: number, kind?: string | null): void;
  change(unit: DraftUnit, kind?: string | null): void;
  flip(bit: number): void;
  addNew(kind: NewFrame): void;
  duplicate(): void;
  remove(): void;
  move(step: 1 | -1): void;
  turn(direction: Direction): void;
  mask(masked: boolean): void;
  cut(place: number): void;
  moveCut(mark: number, to: number): void;
  joinCut(mark: number): void;
  resync(): void;
  openPreset(preset: RfcPreset): void;
  undo(): void;
  redo(): void;
  plain(): Promise<Uint8Array | null>;
  pcapng(comment: string): Promise<Blob>;
}

/** Changes fields of the frame looked at; changes of one kind are one step back. */
export type PatchFrame = (patch: FramePatch, kind?: string) => void;
