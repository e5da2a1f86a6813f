/** A decoder with a fault, to see whether fuzzing finds it: at its 51st input it does what the module's query says. */
let calls = 0;

export function check(): Promise<void> | void {
  if (calls++ < 50) return;
  switch (new URL(import.meta.url).search.slice(1).split('&')[0]) {
    case 'throws':
      throw new Error('an error of its own');
    case 'hangs':
      for (;;);
    case 'waits':
      return new Promise(() => undefined);
    default:
      for (const all: number[][] = []; ;) all.push(new Array<number>(1000).fill(1.5));
  }
}
