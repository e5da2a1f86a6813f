/** First in, first out, however many wait. */
export interface Fifo<Item> {
  readonly length: number;
  push(item: Item): void;
  /** Before all others. */
  unshift(item: Item): void;
  peek(): Item | undefined;
  shift(): Item | undefined;
  /** Takes all out, in order. */
  drain(): Item[];
}

/** Space at the front is given back when it is most of the array. */
const LEAST_TO_COMPACT = 64;

export function createFifo<Item>(): Fifo<Item> {
  let items: Item[] = [];
  let head = 0;
  return {
    get length() {
      return items.length - head;
    },
    push(item) {
      items.push(item);
    },
    unshift(item) {
      if (head > 0) items[--head] = item;
      else items.unshift(item);
    },
    peek: () => items[head],
    shift() {
      if (head === items.length) return undefined;
      const item = items[head++];
      if (head >= LEAST_TO_COMPACT && 2 * head > items.length) {
        items = items.slice(head);
        head = 0;
      }
      return item;
    },
    drain() {
      const all = items.slice(head);
      items = [];
      head = 0;
      return all;
    },
  };
}
