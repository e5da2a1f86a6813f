import type { Breath } from '../trace/breath.ts';

/** Goes through the steps of long work, with a breath after each. */
export async function drain<Step, Result>(
  steps: Generator<Step, Result>,
  breath: Breath,
  each: (step: Step) => void = () => {},
): Promise<Result> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    each(step.value);
    await breath();
  }
}

type Piece = string | Uint8Array<ArrayBuffer>;

/** Gathered before it is handed to the file, in characters or bytes: a few milliseconds of writing. */
const GATHERED = 1 << 17;

/** A file of pieces, which may be more than a string or a buffer can hold. */
export async function toFile(pieces: Iterable<Piece>, type: string, breath: Breath): Promise<Blob> {
  const parts: Blob[] = [];
  let gathered: Piece[] = [];
  let size = 0;
  for (const piece of pieces) {
    const last = gathered.at(-1);
    // One long string is handed over faster than many short ones.
    if (typeof piece === 'string' && typeof last === 'string')
      gathered[gathered.length - 1] = last + piece;
    else gathered.push(piece);
    size += piece.length;
    if (size < GATHERED) continue;
    parts.push(new Blob(gathered));
    gathered = [];
    size = 0;
    await breath();
  }
  return new Blob([...parts, ...gathered], { type });
}
