import { leavesOf, type Annotation } from '../../codec/annotation.ts';
import { fieldColour } from '../bytes/field-class.ts';
import { fieldOf, type FieldKey } from '../bytes/field-key.ts';

/** Neighbouring bytes that look the same. */
export interface HexRun {
  readonly text: string;
  readonly colour: string;
  /** True where they hold a bit of the chosen field. */
  readonly on: boolean;
}

const NONE = 'transparent';

/** `81 05 …` in runs of one field: a byte has the colour of the field that its last bit is in. */
export function hexRuns(hex: string, annotation: Annotation, selected: FieldKey | null): HexRun[] {
  const leaves = leavesOf(annotation.root);
  const chosen = fieldOf(annotation, selected)?.range ?? null;
  const runs: HexRun[] = [];
  let next = 0;
  for (let byte = 0; byte * 3 < hex.length; byte++) {
    while (next < leaves.length && leaves[next]!.range.end <= byte * 8 + 7) next++;
    const colour = leaves[next] === undefined ? NONE : fieldColour(leaves[next]!.id);
    const on =
      chosen !== null &&
      chosen.source === 'wire' &&
      chosen.start < byte * 8 + 8 &&
      chosen.end > byte * 8;
    const text = hex.slice(byte * 3, byte * 3 + 3);
    const last = runs.at(-1);
    if (last?.colour === colour && last.on === on)
      runs[runs.length - 1] = { ...last, text: last.text + text };
    else runs.push({ text, colour, on });
  }
  return runs;
}
