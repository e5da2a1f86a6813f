/** Counts things by name. */
export interface Tally {
  count(name: string, position: number): void;
  /** Where the first was, and `DNS 12, ARP 3`, the most first; null where there are none. */
  tell(): { readonly at: number; readonly detail: string } | null;
}

const MOST_NAMES = 8;

export function createTally(): Tally {
  const counts = new Map<string, number>();
  let first = 0;
  return {
    count(name, position) {
      if (counts.size === 0) first = position;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    },
    tell() {
      if (counts.size === 0) return null;
      const most = [...counts].toSorted((a, b) => b[1] - a[1]);
      const named = most.slice(0, MOST_NAMES).map(([name, times]) => `${name} ${times}`);
      return { at: first, detail: named.join(', ') + (most.length > MOST_NAMES ? ', …' : '') };
    },
  };
}
