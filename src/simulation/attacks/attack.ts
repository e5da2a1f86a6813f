/** Who speaks in an attack. */
export type Actor = 'page' | 'attacker' | 'proxy' | 'reader' | 'own-page' | 'site';

/** Bytes from one to another, what they are, and what came of them. */
export interface AttackStep<Says extends string, Result extends string> {
  readonly says: Says;
  readonly from: Actor;
  readonly to: Actor;
  readonly bytes: Uint8Array;
  readonly result: Result;
}
