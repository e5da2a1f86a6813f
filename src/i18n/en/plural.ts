import { count } from '../numbers.ts';

/** `1 frame`, `2 frames`. */
export const plural = (n: number | bigint, one: string, many = `${one}s`): string =>
  `${count(n)} ${Number(n) === 1 ? one : many}`;

export const bytes = (n: number | bigint): string => plural(n, 'byte');
