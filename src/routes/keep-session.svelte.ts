import { untrack } from 'svelte';
import { navigating } from '$app/state';
import type { Decoder } from '../state/decoder.svelte.ts';
import { KeptSession, type Reopened } from '../state/kept-session.svelte.ts';

/**
 * Whether a page is come back to: it was reloaded, or somebody went back or forward to it. Asked while it is
 * being made.
 */
export function isComeBackTo(): boolean {
  if (navigating.type !== null) return navigating.type === 'popstate';
  const [entry] = performance.getEntriesByType('navigation');
  return (
    entry instanceof PerformanceNavigationTiming &&
    (entry.type === 'reload' || entry.type === 'back_forward')
  );
}

/** The session that this browser keeps of a decoder, for as long as the component lives that asks for it. */
export function keepSession(decoder: Decoder) {
  const kept = new KeptSession({
    kept: () => localStorage,
    tab: () => sessionStorage,
    now: () => Date.now(),
    // Not `randomUUID`, which a page without https does not have.
    newId: () => crypto.getRandomValues(new Uint32Array(2)).join('-'),
  });

  $effect(() => {
    const { seen } = decoder.link;
    untrack(() => kept.follow(seen));
  });

  /** Something that was typed or opened meanwhile stays. */
  async function show(reopened: Reopened | null): Promise<void> {
    if (reopened === null || !decoder.input.empty) return;
    const { head, address, marks } = reopened;
    const opened = decoder.link.take(address, marks);
    kept.adopt(head, decoder.input.panes);
    await opened;
  }

  return {
    kept,
    /** Opens again what this tab showed, or offers what an earlier visit left. */
    arrive: async (comesBack: boolean): Promise<void> => show(await kept.arrive(comesBack)),
    reopen: async (): Promise<void> => show(await kept.open()),
  };
}
