import { NONE, type MarksBuilder } from '../trace/marks.ts';
import { seconds } from './clock.ts';
import type { Engine } from './engine.ts';
import { FATES, type NewsResults } from './run.ts';

const DELIVERED = FATES.indexOf('delivered');
const LOST = FATES.indexOf('lost');

/** Where the marks of a record go, and what they are called; none for a tab that nobody watches. */
export interface RecordMarks {
  readonly builder: MarksBuilder;
  readonly kind: 'news' | 'message';
}

/** What became of each piece of news on its way to one reader. Numbers count from 1; ranges are closed. */
export interface NewsRecord {
  readonly length: number;
  readonly delivered: number;
  born(number: number): void;
  /** It was written, from one number to another, as one batch; gives the number of the batch. */
  wrote(from: number, to: number): number;
  firstOf(batch: number): number;
  lastOf(batch: number): number;
  /** A batch reached its reader; what had come before counts as repeated. */
  arrive(batch: number): void;
  /** Without what was delivered already. */
  lose(from: number, to: number): void;
  results(): NewsResults;
}

export function createRecord(
  engine: Engine,
  born: Float64Array,
  marked: RecordMarks | null,
): NewsRecord {
  const { length } = born;
  const left = new Float64Array(length).fill(NaN);
  const delivered = new Float64Array(length).fill(NaN);
  const batches = new Uint32Array(length).fill(NONE);
  const fate = new Uint8Array(length);
  const repeats = new Uint8Array(length);
  const marks = new Uint32Array(marked === null ? 0 : length);
  const peer = marked?.kind === 'message' ? 'client' : 'server';
  const firsts: number[] = [];
  const lasts: number[] = [];
  let count = 0;

  function deliver(index: number, batch: number): void {
    const { now } = engine;
    if (fate[index] === DELIVERED) {
      if (repeats[index]! < 255) repeats[index]!++;
      marked?.builder.push('news-duplicated', 'client', seconds(now), NONE, index + 1);
      return;
    }
    count++;
    fate[index] = DELIVERED;
    delivered[index] = now;
    batches[index] = batch;
    marked?.builder.end(marks[index]!, seconds(now));
  }

  return {
    length,
    get delivered() {
      return count;
    },
    born(number) {
      if (marked === null) return;
      const { builder, kind } = marked;
      marks[number - 1] = builder.push(kind, peer, seconds(engine.now), NONE, number);
    },
    wrote(from, to) {
      for (let i = from - 1; i < to; i++) if (Number.isNaN(left[i])) left[i] = engine.now;
      firsts.push(from);
      return lasts.push(to) - 1;
    },
    firstOf: (batch) => firsts[batch]!,
    lastOf: (batch) => lasts[batch]!,
    arrive(batch) {
      for (let i = firsts[batch]! - 1; i < lasts[batch]!; i++) deliver(i, batch);
    },
    lose(from, to) {
      for (let i = from - 1; i < to; i++) {
        if (fate[i] !== 0) continue;
        fate[i] = LOST;
        const kind = marked?.kind === 'message' ? 'message-lost' : 'news-lost';
        marked?.builder.push(kind, peer, seconds(engine.now), NONE, i + 1);
      }
    },
    results: () => ({ length, born, left, delivered, batch: batches, fate, repeats }),
  };
}
