/** Called now and then during long work: lets other work in, and throws to stop. */
export type Breath = () => Promise<void>;

/** Runs work to its end, with a breath between two of its steps. */
export async function paced<Result>(
  steps: Generator<void, Result>,
  breath: Breath,
): Promise<Result> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await breath();
  }
}
