import { onTestFinished } from 'vitest';
import type { OpenSource, Session, SourceSummary, Summary } from '../../src/worker/api.ts';
import { connect } from '../../src/worker/connect.ts';
import { expose } from '../../src/worker/handlers.ts';
import { createSession } from '../../src/worker/session.ts';

export const pause = () => new Promise<void>((resolve) => setTimeout(resolve));

/** The session called as it is. */
export const direct = (): Session => createSession(pause);

/** The session behind a real channel, as behind a worker. */
export function overChannel(): Session {
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => {
    port1.close();
    port2.close();
  });
  expose(createSession(pause), port2);
  return connect(port1);
}

export const never = (): AbortSignal => new AbortController().signal;

/** A source whose bytes stand for a file of them. */
export interface Given extends Omit<OpenSource, 'content'> {
  readonly content: string | Uint8Array<ArrayBuffer>;
}

export const sourcesOf = (given: readonly Given[]): OpenSource[] =>
  given.map((source) => ({
    ...source,
    content: typeof source.content === 'string' ? source.content : new Blob([source.content]),
  }));

/** Opens one conversation without a wish to cancel or to know how far it is. */
export async function open(
  session: Session,
  ...given: readonly Given[]
): Promise<Summary & { readonly sources: readonly SourceSummary[] }> {
  const { first, sources } = await session.open({ sources: sourcesOf(given) }, never(), () => {});
  return { ...(await session.conversation(first)), sources };
}

/** What a promise rejects with, by name; null where it does not. */
export const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.name : error),
  );

/** So many copies of a unit, one after the other. */
export function repeated(unit: readonly number[], times: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(unit.length * times);
  for (let i = 0; i < times; i++) bytes.set(unit, i * unit.length);
  return bytes;
}

/** Noise that is the same each time. */
export function noise(length: number, seed: number): Uint8Array<ArrayBuffer> {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state >>> 16;
  });
}
