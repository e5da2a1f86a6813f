import { getContext, setContext } from 'svelte';
import type { Place } from '../../reference/places.ts';

const KEY = Symbol('reference');

type Href = (place: Place) => string;

/** Tells all views below where an entry of the reference stands. */
export const provideReferenceHref = (href: Href): void => void setContext(KEY, href);

/** Where an entry of the reference stands; undefined where a view stands alone. */
export const useReferenceHref = (): Href | undefined => getContext<Href | undefined>(KEY);
