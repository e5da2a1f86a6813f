/** Work goes on this long, in milliseconds, before messages get a turn. */
const STRETCH = 12;
let since = 0;

/** A message to itself: browsers make a timer within timers wait 4 ms, a third of a stretch. */
const { port1, port2 } = new MessageChannel();
const waiting: (() => void)[] = [];
port1.onmessage = () => waiting.shift()?.();

/** Lets messages in between two steps of long work: a task, since a microtask would not. */
export async function pause(): Promise<void> {
  if (performance.now() - since < STRETCH) return;
  await new Promise<void>((resolve) => {
    waiting.push(resolve);
    port2.postMessage(null);
  });
  since = performance.now();
}
