import type { AttackElement } from '../../course/elements.ts';
import type { AttackStep } from '../../simulation/attacks/attack.ts';
import { hijack, LOCKS, type Lock } from '../../simulation/attacks/hijacking.ts';
import { MASKINGS, poison, type Masking } from '../../simulation/attacks/poisoning.ts';
import type { Messages } from '../../i18n/words.ts';

type Said = Messages['learn']['element']['attack'];

/** An attack that has been run, in words; who is harmed was read off the bytes. */
export interface Ran {
  readonly works: boolean;
  readonly steps: readonly (Pick<AttackStep<string, string>, 'from' | 'to' | 'bytes'> & {
    readonly says: string;
    readonly result: string;
  })[];
  /** What came of it. */
  readonly outcome: string;
}

export type Guard = Masking | Lock;

/** What may stand in the way of an attack; the first is nothing. */
export const GUARDS: Readonly<Record<AttackElement['of'], readonly Guard[]>> = {
  'cache-poisoning': MASKINGS,
  hijacking: LOCKS,
};

function poisoned(masking: Masking, seed: number, said: Said): Ran {
  const told = said['cache-poisoning'];
  const { steps, poisoned: works } = poison(masking, seed);
  return {
    works,
    steps: steps.map((step) => ({
      ...step,
      says: told.says[step.says],
      result: told.results[step.result],
    })),
    outcome: works ? told.works : told.fails,
  };
}

function hijacked(lock: Lock, said: Said): Ran {
  const told = said.hijacking;
  const { steps, read, done } = hijack(lock);
  return {
    works: read !== null,
    steps: steps.map((step) => ({
      ...step,
      says: told.says[step.says],
      result: told.results[step.result],
    })),
    outcome: read === null || done === null ? told.fails : told.works(read, done),
  };
}

/** Runs an attack against a guard, and puts it in words. */
export const runAttack = (of: AttackElement['of'], guard: Guard, seed: number, said: Said): Ran =>
  of === 'cache-poisoning' ? poisoned(guard as Masking, seed, said) : hijacked(guard as Lock, said);
