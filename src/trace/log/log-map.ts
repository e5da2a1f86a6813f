import type { ConversationMap } from '../conversation-map.ts';
import { contentOf, lengthOf } from './content.ts';
import { entryLength } from './log-row.ts';
import type { LogConnection } from './log.ts';

/** A log at a glance, as a conversation: what it carries in so many buckets, or in as many as there are entries. */
export function mapLog({ entries }: LogConnection, buckets: number): ConversationMap {
  const count = Math.min(Math.max(Math.floor(buckets), 1), entries.length);
  const rows = count === 0 ? 1 : entries.length / count;
  const up = new Uint32Array(count);
  const down = new Uint32Array(count);
  for (const [row, entry] of entries.entries()) {
    const bucket = Math.min(Math.floor(row / rows), count - 1);
    const isUp = entry.kind === 'message' && entry.direction === 'client-to-server';
    (isUp ? up : down)[bucket]! += entryLength(entry) ?? 0;
    up[bucket]! += lengthOf(contentOf(entry, 'request') ?? '');
  }
  return { rows, up, down, worst: new Uint8Array(count) };
}

/** The first entry at a time or after it, or -1. */
export const entryAtTime = ({ entries }: LogConnection, time: number): number =>
  entries.findIndex((entry) => entry.time !== null && entry.time >= time);
