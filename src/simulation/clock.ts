/** Whole microseconds of milliseconds: what the engine counts in. */
export const microseconds = (milliseconds: number): number => Math.round(milliseconds * 1000);

/** Seconds of microseconds: what a trace counts in. */
export const seconds = (microseconds: number): number => microseconds / 1e6;
