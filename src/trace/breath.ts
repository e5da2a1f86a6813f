/** Called now and then during long work: lets other work in, and throws to stop. */
export type Breath = () => Promise<void>;
