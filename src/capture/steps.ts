/** Work that can be interrupted: yields how far it has come, at least every `STRIDE` characters or so. */
export type Steps<T = void> = Generator<number, T, void>;

/** Some milliseconds of the slowest reader: measured. */
export const STRIDE = 1 << 18;

/** Does the work in one go. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** The same work, counted otherwise; what it yields never goes back. */
export function* counted<T>(steps: Steps<T>, count: (at: number) => number): Steps<T> {
  let reached = 0;
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    yield (reached = Math.max(reached, count(value)));
  }
}
