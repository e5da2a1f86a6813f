import type { TimedPacket } from './timed-packet.ts';

interface Source {
  readonly packets: Iterator<TimedPacket, void>;
  readonly order: number;
  packet: TimedPacket;
}

/** Packets of several sources, each in order of time, as one run in order of time; of one time the first source's first. */
export function* mergePackets(
  sources: Iterable<Iterable<TimedPacket, void>>,
): Generator<TimedPacket, void> {
  const heap: Source[] = [];
  let order = 0;
  for (const source of sources) {
    const packets = source[Symbol.iterator]();
    const { value, done } = packets.next();
    if (done) continue;
    heap.push({ packets, order: order++, packet: value });
    rise(heap, heap.length - 1);
  }
  for (let top = heap[0]; top !== undefined; top = heap[0]) {
    yield top.packet;
    const { value, done } = top.packets.next();
    if (!done) top.packet = value;
    else {
      const last = heap.pop()!;
      if (last !== top) heap[0] = last;
    }
    sink(heap);
  }
}

const isBefore = (a: Source, b: Source): boolean =>
  a.packet.time < b.packet.time || (a.packet.time === b.packet.time && a.order < b.order);

function swap(heap: Source[], a: number, b: number): void {
  const kept = heap[a]!;
  heap[a] = heap[b]!;
  heap[b] = kept;
}

function rise(heap: Source[], at: number): void {
  for (let i = at; i > 0;) {
    const parent = (i - 1) >> 1;
    if (!isBefore(heap[i]!, heap[parent]!)) return;
    swap(heap, i, parent);
    i = parent;
  }
}

function sink(heap: Source[]): void {
  for (let i = 0; ;) {
    let least = i;
    for (const child of [2 * i + 1, 2 * i + 2]) {
      if (child < heap.length && isBefore(heap[child]!, heap[least]!)) least = child;
    }
    if (least === i) return;
    swap(heap, i, least);
    i = least;
  }
}
