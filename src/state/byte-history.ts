import type { Edit } from '../composer/changed/edits.ts';
import type { Session } from '../worker/api.ts';
import type { ConnectionEdit } from './marks.ts';

/** An edit, and the byte that stood there before it. */
export interface Step extends Edit {
  readonly was: number;
}

/** Edits one after the other; those beyond `done` were undone. */
export interface History {
  readonly steps: readonly Step[];
  readonly done: number;
}

export const NOTHING: History = { steps: [], done: 0 };

export const inForce = ({ steps, done }: History): readonly Step[] => steps.slice(0, done);

/** The bytes that are others now, each told once: what stood there first, and what stands there now. */
export function changesOf(history: History): readonly Step[] {
  const told = new Map<string, Step>();
  for (const step of inForce(history)) {
    const key = `${step.direction} ${step.offset}`;
    told.set(key, { ...step, was: told.get(key)?.was ?? step.was });
  }
  return [...told.values()].filter(({ was, byte }) => was !== byte);
}

/** Edits that came from elsewhere, each a step, by connection; those that cannot be made are left out. */
export async function historiesOf(
  session: Pick<Session, 'bytesAt'>,
  connections: number,
  edits: readonly ConnectionEdit[],
): Promise<ReadonlyMap<number, History>> {
  const histories = new Map<number, History>();
  for (const connection of new Set(edits.map((edit) => edit.connection))) {
    if (connection >= connections) continue;
    const own = edits.filter((edit) => edit.connection === connection);
    const were = await session.bytesAt(connection, own);
    const steps = own.flatMap(({ direction, offset, byte }, i) => {
      const was = were[i] ?? null;
      return was === null ? [] : [{ direction, offset, byte, was }];
    });
    if (steps.length > 0) histories.set(connection, { steps, done: steps.length });
  }
  return histories;
}
