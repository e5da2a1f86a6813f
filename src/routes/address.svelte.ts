import { onMount, untrack } from 'svelte';
import { replaceState } from '$app/navigation';
import { page } from '$app/state';

/** Browsers refuse an address that changes too often, as it would while an arrow key is held: in milliseconds. */
const PAUSE = 200;

/** What an address and the state of a page have to do with each other. */
export interface Addressed {
  /** The fragment that opens the same again; empty where there is none. */
  readonly address: string;
  /** Takes up what a fragment says. */
  take(hash: string): void | Promise<void>;
}

/**
 * Keeps the fragment of a page's address and its state the same, for as long as the component lives that calls it:
 * the state is taken from the address at first and whenever someone changes it, and is written there when it
 * changes, at once, but not more often than browsers allow.
 */
export function keepAddress(of: Addressed): void {
  let live = $state(false);
  const pathname = $derived(page.url.pathname);
  let written = -PAUSE;

  onMount(() => {
    const taken = of.take(location.hash);
    // The router takes no address before it has started, which it has when the page is mounted.
    const starting = setTimeout(() => void Promise.resolve(taken).then(() => (live = true)));
    const follow = (): void => {
      if (location.hash !== of.address) void of.take(location.hash);
    };
    addEventListener('hashchange', follow);
    return () => {
      clearTimeout(starting);
      removeEventListener('hashchange', follow);
    };
  });

  function write(address: string): void {
    written = performance.now();
    // The router reads its own address, whose change must not bring this one back.
    untrack(() => replaceState(location.pathname + location.search + address, {}));
  }

  $effect(() => {
    const { address } = of;
    // The same page in the other language stays mounted, and comes without a fragment where none was written yet.
    void pathname;
    if (!live || location.hash === address) return;
    const left = written + PAUSE - performance.now();
    if (left <= 0) return write(address);
    const writing = setTimeout(() => write(address), left);
    return () => clearTimeout(writing);
  });
}
