import {
  createFollower,
  follow,
  mistakesOf,
  RECIPES,
  RECIPE_OF,
  RIGHT,
  STEP_MISTAKES,
} from './recipe.ts';
import type { Followed, Recipe, StepMistake } from './recipe.ts';

/** The key that RFC 6455 §1.2 shows: its accept is copied into programs. */
export const SAMPLE_KEY = 'dGhlIHNhbXBsZSBub25jZQ==';

/** What one did who sent an accept, where it was not a wrong step. */
const OTHER_MISTAKES = [
  'key-echoed',
  'sample-accept',
  'other-key',
  'case-lost',
  'cut-short',
  'more-around',
] as const;

type OtherMistake = (typeof OTHER_MISTAKES)[number];
export type MistakeId = StepMistake | OtherMistake;

/** Every mistake that can be named, by the step that goes wrong. */
export const MISTAKES: Readonly<Record<keyof Recipe | 'other', readonly MistakeId[]>> = {
  ...STEP_MISTAKES,
  other: OTHER_MISTAKES,
};

export const MISTAKE_IDS: readonly MistakeId[] = Object.values(MISTAKES).flat();

/** How an accept was made. */
export interface Diagnosis {
  /** Empty where it is right. */
  readonly mistakes: readonly MistakeId[];
  /** The steps that lead to it; null where no steps do. */
  readonly followed: Followed | null;
  /** The key it answers. */
  readonly key: string;
}

/** A longer key is not tried with every recipe: hashing it so often takes too long. */
const MOST_TRIED = 1024;

/** A beginning this long is no chance. */
const LEAST_CUT = 6;

/**
 * Which mistake gives exactly this accept, found by trying; null where none that is known does. `others` are keys of
 * other requests, such as the one before. RFC 6455 §4.2.2, step 5.4
 */
export function diagnoseAccept(
  accept: string,
  key: string,
  others: readonly string[] = [],
): Diagnosis | null {
  const made = byRecipe(accept, key);
  if (made) return made;
  const known = (mistake: MistakeId, of = key): Diagnosis => ({
    mistakes: [mistake],
    followed: of === key ? null : follow(RIGHT, of),
    key: of,
  });
  if (accept === key && key !== '') return known('key-echoed');
  const isAnsweredBy = (other: string): boolean => acceptFor(other) === accept;
  if (isAnsweredBy(SAMPLE_KEY)) return known('sample-accept', SAMPLE_KEY);
  const other = others.find(isAnsweredBy);
  if (other !== undefined) return known('other-key', other);
  const damaged = damageOf(accept, acceptFor(key));
  return damaged && known(damaged);
}

function byRecipe(accept: string, key: string): Diagnosis | null {
  const follow = createFollower(key);
  const tried: readonly Recipe[] = key.length > MOST_TRIED ? [RIGHT] : RECIPES;
  for (const recipe of tried) {
    const followed = follow(recipe);
    if (followed?.accept === accept) return { mistakes: mistakesOf(recipe), followed, key };
  }
  return null;
}

/** The accept that answers a key. */
const acceptFor = (key: string): string => follow(RIGHT, key)?.accept ?? '';

/** What became of the right accept on its way. */
function damageOf(accept: string, right: string): MistakeId | null {
  if (accept.toLowerCase() === right.toLowerCase()) return 'case-lost';
  if (accept.length >= LEAST_CUT && right.startsWith(accept)) return 'cut-short';
  return accept.includes(right) ? 'more-around' : null;
}

/** Each of these makes a wrong accept out of the right one. */
const DAMAGES: Readonly<Record<OtherMistake, (key: string, other: string) => string>> = {
  'key-echoed': (key) => key,
  'sample-accept': () => acceptFor(SAMPLE_KEY),
  'other-key': (_, other) => acceptFor(other),
  'case-lost': (key) => acceptFor(key).toLowerCase(),
  'cut-short': (key) => acceptFor(key).slice(0, -4),
  'more-around': (key) => `"${acceptFor(key)}"`,
};

/** The accept that someone sends who makes that mistake; null where the key does not allow it, or is too long to try. */
export function acceptWith(mistake: MistakeId, key: string, other: string): string | null {
  if (key.length > MOST_TRIED) return null;
  if (mistake in DAMAGES) return DAMAGES[mistake as OtherMistake](key, other);
  const recipe = RECIPE_OF.get(mistake as StepMistake);
  return recipe ? (follow(recipe, key)?.accept ?? null) : null;
}
